import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import pty from '@lydell/node-pty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCRIPTS, SHELLS, type Shell } from '../../../src/cli/completion/scripts.ts';
import { DIST, pullpath } from '../../program.ts';
import { type Simulated, simulated } from '../simulated.ts';

/** The shells that are tried where they are installed. PowerShell is not: its script is compared and its answers are tested. */
type Tried = Exclude<Shell, 'powershell'>;

/** How a shell is started without anybody's settings, and made to load the completion. */
const START: { readonly [S in Tried]: { readonly args: readonly string[]; readonly load: string } } = {
  bash: { args: ['--noprofile', '--norc', '-i'], load: 'eval "$(pullpath completion bash)"' },
  zsh: { args: ['-f', '-i'], load: 'autoload -Uz compinit; compinit -u -D; eval "$(pullpath completion zsh)"' },
  fish: { args: ['--no-config', '-i'], load: 'pullpath completion fish | source' },
};

const installed = (Object.keys(START) as Tried[]).filter((shell) => spawnSync(shell, ['-c', 'true']).status === 0);

const HOME_OF_THE_LINE = '\u0001';
const PATIENCE_MS = 60_000;

/** A directory with a file to name, and the built program under its own name on the path. */
const directory = mkdtempSync(join(tmpdir(), 'pullpath-shells-'));
let account: Simulated;

beforeAll(async () => {
  account = await simulated({ world: 'guide' });
  const program = join(directory, 'pullpath');
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${DIST}pullpath.js' "$@"\n`);
  chmodSync(program, 0o755);
  writeFileSync(join(directory, 'plan.json'), '{}');
});
afterAll(() => account.sandbox.close());

/** Types a line and the tab key, and answers the line that the shell has made of it. */
function completed(shell: Tried, typed: string): Promise<string> {
  const { args, load } = START[shell];
  const child = pty.spawn(shell, [...args], {
    name: 'xterm-256color',
    cols: 200,
    rows: 40,
    cwd: directory,
    env: { ...account.environment, PATH: `${directory}:${process.env.PATH}`, LANG: 'C.UTF-8', PS1: '$ ' },
  });
  let output = '';
  return new Promise<string>((resolve, reject) => {
    const bound = setTimeout(() => reject(new Error(`${shell} shows no completion:\n${output}`)), PATIENCE_MS);
    let loaded = false;
    child.onData((data) => {
      output = `${output}${data}`;
      const text = stripVTControlCharacters(output);
      if (!loaded && /^LOADED\s*$/m.test(text)) {
        loaded = true;
        // What the key has made of the line is said by the shell itself.
        child.write(`${typed}\t${HOME_OF_THE_LINE}echo MADE \r`);
      }
      const made = /^MADE (.*?)\s*$/m.exec(text)?.[1];
      if (made === undefined) return;
      clearTimeout(bound);
      resolve(made);
    });
    child.write(`${load}; echo LOADED\r`);
  }).finally(() => child.kill('SIGKILL'));
}

describe.each(installed)('in %s the tab key', (shell) => {
  it.each([
    ['a command', 'pullpath roll', 'pullpath rollback'],
    ['a flag', 'pullpath audit --fail', 'pullpath audit --fail-on'],
    ['a value', 'pullpath audit --fail-on un', 'pullpath audit --fail-on unknown'],
    ['a value behind its sign', 'pullpath audit --fail-on=un', 'pullpath audit --fail-on=unknown'],
    ['one of several values', 'pullpath apply --with logs,secret', 'pullpath apply --with logs,secretsmanager'],
    ['the only VPC', 'pullpath audit --vpc-id ', 'pullpath audit --vpc-id vpc-0a000000000000001'],
    ['the name of a file', 'pullpath apply pla', 'pullpath apply plan.json'],
    ['the name of a file behind a sign', 'pullpath plan --out=pla', 'pullpath plan --out=plan.json'],
  ])('completes %s', async (_, typed, made) => {
    expect(await completed(shell, typed)).toBe(made);
  });
});

describe.each(SHELLS)('the script for %s', (shell) => {
  it('is what the program prints, and asks the program for everything', async () => {
    const { stdout, code } = await pullpath(['completion', shell]);
    expect({ stdout, code }).toEqual({ stdout: SCRIPTS[shell], code: 0 });
    expect(stdout).toContain(`pullpath __complete ${shell} `);
    expect(stdout).toContain(':files');
  });
});

it('there is a script for no other shell', async () => {
  const { code, stderr } = await pullpath(['completion', 'tcsh']);
  expect(code).toBe(252);
  expect(stderr).toContain('bash, zsh, fish, powershell');
});
