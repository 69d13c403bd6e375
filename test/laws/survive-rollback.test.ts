import { describe, it } from 'vitest';
import { GROUNDS } from './grounds.ts';
import { MISFORTUNES, strike } from './strike.ts';

describe.each(GROUNDS)('in the account %s', (world) => {
  it.each(MISFORTUNES)('whichever request of apply %s, rollback returns', async (_title, faultsAt, fate) => {
    for (let n = 1; await strike({ world, faults: faultsAt(n), fate, n, story: 'apply, then rollback' }); n += 1);
  });

  it.each(MISFORTUNES)('whichever request of rollback %s, rollback returns', async (_title, faultsAt, fate) => {
    for (let n = 1; await strike({ world, faults: faultsAt(n), fate, n, story: 'rollback, then rollback' }); n += 1);
  });
});
