import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Simulated, simulated } from './simulated.ts';

const SERVICE = ['--cluster', 'prod', '--service', 'orders'];

/** Told with `--output json`: the exit code, and the document. */
async function told(account: Simulated, ...args: string[]) {
  const { code, stdout } = await account.run([...args, '--output', 'json']);
  return { code, document: JSON.parse(stdout) };
}

describe('the proof by a real pull', () => {
  let failing: Simulated;
  beforeAll(async () => {
    failing = await simulated({ world: 'failing-service' });
  });
  afterAll(() => failing.sandbox.close());

  it('a service fails, audit says why, apply opens the path, a task pulls; after rollback it fails as before', async () => {
    const before = await told(failing, 'audit', ...SERVICE);
    expect(before).toMatchObject({
      code: 2,
      document: { vpcs: [{ symptom: { state: 'failing', cause: { agreement: 'explained', hop: 'ecr.api' } } }] },
    });
    const { text } = before.document.vpcs[0].symptom.reports[0];
    expect(await told(failing, 'watch', ...SERVICE)).toMatchObject({
      code: 5,
      document: {
        command: 'watch',
        verdict: 'not-proved',
        failure: { text },
        commands: [expect.arrayContaining(['audit', 'orders'])],
      },
    });
    const applied = await told(failing, 'apply', ...SERVICE, '--yes', '--watch');
    expect(applied).toMatchObject({ code: 0, document: { verified: 'open', watch: { verdict: 'proved' } } });
    const { pulls, unprovedSubnetIds } = applied.document.watch;
    expect(pulls[0].seconds).toBeGreaterThan(0);
    expect(unprovedSubnetIds).not.toContain(pulls[0].subnetId);
    expect(await told(failing, 'watch', ...SERVICE)).toMatchObject({ code: 0, document: { verdict: 'proved' } });
    expect(await failing.run(['rollback', '--yes'])).toMatchObject({ code: 0 });
    expect(await told(failing, 'watch', ...SERVICE, '--force-new-deployment')).toMatchObject({
      code: 5,
      document: { verdict: 'not-proved', failure: { text }, forcedDeployment: expect.stringMatching(/^ecs-svc\//) },
    });
  });

  it('is proposed where a path was opened and nobody has watched', async () => {
    const account = await simulated({ world: 'failing-service' });
    try {
      const { code, stdout } = await account.run(['apply', ...SERVICE, '--yes']);
      expect(code).toBe(0);
      expect(stdout).toMatch(
        /To follow orders until a task has pulled its image:\n {2}pullpath watch .*--service orders/,
      );
    } finally {
      await account.sandbox.close();
    }
  });

  it('only a forced deployment sends a change to ECS', async () => {
    const account = await simulated({ world: 'one-of-two' });
    const updates = () => account.sandbox.journal.entries.filter(({ action }) => action === 'UpdateService').length;
    try {
      expect(await told(account, 'watch', ...SERVICE, '--timeout', '3')).toMatchObject({
        code: 2,
        document: { reason: 'time-out', commands: [expect.arrayContaining(['--force-new-deployment'])] },
      });
      const planned = await told(account, 'plan', ...SERVICE, '--force-new-deployment');
      expect(planned.document.forcedDeployment).toMatchObject({ action: 'ecs:UpdateService', desiredCount: 2 });
      expect(updates()).toBe(0);
      expect(await told(account, 'watch', ...SERVICE, '--force-new-deployment')).toMatchObject({ code: 0 });
      expect(updates()).toBe(1);
    } finally {
      await account.sandbox.close();
    }
  });

  it('what CODE_DEPLOY deploys is not forced, and nothing is changed before that is said', async () => {
    const account = await simulated({ world: 'code-deploy' });
    try {
      for (const command of [['watch'], ['apply', '--yes']]) {
        const run = await account.run([...command, ...SERVICE, '--force-new-deployment']);
        expect(run).toMatchObject({ code: 4, stderr: expect.stringContaining('CODE_DEPLOY') });
      }
      expect(account.sandbox.journal.mutations()).toEqual([]);
    } finally {
      await account.sandbox.close();
    }
  });

  it.each([
    [['watch'], 'none is named'],
    [['watch', '--cluster', 'prod', '--service', 'order'], 'the services are: orders'],
    [['watch', '--service', 'orders'], 'no cluster default; the clusters are: prod'],
    [['apply', '--yes', '--watch'], 'none is named'],
  ])('%j is answered in a sentence', async (args, sentence) => {
    expect(await failing.run(args)).toMatchObject({ code: 252, stderr: expect.stringContaining(sentence) });
  });
});
