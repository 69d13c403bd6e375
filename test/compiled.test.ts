import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { DIST, pullpath } from './program.ts';

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

  it('lies beside it after the first run, and the next one says the same', async () => {
    const first = await explain();
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(kept()).not.toEqual([]);
    expect(await explain()).toEqual(first);
  });

  it('is not looked at by what only prints what stands ready', async () => {
    for (const args of [['--version'], ['--help']]) await pullpath(args, {}, join(home, 'pullpath.js'));
    expect(kept()).toEqual([]);
  });

  it('grows with the first run of a command that went well', async () => {
    const program = join(home, 'pullpath.js');
    const size = () =>
      kept().reduce(
        (sum, name) => sum + (statSync(join(home, name)).isFile() ? statSync(join(home, name)).size : 0),
        0,
      );
    await pullpath(['explain', '--no-such-flag'], {}, program);
    const afterFailing = size();
    await explain();
    const afterExplaining = size();
    await explain();
    expect(afterExplaining).toBeGreaterThan(afterFailing);
    expect(size()).toBe(afterExplaining);
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
