import { afterEach, describe, expect, it } from 'vitest';
import { openStage, type Stage } from './stage.ts';
import { OPENABLE } from './worlds.ts';

let stage: Stage;
afterEach(() => stage.close());

describe.each(OPENABLE)('in the world %s', (world) => {
  it('two runs at once end in one stack, which one rollback takes back', async () => {
    stage = await openStage(world);
    const before = stage.sandbox.state();
    const other = await stage.again();
    const plans = await Promise.all([stage.plan({ modifyExisting: 'all' }), other.plan({ modifyExisting: 'all' })]);
    const [mine, theirs] = await Promise.all([stage.apply(plans[0]), other.apply(plans[1])]);
    expect([mine.failure, theirs.failure]).toEqual([undefined, undefined]);
    expect((await stage.plan({ modifyExisting: 'all' })).steps).toEqual([]);
    expect((await stage.rollback()).failure).toBeUndefined();
    expect(stage.sandbox.state()).toEqual(before);
  });
});
