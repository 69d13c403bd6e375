import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(`${ROOT}docs/architecture.md`, 'utf8');

/** What the first column of the table of floors names: `aws/`, `errors.ts`. */
const floors = (page.split(/^## /m).find((part) => part.startsWith('Floors\n')) ?? '')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));

describe('the page on the architecture', () => {
  it('has a row for everything in src/, and no row for what is not there', () => {
    const present = readdirSync(`${ROOT}src`, { withFileTypes: true }).map((entry) =>
      entry.isDirectory() ? `${entry.name}/` : entry.name,
    );
    expect(present.filter((name) => !floors.includes(name))).toEqual([]);
    expect(
      floors.filter((name) => !present.includes(name)),
      'floors that are not there',
    ).toEqual([]);
  });

  it('names files that are there, in the table of what is written by hand', () => {
    const table = page.split(/^## /m).find((part) => part.startsWith('Libraries\n')) ?? '';
    const named = [...table.matchAll(/^\| `([\w./*-]+)`/gm)].map(([, name = '']) => name);
    const sources = readdirSync(`${ROOT}src`, { recursive: true, encoding: 'utf8' });
    const missing = named.filter((name) => {
      const pattern = new RegExp(
        `^${name.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}${name.endsWith('/') ? '' : '$'}`,
      );
      return !sources.some((source) => pattern.test(`${source}${name.endsWith('/') ? '/' : ''}`));
    });
    expect(named.length).toBeGreaterThan(10);
    expect(missing).toEqual([]);
  });
});
