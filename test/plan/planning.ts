import { expect } from 'vitest';
import type { Snapshot } from '../../src/discover/snapshot.ts';
import type { Choices } from '../../src/plan/choices.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { PRICES } from '../../src/plan/preview/prices.ts';
import { makeRollbackPlan } from '../../src/plan/rollback/rollback-plan.ts';
import type { World } from '../../src/sandbox/network/types.ts';
import { CHOICES, diagnoserOf, runId } from '../laws/stage.ts';
import { snapshotOf } from '../snapshots.ts';

const RUN = runId(0xabc);

/** The plan for a world's first VPC, without a request to anybody. @param seen what the snapshot shows otherwise */
export function planOn(world: World, over: Partial<Choices> = {}, run = RUN, seen: Partial<Snapshot> = {}): Plan {
  const choices = { ...CHOICES, vpcId: world.vpcs[0]!.id, ...over };
  const snapshot = { ...snapshotOf(world), ...seen };
  return makePlan({ snapshot, choices, diagnose: diagnoserOf(choices), run, prices: PRICES });
}

export function rollbackOn(world: World, stack = 'default', modifyExisting = false): Plan {
  return makeRollbackPlan({
    snapshot: snapshotOf(world),
    vpcId: world.vpcs[0]!.id,
    stack,
    run: RUN,
    prices: PRICES,
    modifyExisting,
  });
}

/** What a plan says, without its data. */
export function gist({ steps, blocked, notes }: Plan) {
  return { steps: steps.map(({ id }) => id), blocked: blocked.map(({ code }) => code), notes };
}

/** What `gist` tells of a plan; left out, there are none. */
export interface Gist {
  readonly steps: readonly string[];
  readonly blocked?: readonly string[];
  readonly notes?: readonly unknown[];
}

/** A row of a table: a world, what is wanted of it, and what is planned. */
export type PlanRow = readonly [title: string, world: World, choices: Partial<Choices>, expected: Gist];

/** A sentence, by what matters of it. */
export const says = (text: string): unknown => expect.stringContaining(text);
