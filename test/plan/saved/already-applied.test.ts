import { describe, expect, it } from 'vitest';
import { assertFresh } from '../../../src/plan/saved/saved-plan.ts';
import { planFor } from '../../cli/wizard/world.ts';

describe('a saved plan that was applied', () => {
  const tags = (run: string) => ({
    'sg-1 pullpath tags': `pullpath:managed-by=pullpath pullpath:run=${run} pullpath:stack=default`,
  });

  it('is said to be applied already, with the run, and not told apart fact by fact', async () => {
    const saved = await planFor('guide');
    const now = {
      ...saved,
      steps: [],
      preconditions: { ...saved.preconditions, ...tags('20261128T010000Z-0a1b2c3d') },
    };
    expect(() => assertFresh(saved, now)).toThrow(
      expect.objectContaining({
        kind: 'stale-plan',
        code: 'AlreadyApplied',
        message: 'This plan was already applied (run 20261128T010000Z-0a1b2c3d). Nothing to do.',
      }),
    );
  });

  it('is stale where a part of it is left to do, or somebody else opened the path', async () => {
    const saved = await planFor('guide');
    const run = tags('20261128T010000Z-0a1b2c3d');
    const half = { ...saved, steps: saved.steps.slice(1), preconditions: { ...saved.preconditions, ...run } };
    const others = { ...saved, steps: [], preconditions: { ...saved.preconditions, 'vpce-1 state': 'available' } };
    for (const now of [half, others])
      expect(() => assertFresh(saved, now)).toThrow(expect.objectContaining({ code: 'StalePlan' }));
  });
});
