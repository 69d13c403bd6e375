import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { npm } from '../npm.ts';
import { pullpath } from '../program.ts';
import { inTerminal } from '../terminal.ts';
import { NODES } from './nodes.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { version: VERSION } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** The tarball, and a directory with nothing in it but what was installed from it. */
let work: string;
let tarball: string;
let entry: string;

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'pullpath-smoke-'));
  npm(['pack', '--silent', '--ignore-scripts', '--pack-destination', work], { cwd: ROOT });
  tarball = join(work, `pullpath-${VERSION}.tgz`);
  const project = join(work, 'project');
  mkdirSync(project);
  npm(['install', '--silent', '--no-audit', '--no-fund', '--offline', tarball], { cwd: project });
  entry = join(project, 'node_modules/pullpath/dist/pullpath.js');
});
afterAll(() => rmSync(work, { recursive: true }));

it('the tarball brings nothing along: it is installed offline, and stands by itself', () => {
  const modules = readdirSync(join(work, 'project/node_modules')).filter((name) => !name.startsWith('.'));
  expect(modules).toEqual(['pullpath']);
});

describe.each(NODES)('the packed program on Node $version', ({ version, path: node, isInstalled }) => {
  const run = (args: readonly string[], env: Record<string, string> = {}) => pullpath(args, env, entry, node);

  it.skipIf(!isInstalled)('starts without a warning, and says what it runs on', async () => {
    expect(await run(['--version'])).toEqual({ code: 0, stdout: `${VERSION}\n`, stderr: '' });
    const { code, stdout } = await run(['--version', '--debug']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining(version) });
    expect(await run(['--help'])).toMatchObject({ code: 0, stderr: '' });
    expect(await run(['explain', 'PP201'])).toMatchObject({ code: 0, stderr: '' });
  });

  it.skipIf(!isInstalled)('is started by npx from the tarball in an empty directory', () => {
    const empty = mkdtempSync(join(work, 'empty-'));
    const env = {
      ...process.env,
      PATH: `${dirname(node)}${delimiter}${process.env.PATH}`,
      npm_config_cache: join(empty, 'cache'),
      npm_config_offline: 'true',
    };
    const line = ['exec', '--yes', '--package', tarball, '--', 'pullpath', '--version', '--debug'];
    expect(npm(line, { cwd: empty, env, node })).toContain(version);
  });

  it.skipIf(!isInstalled)('opens the path, sees it open, takes it back and sees it closed', async () => {
    const server = spawn(node, [entry, 'sandbox', 'guide', '--quiet', '--output', 'jsonl'], {
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(async () => {
      server.kill('SIGINT');
      if (server.exitCode === null) await once(server, 'exit');
    });
    const [first] = await once(createInterface({ input: server.stdout }), 'line');
    const { environment } = JSON.parse(first);
    const LINES = [
      ['audit', 2],
      ['apply --yes', 0],
      ['audit', 0],
      ['rollback --yes', 0],
      ['audit', 2],
    ] as const;
    for (const [line, expected] of LINES) {
      const { code, stderr } = await run([...line.split(' '), '--quiet', '--output', 'json'], environment);
      expect({ line, code, stderr }).toEqual({ line, code: expected, stderr: '' });
    }
  });

  it.skipIf(!isInstalled)('asks as a wizard, and applies on a yes', async () => {
    const terminal = inTerminal(['--sandbox', 'guide'], { rows: 40, entry, node });
    onTestFinished(() => terminal.close());
    for (const question of ['Which subnets do your', 'Which Fargate platform', 'Which other AWS services']) {
      await terminal.until(question);
      terminal.press('enter');
    }
    await terminal.until('(y/N)');
    terminal.type('y');
    terminal.press('enter');
    expect(await terminal.exit).toBe(0);
    expect(terminal.scrollback().join('\n')).toMatch(/pull path in guide .* is ✔ open/);
  });
});
