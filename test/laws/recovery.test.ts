import { describe, expect, it, onTestFinished } from 'vitest';
import { openService, SERVICES, shutHops } from './services.ts';

async function opened(...[world, name]: (typeof SERVICES)[number]) {
  const at = await openService(world, name);
  onTestFinished(() => at.close());
  return at;
}

describe('symptom: what explains a failed start is a hop that the walk of the task finds shut', () => {
  it.each(SERVICES)('%s, %s', async (world, name) => {
    const at = await opened(world, name);
    const { reports, cause, state } = await at.symptom();
    const failed = at.newestFailed();
    if (failed === undefined) {
      expect([reports, cause, state]).toEqual([[], null, 'running']);
      return;
    }
    expect(reports[0]).toMatchObject({ source: 'task', taskIds: expect.arrayContaining([failed.id]) });
    const shut = shutHops(at.network(), failed);
    // Where the walk gets through, it is no hop that failed the task.
    if (shut.length === 0) expect(cause?.agreement).toBe('answered');
    else expect(shut).toContain(cause?.hop);
    expect(cause?.agreement).toBe(shut.length === 0 ? 'answered' : 'explained');
  });
});

describe('recovery: a service whose path the plan promised to open pulls after apply, and fails as before after rollback', () => {
  /** Those that the plan promises to open; of the rest the promise is not made. */
  const PROMISED = new Set([
    'failing-service orders',
    'no-public-address orders',
    'one-of-two billing',
    'nat-path-broken orders',
    'code-deploy orders',
    'ec2-capacity orders',
  ]);

  it.each(SERVICES)('%s, %s', async (world, name) => {
    const at = await opened(world, name);
    const before = (await at.symptom()).reports[0];
    const plan = await at.plan().catch((error: { code?: string }) => {
      // Nothing is planned where ECS does not tell the subnets.
      expect(error.code).toBe('UnknownWorkloadSubnets');
      return null;
    });
    const isPromised = plan !== null && plan.steps.length > 0 && plan.preview?.after === 'open';
    expect(isPromised).toBe(PROMISED.has(`${world} ${name}`));
    if (plan === null || !isPromised) return;

    await at.apply(plan);
    const recovered = await at.watch(null);
    expect(recovered).toMatchObject({ verdict: 'proved', failure: null });
    const pulled = at.network().ecs.tasks.find(({ id }) => id === recovered.pulls[0]?.taskId);
    expect(pulled?.containers.every(({ imageDigest }) => imageDigest !== undefined)).toBe(true);

    await at.rollback(plan.vpcId);
    if (world === 'code-deploy') {
      // ECS forces none there; what the next task would meet is what stopped the first.
      await expect(at.force()).rejects.toMatchObject({ kind: 'refused-by-aws' });
      expect(shutHops(at.network(), pulled!)).toContain(before?.explanation.hop);
      return;
    }
    const failedAgain = await at.watch(await at.force());
    expect(failedAgain).toMatchObject({ verdict: 'not-proved', failure: { text: before?.text } });
  });
});
