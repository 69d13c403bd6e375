import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export const DIST = fileURLToPath(new URL('../dist/', import.meta.url));

/** How one run of the program ended. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run that is under way. */
export interface Started {
  /** Resolves when standard error has said so; rejects where the program ends before. */
  says(text: RegExp): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<Run>;
}

/**
 * Starts the built program as a script would: no terminal, nothing on standard input, and of this process's environment
 * the path alone, so that neither the machine's AWS settings nor `CI` nor a certificate bundle (which costs Node 20 a
 * tenth of a second) reach it.
 */
export function start(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  entry = `${DIST}pullpath.js`,
  node = process.execPath,
): Started {
  if (!existsSync(entry)) throw new Error('dist/pullpath.js is missing: run npm run build');
  const child = spawn(node, [entry, ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A bound that only catches a hang, below that of the test.
    timeout: 100_000,
    killSignal: 'SIGKILL',
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const code = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('exit', resolve));
  const ended = Promise.all([code, text(child.stdout), text(child.stderr)]).then(([exit, stdout, stderr]) => ({
    code: exit,
    stdout,
    stderr,
  }));
  return {
    ended,
    kill: (signal) => void child.kill(signal),
    says: (words) =>
      new Promise((resolve, reject) => {
        const look = () => words.test(said) && resolve();
        child.stderr.on('data', look);
        look();
        void ended.then(() => (words.test(said) ? resolve() : reject(new Error(`it ended without ${words}: ${said}`))));
      }),
  };
}

/** Runs the built program to its end. */
export function pullpath(...args: Parameters<typeof start>): Promise<Run> {
  return start(...args).ended;
}
