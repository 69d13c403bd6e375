import { PullpathError } from '../../../errors.ts';
import type { Sandbox } from '../../../sandbox/index.ts';
import { unknownWord } from '../../line/did-you-mean.ts';

/** Starts a simulated account. @throws usage UnknownWorld */
export async function startWorld(name: string): Promise<Sandbox> {
  const { startSandbox, worldNames } = await import('../../../sandbox/index.ts');
  const world = worldNames.find((known) => known === name);
  if (world === undefined) {
    throw new PullpathError('usage', {
      code: 'UnknownWorld',
      message: unknownWord('world', name, worldNames),
      remedy: `The worlds are: ${worldNames.join(', ')}.`,
    });
  }
  // Long enough to be seen pending, short enough for a demonstration.
  return startSandbox({ world, timing: { pendingMs: 1500, deletingMs: 800, interfaceRemovalDelayMs: 400 } });
}
