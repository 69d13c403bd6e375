import { describe, it } from 'vitest';
import { GROUNDS } from './grounds.ts';
import { MISFORTUNES, strike } from './strike.ts';

describe.each(GROUNDS)('in the account %s', (world) => {
  it.each(MISFORTUNES)(
    'whichever request of apply %s, apply converges and rollback returns',
    async (_title, faultsAt, fate) => {
      for (let n = 1; await strike({ world, faults: faultsAt(n), fate, n, story: 'apply, then apply' }); n += 1);
    },
  );
});
