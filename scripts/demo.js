/**
 * The main job on a simulated account, as a readable transcript: an ECS service fails, audit says why, apply opens the path,
 * watch sees it recover, rollback, and it would fail again. Builds the program first; each command is a process of its own, and they share one sandbox. Needs no AWS account and no network.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from './build.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = join(root, 'dist/pullpath.js');

const SERVICE = ['--cluster', 'prod', '--service', 'orders'];

/** What is shown, the command, and what it must answer: closed and failing at first and at last, open and proved in between. */
const SCRIPT = [
  ['The service orders does not start. What does ECS report, what explains it, what to do?', ['audit', ...SERVICE], 2],
  ['What would open the path, what does it cost, and whom does it touch?', ['plan', ...SERVICE], 0],
  [
    'Open it. (Here within seconds; on AWS the endpoints take some minutes.)',
    ['apply', ...SERVICE, '--yes', '--quiet'],
    0,
  ],
  ['ECS tries again by itself. Does a task pull now?', ['watch', ...SERVICE], 0],
  ['And what does ECS report by now?', ['audit', ...SERVICE], 0],
  ['Take everything back.', ['rollback', '--yes'], 0],
  ['Started anew, it fails as it did.', ['watch', ...SERVICE, '--force-new-deployment'], 5],
];

const bold = (text) => (process.stdout.isTTY ? `\u001b[1m${text}\u001b[22m` : text);

console.log('Building …');
await build();

const sandbox = spawn(process.execPath, [program, 'sandbox', 'failing-service', '--quiet'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const exports = {};
for await (const line of createInterface({ input: sandbox.stdout })) {
  const [, name, value] = /^export (\w+)=(.*)$/.exec(line) ?? [];
  if (name) exports[name] = value;
  if (name === 'AWS_SECRET_ACCESS_KEY') break;
}

let wrong = 0;
for (const [what, args, expected] of SCRIPT) {
  console.log(`\n${'─'.repeat(80)}\n${bold(`# ${what}`)}\n${bold(`$ pullpath ${args.join(' ')}`)}\n`);
  const { status } = spawnSync(process.execPath, [program, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...exports },
  });
  console.log(`\n[exit code ${status}${status === expected ? '' : `, expected ${expected}`}]`);
  if (status !== expected) wrong += 1;
}

sandbox.kill('SIGINT');
await once(sandbox, 'exit');
console.log(`\n${'─'.repeat(80)}`);
console.log(
  wrong === 0
    ? 'Failed, explained, opened, proved, taken back: as it should be. Now try the wizard: npx pullpath --sandbox'
    : `${wrong} command(s) did not answer as expected.`,
);
process.exitCode = wrong === 0 ? 0 : 1;
