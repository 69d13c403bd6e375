import { afterEach, describe, expect, it } from 'vitest';
import type { AuditDocument } from '../../src/render/documents/audit.ts';
import { type World, worlds } from '../../src/sandbox/index.ts';
import { type Simulated, simulated } from './simulated.ts';

let account: Simulated;
afterEach(() => account.sandbox.close());

const SERVICE = ['--cluster', 'prod', '--service', 'orders'];

async function audited(world: World, ...flags: string[]): Promise<AuditDocument> {
  account = await simulated({ world });
  const { stdout } = await account.run(['audit', ...flags, '--output', 'json']);
  return JSON.parse(stdout);
}

/** The world with its service changed. */
function changed(name: keyof typeof worlds, change: Partial<World['ecs']['services'][number]>): World {
  const world = worlds[name].make();
  for (const service of world.ecs.services) Object.assign(service, change);
  return world;
}

describe('an Express service', () => {
  it('is judged by what DescribeExpressGatewayService tells of its network', async () => {
    const { vpcs, verdict } = await audited(changed('failing-service', { express: true }), ...SERVICE);
    expect(verdict).toBe('closed');
    expect(vpcs[0]?.subnets.map(({ subnetId }) => subnetId)).toEqual([
      'subnet-0a000000000000001',
      'subnet-0a000000000000002',
    ]);
    expect(vpcs[0]?.workload).toMatchObject({ platform: { value: 'fargate-1.4.0' }, publicAddress: null });
    expect(account.sandbox.journal.counts().DescribeExpressGatewayService).toBe(1);
  });

  it('is unknown, with the reason, where that read is refused', async () => {
    account = await simulated({ world: changed('failing-service', { express: true }) });
    account.sandbox.inject({
      at: 1,
      of: 'DescribeExpressGatewayService',
      times: 9,
      do: 'fail',
      code: 'AccessDeniedException',
    });
    const { stdout } = await account.run(['audit', ...SERVICE, '--output', 'json']);
    const { verdict, vpcs }: AuditDocument = JSON.parse(stdout);
    expect(verdict).toBe('unknown');
    expect(vpcs[0]?.workload?.unread).toMatchObject([{ action: 'ecs:DescribeExpressGatewayService' }]);
  });
});

describe("GuardDuty's agent", () => {
  it('is a note of the service, where its revision has it', async () => {
    await audited(changed('failing-service', { guardDuty: true }), ...SERVICE);
    const { stdout } = await account.run(['audit', ...SERVICE]);
    expect(stdout.replace(/\s+/g, ' ')).toContain("GuardDuty's agent runs beside the containers");
  });
});

describe('a service on instances', () => {
  it('has the groups of the instances, which pull', async () => {
    const { vpcs } = await audited(worlds['ec2-capacity'].make(), ...SERVICE);
    expect(vpcs[0]?.workload).toMatchObject({
      subnetIds: { from: 'container instances of cluster prod' },
      securityGroupIds: { from: 'container instances of cluster prod' },
      publicAddress: { value: false },
    });
  });

  it('is unknown, with the reason, where the provider has no instance', async () => {
    const world = worlds['ec2-capacity'].make();
    world.ecs.containerInstances = [];
    const { verdict, vpcs } = await audited(world, ...SERVICE);
    expect(verdict).toBe('unknown');
    expect(vpcs[0]?.workload?.notes.join()).toContain('No container instance of cluster prod');
  });
});
