// The laws over generated networks and accounts, ten times as often as in `npm test`. A failure adds its seed to
// test/failed-seeds.json, so that `npm test` tries it first from then on.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'unit', 'test/laws'], {
  env: { ...process.env, PULLPATH_DEEP: '1' },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
