import { spawnSync } from 'node:child_process';

/**
 * Runs npm to its end, on any system: on Windows `npm` is a script of cmd's, which cannot be spawned by its name. Under
 * `npm run` the variable `npm_execpath` names npm's own JavaScript.
 */
export function npm(args, options = {}) {
  const own = process.env.npm_execpath;
  const settings = { encoding: 'utf8', ...options };
  if (own?.endsWith('.js')) return spawnSync(process.execPath, [own, ...args], settings);
  return process.platform === 'win32'
    ? spawnSync('cmd.exe', ['/d', '/s', '/c', 'npm', ...args], settings)
    : spawnSync('npm', args, settings);
}
