import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { DIST, pullpath } from './program.ts';

/** Node has had a cache of its own since 22.8; before that nothing is kept. */
const CACHES = 'enableCompileCache' in Module;

describe('what is kept of compiling the program', () => {
  let home: string;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'pullpath-compiled-'));
    cpSync(DIST, home, { recursive: true, filter: (path) => !path.includes('compiled') });
    onTestFinished(() => rmSync(home, { recursive: true }));
  });

  const kept = () =>
    readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) => name.startsWith('compiled'));
  const explain = (env: Record<string, string> = {}) => pullpath(['explain', 'PP201'], env, join(home, 'pullpath.js'));

  it('is beside it after the first run where Node has a cache, and the next run says the same', async () => {
    const first = await explain();
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(kept().length > 0).toBe(CACHES);
    expect(await explain()).toEqual(first);
  });

  it('is not looked at by what only prints what stands ready', async () => {
    for (const args of [['--version'], ['--help']]) await pullpath(args, {}, join(home, 'pullpath.js'));
    expect(kept()).toEqual([]);
  });

  it('is done without where it cannot be written', async () => {
    writeFileSync(join(home, 'compiled'), 'in the way');
    expect(await explain()).toMatchObject({ code: 0, stderr: '' });
  });

  it('is made anew where it is no good', async () => {
    const first = await explain();
    const files = kept().filter((name) => statSync(join(home, name)).isFile());
    for (const name of files) writeFileSync(join(home, name), 'rubbish');
    expect(await explain()).toEqual(first);
  });

  it('can be switched off, as for Node itself', async () => {
    expect(await explain({ NODE_DISABLE_COMPILE_CACHE: '1' })).toMatchObject({ code: 0 });
    expect(kept()).toEqual([]);
  });
});
