/** A process of its own with a simulated account in it; started by simulated.ts, which sends its options. */
import { type SandboxOptions, startSandbox } from '../src/sandbox/index.ts';
import { largeNetwork } from '../src/sandbox/worlds/large-network.ts';
import type { Ask, Told } from './simulated.ts';

const tell = (told: Told) => process.send?.(told);

process.once('message', async ({ world, timing }: Ask) => {
  const made: SandboxOptions['world'] = typeof world === 'string' ? world : largeNetwork(world);
  const sandbox = await startSandbox({ world: made, timing });
  process.on('message', () => {
    tell({ actions: sandbox.journal.entries.map(({ action }) => action) });
    sandbox.journal.clear();
  });
  tell({ url: sandbox.url, region: sandbox.region });
});
process.on('disconnect', () => process.exit());
