import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Plan } from '../../src/plan/plan.ts';
import type { Step } from '../../src/plan/step.ts';
import { holds, tries } from '../generated.ts';
import { planOn, rollbackOn } from '../plan/planning.ts';
import { accountOf, type Recipe, recipes } from './accounts.ts';
import { changedBy, idsIn } from './foreign-things.ts';
import { diagnoserOf, openStage } from './stage.ts';

const PLANS = tries(400);
const APPLICATIONS = tries(60);

/** What a step changes, beyond making something new. */
function objectsOf(step: Step): string[] {
  switch (step.kind) {
    case 'create-security-group':
    case 'create-interface-endpoint':
    case 'create-gateway-endpoint':
    case 'await-endpoint':
      return [];
    case 'delete-endpoints':
      return step.before.endpoints.map(({ id }) => id);
    case 'authorize-ingress':
      return typeof step.groupId === 'string' ? [step.groupId] : [];
    case 'tag':
      return [step.resourceId];
    default:
      return [step.subject.id];
  }
}

describe('over generated accounts, a plan', () => {
  const given = (check: (recipe: Recipe) => void) => holds('plans', fc.property(recipes, check), PLANS);

  it('touches nothing that stood before us, except under --modify-existing', () => {
    return given((recipe) => {
      const { world, choices } = accountOf(recipe);
      const foreign = idsIn(world);
      for (const step of planOn(world, choices).steps) {
        const touched = objectsOf(step).filter((id) => foreign.has(id));
        if (touched.length === 0) continue;
        expect(choices.modifyExisting).toBe('all');
        expect(['modify-endpoint', 'modify-vpc-attribute']).toContain(step.kind);
        // Recorded ahead: by this step, or by the one before it.
        expect(step).toMatchObject({ undo: { 'pullpath:stack': 'default' } });
      }
    });
  });

  it('of a rollback touches nothing where no run of ours has been, whatever tags say', () => {
    return given((recipe) => {
      expect(rollbackOn(accountOf(recipe).world).steps).toEqual([]);
    });
  });

  it('equals itself after a round trip through JSON, and is the same each time', () => {
    return given((recipe) => {
      const { world, choices } = accountOf(recipe);
      const plan = planOn(world, choices);
      expect(Plan.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
      expect(planOn(world, choices)).toEqual(plan);
    });
  });

  it('has steps with ids of their own, whose needs are earlier steps', () => {
    return given((recipe) => {
      const { world, choices } = accountOf(recipe);
      const { steps } = planOn(world, choices);
      const ids = steps.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const needed = new Set(steps.flatMap(({ needs }) => needs));
      expect([...needed].filter((id) => !ids.includes(id))).toEqual([]);
      // Whatever begins when its needs are done comes to an end: no step waits for itself in a circle.
      const done = new Set<string>();
      for (let more = true; more; ) {
        const ready = steps.filter(({ id, needs }) => !done.has(id) && needs.every((need) => done.has(need)));
        for (const { id } of ready) done.add(id);
        more = ready.length > 0;
      }
      expect(done.size).toBe(ids.length);
    });
  });
});

/** Applies, plans anew and rolls back, and holds each against its law. @returns whether there was anything to apply */
async function live(recipe: Recipe): Promise<'refused' | 'rests' | 'applied'> {
  const { world, choices } = accountOf(recipe);
  const stage = await openStage(world);
  try {
    const before = stage.sandbox.state();
    const foreign = idsIn(world);
    const plan = await stage.plan({ ...choices, vpcId: world.vpcs[0]!.id });
    if (plan.blocked.length > 0) return 'refused';
    const applied = await stage.apply(plan);
    expect(applied.failure, 'a plan without refusals is applied without failure').toBeUndefined();
    const touched = stage.sandbox.journal
      .mutations()
      .flatMap(changedBy)
      .filter((id) => foreign.has(id));
    const allowed = plan.steps.flatMap((step) => ('undo' in step ? [step.subject.id] : []));
    expect(touched.filter((id) => choices.modifyExisting !== 'all' || !allowed.includes(id))).toEqual([]);
    const { snapshot } = await stage.snapshot();
    const seen = diagnoserOf(plan.choices!)(snapshot);
    expect(plan.preview?.after, 'the verdict is the one that was foreseen').toBe(seen.verdict);
    const closed = seen.subnets
      .filter(({ target }) => target)
      .flatMap(({ subnetId, hops }) => hops.map(({ hop, verdict }) => ({ subnetId, hop, after: verdict })))
      .filter(({ after }) => after !== 'open');
    expect(plan.preview?.staysClosed.map(({ subnetId, hop, after }) => ({ subnetId, hop, after }))).toEqual(closed);
    const again = await stage.plan({ ...choices, vpcId: world.vpcs[0]!.id });
    expect(again.steps, 'rest').toEqual([]);
    const taken = await stage.rollback();
    expect(taken.failure).toBeUndefined();
    expect(stage.sandbox.state(), 'return').toEqual(before);
    return plan.steps.length === 0 ? 'rests' : 'applied';
  } finally {
    await stage.close();
  }
}

describe('over generated accounts, in the sandbox', () => {
  it('what was foreseen comes true, a second plan is empty, nothing foreign is touched, and rollback returns', async () => {
    const ends = { refused: 0, rests: 0, applied: 0 };
    const law = fc.asyncProperty(recipes, async (recipe) => {
      ends[await live(recipe)] += 1;
    });
    await holds('applications', law, APPLICATIONS);
    // Else the law would hold of nothing.
    expect(ends.applied).toBeGreaterThan(APPLICATIONS / 5);
  });
});
