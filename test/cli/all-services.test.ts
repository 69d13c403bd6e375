import { afterEach, describe, expect, it } from 'vitest';
import type { AuditDocument } from '../../src/render/documents/audit.ts';
import { type World, worlds } from '../../src/sandbox/index.ts';
import { type Simulated, simulated } from './simulated.ts';

let account: Simulated;
afterEach(() => account.sandbox.close());

const words = (text: string) => text.replace(/\s+/g, ' ');

/** The world of two services, one of which is on hosts outside of AWS. */
function withExternal(): World {
  const world = worlds['one-of-two'].make();
  for (const service of world.ecs.services.filter(({ name }) => name === 'orders')) {
    for (const rollout of service.deployments) {
      rollout.launchType = 'EXTERNAL';
      delete rollout.network;
    }
  }
  return world;
}

describe('an audit of all services', () => {
  it('tells of each what ECS reports, and of the failing one what explains it', async () => {
    account = await simulated({ world: 'one-of-two' });
    const { stdout } = await account.run(['audit', '--all-services', '--output', 'json']);
    const { vpcs }: AuditDocument = JSON.parse(stdout);
    expect(vpcs.map(({ symptom }) => [symptom?.service, symptom?.state, symptom?.cause?.hop]).toSorted()).toEqual([
      ['billing', 'failing', 'secretsmanager'],
      ['orders', 'running', undefined],
    ]);
    const text = words((await account.run(['audit', '--all-services'])).stdout);
    expect(text).toContain('What ECS reports ✘ billing runs 0 of 1 task.');
    expect(text).toContain('secretsmanager is closed in');
  });

  it.each([
    [
      'junit',
      [
        /<property name="ecs.state" value="failing"\/>/,
        /<system-out>What ECS reports: billing runs 0 of 1/,
        /<testsuite name="111122223333\/us-east-1\/prod\/orders" tests="1" failures="0" errors="0" skipped="1">/,
      ],
    ],
    [
      'sarif',
      [
        /"state": "failing"/,
        /ECS reports: ResourceInitializationError/,
        /Service orders of cluster prod, us-east-1 of account 111122223333, was not judged: it runs on external instances/,
      ],
    ],
    [
      'markdown',
      [
        /\*\*What ECS reports:\*\* billing runs 0 of 1/,
        /```text\nResourceInitializationError/,
        /Not judged: service orders of cluster prod: it runs on external instances/,
      ],
    ],
  ])('carries the symptom and what was not judged as %s', async (format, said) => {
    account = await simulated({ world: withExternal() });
    const { stdout } = await account.run(['audit', '--all-services', '--output', format]);
    for (const each of said) expect(stdout).toMatch(each);
  });

  it('is an error of JUnit and a warning of SARIF where it is not known in which subnets a service runs', async () => {
    const world = worlds['ec2-capacity'].make();
    world.ecs.containerInstances = [];
    account = await simulated({ world });
    const junit = await account.run(['audit', '--all-services', '--output', 'junit']);
    expect(junit.stdout).toMatch(
      /<error message="service orders of cluster prod was not judged: [^"]+" type="NotJudged"\/>/,
    );
    const sarif = JSON.parse((await account.run(['audit', '--all-services', '--output', 'sarif'])).stdout);
    expect(sarif.runs[0].invocations[0].toolExecutionNotifications).toMatchObject([{ level: 'warning' }]);
  });
});
