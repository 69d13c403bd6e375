import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type Answer = { readonly stdout: string } | { readonly failure: string };

/** Runs a program outside of all measuring, to hear its standard output, or in one line why there is none. */
export async function ask(command: string, args: readonly string[], cwd?: string): Promise<Answer> {
  try {
    const { stdout } = await run(command, args, { cwd, timeout: 120_000 });
    return { stdout };
  } catch (error) {
    const { code, stderr, message } = error as Error & { code?: unknown; stderr?: string };
    if (code === 'ENOENT') return { failure: `${command} is not on the path` };
    const lines = (stderr || message).split('\n').map((line) => line.replace(/^[│╷╵ ]+/, ''));
    const said = lines.find((line) => line.startsWith('Error: ')) ?? lines.find((line) => line !== '');
    return { failure: `\`${command} ${args[0]}\` says: ${said}` };
  }
}
