import { describe, expect, it } from 'vitest';
import { accountClock, inSimulatedTime } from './simulated-time.ts';
import { openStage } from './stage.ts';
import { OPENABLE } from './worlds.ts';

/**
 * An account that behaves as AWS does on a bad day: slow, forgetful for a while, stingy with requests, and in small
 * pages.
 */
const HARSH = {
  latencyMs: 100,
  pendingMs: 60_000,
  deletingMs: 40_000,
  interfaceRemovalDelayMs: 20_000,
  deletedVisibleMs: 10_000,
  consistencyMs: 4000,
  pageSize: 5,
  throttle: true,
};

describe.each(OPENABLE)('on a bad day in the world %s', (world) => {
  it('apply comes to its end, a second plan is empty, and rollback returns', () =>
    inSimulatedTime(async () => {
      const stage = await openStage(world, { timing: HARSH, clock: accountClock });
      try {
        const before = stage.sandbox.state();
        const applied = await stage.apply(await stage.plan({ modifyExisting: 'all' }));
        expect(applied.failure).toBeUndefined();
        await stage.settled();
        expect((await stage.plan({ modifyExisting: 'all' })).steps).toEqual([]);
        const taken = await stage.rollback();
        expect(taken.failure).toBeUndefined();
        await stage.settled();
        expect(stage.sandbox.state()).toEqual(before);
      } finally {
        await stage.close();
      }
    }));
});
