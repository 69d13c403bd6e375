import { describe, expect, it } from 'vitest';
import { PRICES } from '../../src/plan/preview/prices.ts';
import { finalChanges, makeReleasePlan } from '../../src/plan/release/release-plan.ts';
import { GROUNDS, type GroundName, groundOf } from './grounds.ts';
import { openStage, runId, type Stage } from './stage.ts';
import { MISFORTUNES, under } from './strike.ts';

async function releasePlan(stage: Stage) {
  const { snapshot, vpcId } = await stage.snapshot();
  return makeReleasePlan({ snapshot, vpcId, stack: 'default', run: runId(1), prices: PRICES });
}

/** The account's state, and how many tags of pullpath it has. */
function seen(stage: Stage): { readonly untagged: unknown; readonly tags: number } {
  let tags = 0;
  const untagged = JSON.parse(JSON.stringify(stage.sandbox.state()), (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const kept = Object.entries(value).filter(([key]) => !key.startsWith('pullpath:'));
    tags += Object.keys(value).length - kept.length;
    return Object.fromEntries(kept);
  });
  return { untagged, tags };
}

describe.each(GROUNDS)('in the account %s', (world) => {
  it('release takes every tag of pullpath, and nothing else; rollback then finds nothing', async () => {
    const { opened } = await groundOf(world);
    const stage = await openStage(opened);
    try {
      const before = seen(stage);
      const plan = await releasePlan(stage);
      // Where nothing is to be opened, there is nothing to release.
      if (before.tags === 0) return expect(plan.steps).toEqual([]);
      const { failure, results } = await stage.apply(plan);
      expect(failure).toBeUndefined();
      expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['done']));
      const after = seen(stage);
      expect(after.tags).toBe(0);
      expect(after.untagged).toEqual(before.untagged);
      expect((await stage.rollbackPlan({ modifyExisting: 'all' })).steps).toEqual([]);
      expect((await releasePlan(stage)).steps).toEqual([]);
      // What others made comes first, and is said to be final.
      const foreign = plan.steps.filter(({ id }) =>
        finalChanges(plan).some((each) => each.startsWith(id.slice('untag:'.length))),
      );
      expect(plan.steps.slice(0, foreign.length)).toEqual(foreign);
    } finally {
      await stage.close();
    }
  });
});

/** With endpoints and a group of its own, changes of others' endpoints, and of the VPC's attributes. */
const STRUCK = [
  'guide',
  'foreign-ecr',
  'locked-endpoint',
  'both-dns-attributes-off',
] as const satisfies readonly GroundName[];

describe.each(STRUCK)('in the account %s', (world) => {
  it.each(MISFORTUNES)('whichever request of release %s, release goes on', async (_title, faultsAt, fate) => {
    const { opened } = await groundOf(world);
    for (let n = 1, reached = true; reached; n += 1) {
      const stage = await openStage(opened);
      try {
        const before = seen(stage);
        const plan = await releasePlan(stage);
        reached = await under(stage, faultsAt(n), fate, n, () => stage.apply(plan));
        const next = await stage.again();
        const { failure } = await next.apply(await releasePlan(next));
        expect(failure).toBeUndefined();
        const after = seen(next);
        expect([after.tags, after.untagged]).toEqual([0, before.untagged]);
      } finally {
        await stage.close();
      }
    }
  });
});
