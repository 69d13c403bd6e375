/**
 * Runs the benchmark: builds the program, bundles bench/ (Node 20 reads no TypeScript) and starts it. `UPDATE_DOCS=1` writes
 * the report into docs/benchmarks.md too. Any argument is the name of a part: run those parts alone.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { build } from './build.js';

const ROOT = join(import.meta.dirname, '..');
const BUNDLE = join(ROOT, 'node_modules/.cache/pullpath/bench');

const moto = spawnSync(process.execPath, ['scripts/moto-venv.js'], {
  cwd: ROOT,
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (moto.status !== 0) throw new Error('scripts/moto-venv.js failed.');
await build();

const bundle = await rolldown({
  input: { main: join(ROOT, 'bench/main.ts'), sandbox: join(ROOT, 'bench/sandbox.ts') },
  platform: 'node',
  plugins: [whereItStood()],
});
await bundle.write({ dir: BUNDLE, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' });
await bundle.close();
await import(pathToFileURL(join(BUNDLE, 'main.mjs')).href);

/** What a module finds beside itself lies beside its source, not beside the bundle. */
function whereItStood() {
  return {
    name: 'where-it-stood',
    transform(code, id) {
      if (!id.startsWith(ROOT) || /[\\/]node_modules[\\/]/.test(id) || !code.includes('import.meta.url')) return null;
      return code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href));
    },
  };
}
