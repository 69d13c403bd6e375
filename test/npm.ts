import { execFileSync } from 'node:child_process';

/**
 * The output of npm. Under `npm test` npm's own JavaScript is run, which works on Windows too, where `npm` is a script
 * of cmd's and cannot be spawned by its name. `node` is the Node that npm, and what it starts, runs on.
 */
export function npm(
  args: readonly string[],
  { cwd, env = process.env, node = process.execPath }: { cwd: string; env?: NodeJS.ProcessEnv; node?: string },
): string {
  const own = process.env.npm_execpath;
  return own?.endsWith('.js')
    ? execFileSync(node, [own, ...args], { cwd, env, encoding: 'utf8' })
    : execFileSync('npm', [...args], { cwd, env, encoding: 'utf8' });
}
