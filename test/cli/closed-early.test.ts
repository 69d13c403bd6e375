import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { largeNetwork } from '../../src/sandbox/index.ts';
import { DIST } from '../program.ts';
import { type Simulated, simulated } from './simulated.ts';

let account: Simulated;
beforeAll(async () => {
  account = await simulated({ world: largeNetwork({ vpcs: 40, subnetsPerVpc: 10 }) });
});
afterAll(() => account.sandbox.close());

/** Runs a command whose reader goes away: at once, or once it has something to read, as `head -1` does. */
async function readerLeaves(command: string, when: 'at once' | 'after a line', stream: 'stdout' | 'stderr') {
  const child = spawn(process.execPath, [`${DIST}pullpath.js`, ...command.split(' ')], {
    env: { PATH: process.env.PATH ?? '', ...account.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 100_000,
    killSignal: 'SIGKILL',
  });
  const exit = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('exit', resolve));
  if (when === 'at once') child[stream].destroy();
  else child[stream].once('data', () => child[stream].destroy());
  const other = stream === 'stdout' ? child.stderr : child.stdout;
  const [code, rest] = await Promise.all([exit, text(other)]);
  return { code, rest };
}

it.each([
  ['audit --all-vpcs', 2],
  ['audit --all-vpcs --output json', 2],
  ['audit --all-vpcs --output jsonl', 2],
  ['audit --all-vpcs --output sarif', 2],
  ['audit --help', 0],
  ['schema audit', 0],
])('who reads %s may leave: it ends with its own code, and complains of nothing', async (command, exit) => {
  for (const when of ['at once', 'after a line'] as const) {
    expect(await readerLeaves(command, when, 'stdout')).toEqual({ code: exit, rest: '' });
  }
});

it('who reads what is said of the progress may leave too', async () => {
  const { code, rest } = await readerLeaves('audit --all-vpcs --debug --output json', 'at once', 'stderr');
  expect(code).toBe(2);
  expect(JSON.parse(rest)).toMatchObject({ command: 'audit', verdict: 'closed' });
});
