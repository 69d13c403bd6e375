import { afterEach, describe, expect, it } from 'vitest';
import type { AuditDocument } from '../../src/render/documents/audit.ts';
import { type World, worlds } from '../../src/sandbox/index.ts';
import { addInstance } from '../../src/sandbox/worlds/additions.ts';
import { WorldBuilder } from '../../src/sandbox/worlds/builder.ts';
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
    expect(stdout.replace(/\s+/g, ' ')).toContain("GuardDuty's agent runs next to the containers");
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

describe('a service of a VPC with DNS servers of its own', () => {
  /** All is open but, perhaps, port 53 out of the tasks' group. */
  function withOwnDns(letsOut: boolean): World {
    const b = new WorldBuilder();
    const vpc = b.vpc('own-dns', '10.0.0.0/16');
    const subnets = [b.subnet(vpc, 'private-a', '10.0.1.0/24', 'a'), b.subnet(vpc, 'private-b', '10.0.2.0/24', 'b')];
    const all = b.group(vpc, 'all', [
      ['tcp', 443, '10.0.0.0/16'],
      ['udp', 53, '10.0.0.0/16'],
      ['tcp', 53, '10.0.0.0/16'],
    ]);
    for (const service of ['ecr.api', 'ecr.dkr']) b.endpoint(vpc, service, { subnets, groups: [all] });
    b.gatewayEndpoint(
      vpc,
      's3',
      subnets.map((subnet) => b.tableOf(subnet)),
    );
    const host = addInstance(b, subnets[1]!, 'dns', [all]);
    const ip = b.world.interfaces.find(({ id }) => id === host.interfaceId)!.ip;
    b.world.dhcpOptions[0]!.options['domain-name-servers'] = [ip];
    const tasks = b.group(vpc, 'tasks', []);
    if (!letsOut) tasks.rules = [b.rule(['tcp', 443, '0.0.0.0/0'], true)];
    b.ecs.service(b.ecs.cluster('prod'), 'orders', b.ecs.definition('orders', [{}]), { subnets, groups: [tasks] });
    return b.world;
  }

  it('needs port 53 out of its own groups, which nobody has to name', async () => {
    const { vpcs, verdict, findings } = await audited(withOwnDns(false), ...SERVICE);
    expect(verdict).toBe('closed');
    expect(vpcs[0]?.subnets[0]?.hops.find(({ hop }) => hop === 'dns')?.verdict).toBe('closed');
    expect(findings.filter(({ severity }) => severity === 'closes').map(({ code }) => code)).toContain('PP108');
    expect(vpcs[0]?.symptom?.state).toBe('failing');
    expect(vpcs[0]?.symptom?.cause).toMatchObject({ agreement: 'explained', hop: 'dns' });
  });

  it('is not closed where they let it out: what such a server answers, nobody can read', async () => {
    const { verdict, findings } = await audited(withOwnDns(true), ...SERVICE);
    expect(verdict).toBe('unknown');
    expect(findings.map(({ code }) => code)).not.toContain('PP108');
  });
});
