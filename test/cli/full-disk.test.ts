import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIST } from '../program.ts';
import { type Simulated, simulated } from './simulated.ts';

/** Linux's device that is always full. */
const FULL = '/dev/full';

let account: Simulated;
beforeAll(async () => {
  account = await simulated({ world: 'guide' });
});
afterAll(() => account.sandbox.close());

/** Runs a command with one of its streams on a full disk, and answers what comes out of the other. */
async function onFullDisk(stream: 'stdout' | 'stderr', command: string) {
  const full = openSync(FULL, 'w');
  const child = spawn(process.execPath, [`${DIST}pullpath.js`, ...command.split(' ')], {
    env: { PATH: process.env.PATH ?? '', ...account.environment },
    stdio: stream === 'stdout' ? ['ignore', full, 'pipe'] : ['ignore', 'pipe', full],
    timeout: 100_000,
    killSignal: 'SIGKILL',
  });
  closeSync(full);
  const other = stream === 'stdout' ? child.stderr : child.stdout;
  if (other === null) throw new Error('no pipe to read from');
  const exit = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('exit', resolve));
  const [code, rest] = await Promise.all([exit, text(other)]);
  return { code, rest };
}

describe.skipIf(!existsSync(FULL))('on a full disk', () => {
  const SENTENCE = /^pullpath: The result could not be written: ENOSPC: no space left on device, write\.\n.*\n$/s;

  it.each(['--version', 'audit --help', 'audit', 'audit --output json', 'audit --output jsonl', 'plan'])(
    '%s says that its result is lost, in a sentence and with the code of what failed and changed nothing',
    async (command) => {
      const { code, rest } = await onFullDisk('stdout', command);
      expect(rest).toMatch(SENTENCE);
      expect(rest).toContain('nothing was changed');
      expect(code).toBe(1);
    },
  );

  it('an error keeps its own code', async () => {
    const { code, rest } = await onFullDisk('stdout', 'audit --vpc-id vpc-0ffffffffffffffff --output json');
    expect(rest).toMatch(SENTENCE);
    expect(code).toBe(252);
  });

  it.each(['apply --yes --quiet', 'rollback --yes --quiet', 'apply --yes --quiet --output jsonl'])(
    '%s is carried out to its end, and the code says that something was changed',
    async (command) => {
      const { code, rest } = await onFullDisk('stdout', command);
      expect(rest).toMatch(SENTENCE);
      expect(rest).toMatch(
        /What was changed still exists. To see it:\s+pullpath audit --region.*\s+To roll it back:\s+pullpath rollback --region/,
      );
      expect(code).toBe(3);
      const { stdout } = await account.run(['audit', '--output', 'json']);
      expect(JSON.parse(stdout).verdict).toBe(command.startsWith('apply') ? 'open' : 'closed');
    },
  );

  it('what cannot be said of the progress is no failure', async () => {
    const { code, rest } = await onFullDisk('stderr', 'audit --debug --output json');
    expect(JSON.parse(rest)).toMatchObject({ command: 'audit', verdict: 'open' });
    expect(code).toBe(0);
  });
});
