import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseSource } from './architecture/source.ts';
import { loadedBy } from './loaded-modules.ts';
import { npm } from './npm.ts';
import { DIST, pullpath } from './program.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

describe('the package', () => {
  let directory: string;
  let tarball: { filename: string; size: number; files: { path: string }[] };

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'pullpath-package-'));
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', directory];
    [tarball] = JSON.parse(npm(args, { cwd: ROOT }));
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('weighs at most 520 kB', () => {
    expect(tarball.size).toBeLessThanOrEqual(520_000);
  });

  it('holds the program with its licences, and none of what it was made from', () => {
    const paths = tarball.files.map(({ path }) => path);
    for (const path of ['LICENSE', 'dist/pullpath.js', 'dist/THIRD-PARTY-LICENSES.txt']) {
      expect(paths).toContain(path);
    }
    expect(paths.filter((path) => /^(src|test|scripts|bin)\/|\.ts$/.test(path))).toEqual([]);
  });

  it('has a README whose every link works where there is nothing but the package', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8').replace(/^```.*?^```$/gms, '');
    const targets = [...readme.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const paths = tarball.files.map(({ path }) => path);
    const isThere = (target: string) =>
      /^(https:|#)/.test(target) || paths.some((path) => path === target || path.startsWith(`${target}/`));
    expect(targets.filter((target) => !isThere(target))).toEqual([]);
  });

  it('says in its manifest where it comes from, and is published with its provenance', () => {
    const { repository, homepage, bugs } = manifest;
    expect(repository).toEqual({ type: 'git', url: expect.stringMatching(/^git\+https:\/\/github\.com\/.+\.git$/) });
    const address = repository.url.replace(/^git\+|\.git$/g, '');
    expect({ homepage, bugs }).toEqual({ homepage: `${address}#readme`, bugs: { url: `${address}/issues` } });
    expect(manifest).toMatchObject({
      author: expect.any(String),
      publishConfig: { access: 'public', provenance: true },
    });
  });

  it('draws in no other package, neither by its manifest nor by an import', () => {
    expect(Object.keys(manifest).filter((key) => /^(optional|peer|bundled?)?dependencies$/i.test(key))).toEqual([]);
    const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
    const imported = files.flatMap((name) => parseSource(name, readFileSync(DIST + name, 'utf8')).imports);
    const names = imported.map(({ from }) => from).filter((from) => !files.includes(from));
    expect(names.filter((name) => !isBuiltin(name))).toEqual([]);
  });

  it('runs from where it was unpacked, with nothing installed beside it', () => {
    execFileSync('tar', ['-xzf', tarball.filename], { cwd: directory });
    const entry = join(directory, 'package', manifest.bin.pullpath);
    expect(execFileSync(process.execPath, [entry, '--version'], { encoding: 'utf8' }).trim()).toBe(manifest.version);
  });

  it('names every package that is in it, with a licence text', () => {
    const licences = readFileSync(`${DIST}THIRD-PARTY-LICENSES.txt`, 'utf8');
    for (const name of ['@aws-sdk/client-ec2', 'yargs-parser', 'zod']) expect(licences).toContain(`\n${name} `);
    expect(licences).toMatch(/Apache License[\s\S]+Permission is hereby granted/);
  });
});

describe('what a command loads', () => {
  const SDK = /^@(aws-sdk|smithy)\//;
  const weightOf = (files: readonly { path: string }[]) =>
    files.reduce((sum, file) => sum + statSync(file.path).size, 0);

  it.each(['--help', '--version', 'audit --help', 'explain --help'])(
    'is neither the SDK nor prompts nor schemas for %s',
    async (line) => {
      const { packages } = await loadedBy(line.split(' '));
      expect(packages.filter((name) => SDK.test(name) || /^(@?inquirer\b|zod$)/.test(name))).toEqual([]);
    },
  );

  it('is the SDK for an audit, but of the SDK no more than 450 KiB, in all no more than 720, and no prompts', async () => {
    const { files, packages } = await loadedBy(['audit', '--sandbox', 'guide']);
    expect(packages).toContain('@aws-sdk/client-ec2');
    // ECS is read only where a workload is named.
    expect(packages).not.toContain('@aws-sdk/client-ecs');
    expect(packages.filter((name) => /^@?inquirer\b/.test(name))).toEqual([]);
    const sdk = files.filter((file) => file.packages.some((name) => SDK.test(name)));
    expect(weightOf(sdk)).toBeLessThanOrEqual(450 * 1024);
    // Without the sandbox, which an audit of AWS does not load. One schema of zod’s classic half would add 45.
    const ofAudit = files.filter(({ path }) => !/[\\/]sandbox\d*\.js$/.test(path));
    expect(weightOf(ofAudit)).toBeLessThanOrEqual(720 * 1024);
  });

  it('brings no Node warning with it', async () => {
    const { stderr } = await pullpath(['audit', '--sandbox', 'guide']);
    expect(stderr).not.toContain('Warning');
  });
});
