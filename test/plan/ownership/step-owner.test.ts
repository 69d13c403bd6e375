import { describe, expect, it } from 'vitest';
import { openStage } from '../../laws/stage.ts';
import { lean } from '../../laws/worlds.ts';

describe('a step that changes what others made', () => {
  it('names the owner and whether its next run undoes it, and so do the findings on the endpoint', async () => {
    const world = lean('locked-endpoint');
    for (const endpoint of world.endpoints) endpoint.tags['aws:cloudformation:stack-name'] = 'network-prod';
    const stage = await openStage(world);
    try {
      const plan = await stage.plan({ modifyExisting: 'all' });
      const changed = plan.steps.filter(({ kind }) => kind === 'modify-endpoint');
      expect(changed.length).toBeGreaterThan(0);
      for (const { owner } of changed)
        expect(owner).toMatchObject({ name: 'CloudFormation stack network-prod', undoes: 'possible' });
      expect(plan.steps.filter(({ kind }) => kind === 'create-security-group').map(({ owner }) => owner)).toEqual([
        undefined,
      ]);
      const about = plan.findings.filter(({ subject }) => world.endpoints.some(({ id }) => id === subject.id));
      for (const { message } of about) expect(message).toContain('CloudFormation stack network-prod manages');
    } finally {
      await stage.close();
    }
  });
});
