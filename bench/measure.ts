import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const MEASURE = fileURLToPath(new URL('measure.py', import.meta.url));

/** A process to be started and measured. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** What one run of a whole process took, its children included. */
export interface Figures {
  /** Seconds. */
  readonly wall: number;
  /** Seconds, user and system. */
  readonly cpu: number;
  /** Peak of the largest process, in MiB. */
  readonly memory: number;
}

/**
 * Runs a command to its end, nothing on its standard input. Rejects where it does not end with the exit code expected.
 */
export async function measure({ command, args, cwd, env }: Command, expected = 0): Promise<Figures> {
  const { stdout } = await promisify(execFile)('python3', [MEASURE, command, ...args], { cwd, env, encoding: 'utf8' });
  const { code, wall, cpu, maxrss, stderr } = JSON.parse(stdout);
  if (code !== expected) throw new Error(`${[command, ...args].join(' ')} ended with ${code}: ${stderr}`);
  return { wall, cpu, memory: maxrss / 1024 };
}
