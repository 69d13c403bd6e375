import { afterEach, describe, expect, it } from 'vitest';
import type { Choices } from '../../src/plan/choices.ts';
import { openStage, type Stage } from './stage.ts';
import { OPENABLE } from './worlds.ts';

let stage: Stage;
afterEach(() => stage.close());

const CONSENT: Partial<Choices> = { modifyExisting: 'all' };

describe.each(OPENABLE)('in the world %s', (world) => {
  it('the account is as before after apply and rollback (return), and a second plan is empty (rest)', async () => {
    stage = await openStage(world);
    const before = stage.sandbox.state();
    const plan = await stage.plan(CONSENT);
    const applied = await stage.apply(plan);
    expect(applied.failure).toBeUndefined();
    expect((await stage.plan(CONSENT)).steps).toEqual([]);
    const taken = await stage.rollback();
    expect(taken.failure).toBeUndefined();
    expect(stage.sandbox.state()).toEqual(before);
  });
});
