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

/**
 * Runs the built program as a script would: no terminal, nothing on standard input, and of this process's environment
 * the path alone, so that neither the machine's AWS settings nor `CI` nor a certificate bundle (which costs Node 20 a
 * tenth of a second) reach it.
 */
export async function pullpath(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  entry = `${DIST}pullpath.js`,
): Promise<Run> {
  if (!existsSync(entry)) throw new Error('dist/pullpath.js is missing: run npm run build');
  const child = spawn(process.execPath, [entry, ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A bound that only catches a hang, below that of the test.
    timeout: 100_000,
    killSignal: 'SIGKILL',
  });
  const code = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('exit', resolve));
  const [exit, stdout, stderr] = await Promise.all([code, text(child.stdout), text(child.stderr)]);
  return { code: exit, stdout, stderr };
}
