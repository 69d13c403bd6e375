import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import nodes from '../../scripts/nodes.json' with { type: 'json' };

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(`${ROOT}${path}`, 'utf8');
const WORKFLOWS = readdirSync(`${ROOT}.github/workflows`).map((name) => `.github/workflows/${name}`);

describe('what is run or shipped and was made by others', () => {
  it.each([...WORKFLOWS, 'action.yml', 'examples/github-actions-audit.yml'])(
    'is an action at a commit, with its version beside it: %s',
    (path) => {
      const uses = [...read(path).matchAll(/\buses: (.*)/g)].map(([, text]) => text);
      const foreign = uses.filter((text) => !/^\.\//.test(text ?? '') && !text?.startsWith('pullpath/pullpath@'));
      expect(foreign.filter((text) => !/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(text ?? ''))).toEqual([]);
    },
  );

  it('is an image by its digest', () => {
    const bases = [...read('Dockerfile').matchAll(/^FROM (?:--\S+ )?(\S+)/gm)].map(([, base]) => base);
    expect(bases).not.toEqual([]);
    for (const base of bases) expect(base).toMatch(/^[\w/-]+:[\w.-]+@sha256:[0-9a-f]{64}$/);
  });
});

describe('the supported versions of Node', () => {
  const { supported, newest } = nodes;

  it('begin with the oldest that package.json allows, which is the one that is tried', () => {
    expect(manifest.engines.node).toBe(`>=${Object.values(supported)[0]}`);
  });

  it('are all in the matrix of the workflow', () => {
    const [, listed = ''] = /^ +node: \[(.*)\]$/m.exec(read('.github/workflows/ci.yml')) ?? [];
    const majors = listed.split(', ').map((text) => text.replace(/'|\.\d+/g, ''));
    expect(majors).toEqual(Object.keys(supported));
  });

  it('end with the newest, which is what everything else runs on: image, action and workflows', () => {
    expect(Object.keys(supported).at(-1)).toBe(newest);
    const named = ['Dockerfile', 'action.yml', ...WORKFLOWS].flatMap((path) => [
      ...read(path).matchAll(/(?:^FROM (?:--\S+ )?node:|node-version: ')(\d+)/gm),
    ]);
    expect(named.length).toBeGreaterThan(4);
    expect(new Set(named.map(([, major]) => major))).toEqual(new Set([newest]));
  });
});
