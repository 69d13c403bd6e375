import { describe, it } from 'vitest';
import { type Fault, scaledClock } from '../../src/sandbox/index.ts';
import { groundOf } from './grounds.ts';
import { SPEED } from './stage.ts';
import { MISFORTUNES, strike } from './strike.ts';

/** The group, its rules, two interface endpoints and the gateway. */
const CHANGES_OF_GUIDE = 5;

describe('where lists lag behind for seconds and endpoints take their time', () => {
  const timing = { consistencyMs: 4000, pendingMs: 20_000, deletingMs: 10_000, interfaceRemovalDelayMs: 5000 };

  it.each(MISFORTUNES)(
    'whichever change of apply %s, apply at once converges and rollback returns',
    async (_title, faultsAt, fate) => {
      await groundOf('guide');
      const strikes = (['apply, then apply', 'apply, then rollback'] as const).flatMap((story) =>
        Array.from({ length: CHANGES_OF_GUIDE }, (_, i) => {
          const n = i + 1;
          const faults = faultsAt(n).map((fault): Fault => ({ ...fault, of: 'mutating' }));
          // Most of the time is waiting, which they can do side by side.
          return strike({ world: 'guide', faults, fate, n, story, options: { timing, clock: scaledClock(SPEED) } });
        }),
      );
      await Promise.all(strikes);
    },
  );
});
