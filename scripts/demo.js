/**
 * The main job on a simulated account, as a readable transcript: audit → plan → apply → audit → rollback → audit. Each is
 * the built program in a process of its own; they share one sandbox. Needs no AWS account and no network.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../dist/pullpath.js', import.meta.url));

/** What each command must answer: the path is closed before apply and after rollback, and open in between. */
const SCRIPT = [
  [['audit'], 2],
  [['plan'], 0],
  [['apply', '--yes'], 0],
  [['audit'], 0],
  [['rollback', '--yes'], 0],
  [['audit'], 2],
];

const sandbox = spawn(process.execPath, [program, 'sandbox', 'guide'], { stdio: ['ignore', 'pipe', 'inherit'] });
const exports = {};
for await (const line of createInterface({ input: sandbox.stdout })) {
  const [, name, value] = /^export (\w+)=(.*)$/.exec(line) ?? [];
  if (name) exports[name] = value;
  if (name === 'AWS_SECRET_ACCESS_KEY') break;
}

let wrong = 0;
for (const [args, expected] of SCRIPT) {
  console.log(`\n\u001b[1m$ pullpath ${args.join(' ')}\u001b[0m`);
  const { status } = spawnSync(process.execPath, [program, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...exports },
  });
  console.log(`[exit ${status}]`);
  if (status !== expected) {
    wrong += 1;
    console.log(`expected exit ${expected}`);
  }
}

sandbox.kill('SIGINT');
await once(sandbox, 'exit');
console.log(
  wrong === 0
    ? '\nClosed, opened, verified, taken back: as it should be.'
    : `\n${wrong} command(s) did not answer as expected.`,
);
process.exitCode = wrong === 0 ? 0 : 1;
