import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, release, type as system, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

/** What was measured, on what and when: sentences. */
export function circumstances(): string[] {
  const manifest = JSON.parse(readFileSync(fileURLToPath(new URL('../package.json', import.meta.url)), 'utf8'));
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)}: pullpath ${manifest.version} at ${commit}, Node ${process.version},`,
    `${system()} ${release()} ${arch()}, ${availableParallelism()} cores (${processor}), ${memory} GiB.`,
  ];
}
