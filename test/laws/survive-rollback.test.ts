import { describe, it } from 'vitest';
import { MISFORTUNES, strike } from './strike.ts';
import { OPENABLE } from './worlds.ts';

describe.each(OPENABLE)('in the world %s', (world) => {
  it.each(MISFORTUNES)('whichever request of apply %s, rollback returns', async (_title, faultsAt, fate) => {
    for (let n = 1; await strike({ world, faults: faultsAt(n), fate, n, story: 'apply, then rollback' }); n += 1);
  });

  it.each(MISFORTUNES)('whichever request of rollback %s, rollback returns', async (_title, faultsAt, fate) => {
    for (let n = 1; await strike({ world, faults: faultsAt(n), fate, n, story: 'rollback, then rollback' }); n += 1);
  });
});
