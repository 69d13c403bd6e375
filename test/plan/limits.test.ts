import { describe, expect, it } from 'vitest';
import { addressesOf, covers } from '../../src/discover/addresses/address-set.ts';
import type { Choices } from '../../src/plan/choices.ts';
import { creationTags } from '../../src/plan/ownership/ownership.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { remedyText } from '../../src/remedy/remedy.ts';
import type { World } from '../../src/sandbox/network/types.ts';
import { WorldBuilder } from '../../src/sandbox/worlds/builder.ts';
import { runId } from '../laws/stage.ts';
import { gist, planOn } from './planning.ts';
import { endpointOf, subnetOf, world } from './worlds.ts';

/** A VPC with so many isolated subnets, no two of which are neighbours. */
function scattered(count: number): World {
  const b = new WorldBuilder();
  const vpc = b.vpc('scattered', '10.0.0.0/16');
  const table = b.table(vpc, 'private');
  for (let n = 0; n < count; n += 1) b.subnet(vpc, `s${n}`, `10.0.${2 * n}.0/24`, 'abc'[n % 3]!, { table });
  return b.world;
}

function ingress(plan: Plan) {
  const rules = plan.steps.flatMap((step) => (step.kind === 'authorize-ingress' ? step.rules : []));
  const of = (protocol: string, port: number) =>
    rules.filter((rule) => rule.protocol === protocol && rule.fromPort === port).map(({ cidr }) => cidr);
  return { count: rules.length, https: of('tcp', 443), http: of('tcp', 80), dns: of('udp', 53) };
}

describe('sixty rules a group', () => {
  it('neighbouring subnets are folded without one address more', () => {
    const given = world('many-subnets');
    const plan = planOn(given);
    const subnets = addressesOf(given.subnets.map(({ cidr }) => cidr));
    const { count, https, http, dns } = ingress(plan);
    expect(count).toBeLessThanOrEqual(60);
    for (const cidrs of [https, http, dns]) expect(addressesOf(cidrs)).toEqual(subnets);
    expect(plan.notes).toEqual([expect.stringContaining('no other address gets in')]);
  });

  it.each<[string, number, Partial<Choices>, { count: number; https: number; remark: string | null }]>([
    ['twenty are admitted one by one', 20, {}, { count: 60, https: 20, remark: null }],
    [
      'of twenty-one TCP 443 is admitted from the whole VPC, the rest one by one',
      21,
      {},
      { count: 43, https: 1, remark: 'TCP 443 is admitted from the VPC' },
    ],
    [
      'of thirty-one everything is admitted from the whole VPC',
      31,
      {},
      { count: 3, https: 1, remark: "the VPC's whole CIDR blocks are admitted" },
    ],
    [
      'sixty with TCP 443 alone are admitted one by one',
      60,
      { ingress: 'https' },
      { count: 60, https: 60, remark: null },
    ],
  ])('scattered subnets: %s', (_, subnets, choices, { count, https, remark }) => {
    const plan = planOn(scattered(subnets), choices);
    expect(ingress(plan)).toMatchObject({ count, https: expect.objectContaining({ length: https }) });
    expect(plan.notes).toEqual(remark === null ? [] : [expect.stringContaining(remark)]);
    expect(plan.preview?.after).toBe('open');
  });

  it('are never exceeded by admitting whom --admit targets leaves out', () => {
    const given = scattered(31);
    const subnetIds = given.subnets.slice(0, 30).map(({ id }) => id);
    const plan = planOn(given, { subnetIds, admit: 'targets' });
    expect(gist(plan).blocked).toEqual(['TooManyRules']);
    expect(plan.blocked[0]!.remedy).toMatch(/--ingress https.*leave out --admit targets/);
    const narrow = planOn(given, { subnetIds, admit: 'targets', ingress: 'https' });
    expect(gist(narrow).blocked).toEqual([]);
    const left = addressesOf([given.subnets[30]!.cidr]);
    expect(covers(addressesOf(ingress(narrow).https), left)).toBe(false);
  });
});

describe('free addresses', () => {
  it('one endpoint takes the last one of a subnet, and the next goes beside it', () => {
    const given = world('same-zone', (w) => {
      for (const subnet of w.subnets) subnet.occupied = 250;
    });
    const places = planOn(given).steps.flatMap((step) =>
      step.kind === 'create-interface-endpoint' ? step.after.subnetIds : [],
    );
    expect(places).toEqual(['private-a1', 'private-a2'].map((name) => subnetOf(given, name).id));
  });

  it('that are gone send an endpoint to a subnet of the zone that is no target, which is said', () => {
    const given = world('guide', (w) => {
      subnetOf(w, 'private-a').occupied = 251;
    });
    const plan = planOn(given);
    const [step] = plan.steps.filter(({ kind }) => kind === 'create-interface-endpoint');
    expect(step).toMatchObject({
      after: { subnetIds: ['public-a', 'private-b'].map((name) => subnetOf(given, name).id) },
    });
    expect(plan.notes[0]).toContain(`goes into ${subnetOf(given, 'public-a').id}, which isn’t a target`);
  });

  it('that are gone everywhere are a refusal, not an error halfway', () => {
    const given = world('guide', (w) => {
      for (const subnet of w.subnets) subnet.occupied = 251;
    });
    expect(gist(planOn(given)).blocked).toEqual(['NoPlaceForEndpoint', 'NoPlaceForEndpoint']);
  });
});

describe('quotas of endpoints', () => {
  const filled = (service: string, count: number, vpcIndex = 0) =>
    world('two-vpcs', (w) => {
      const b = new WorldBuilder();
      const vpc = w.vpcs[vpcIndex]!;
      const table = { ...w.routeTables[0]!, id: 'rtb-none', associations: [], routes: [] };
      for (let n = 0; n < count; n += 1) {
        const endpoint =
          service === 's3' ? b.gatewayEndpoint(vpc, 'dynamodb', []) : b.endpoint(vpc, service, { privateDns: false });
        w.endpoints.push({ ...endpoint, id: `vpce-0b${String(n).padStart(15, '0')}` });
      }
      w.routeTables.push(table);
    });

  it.each<[string, World, string[]]>([
    ['forty-eight interface endpoints in the VPC leave room for two', filled('logs', 48), []],
    ['forty-nine do not', filled('logs', 49), ['EndpointQuota']],
    ['more than fifty show that AWS has raised the quota', filled('logs', 51), []],
    ['those of another VPC do not count', filled('logs', 49, 1), []],
    ['nineteen gateways in the region leave room for one', filled('s3', 19, 1), []],
    ['twenty do not', filled('s3', 20, 1), ['EndpointQuota']],
  ])('%s', (_, given, blocked) => {
    expect(gist(planOn(given)).blocked).toEqual(blocked);
  });

  it('what the plan removes first makes room', async () => {
    const given = filled('logs', 49);
    const failed = {
      ...endpointOf(given, 'logs'),
      id: 'vpce-0c000000000000001',
      serviceName: 'com.amazonaws.us-east-1.ecr.api',
      state: 'failed' as const,
      createdAt: Date.now(),
    };
    failed.tags = creationTags('default', runId(1), 'x');
    given.endpoints.splice(0, 1, failed);
    expect(gist(planOn(given, { platformVersion: '1.4.0' })).blocked).toEqual([]);
  });
});

describe('reads that were refused', () => {
  const UNREAD = { part: 'routeTables', action: 'ec2:DescribeX', message: 'no', remedy: 'Wait a while.' } as const;

  it.each(['endpoints', 'securityGroups', 'routeTables', 'endpointServices'] as const)(
    'of %s refuse the plan',
    (part) => {
      const plan = planOn(world('guide'), {}, 'run', {
        unread: [{ ...UNREAD, part, code: 'UnauthorizedOperation', why: 'denied' }],
      });
      expect(plan.blocked.map(({ code, remedy }) => [code, remedyText(remedy)])).toEqual([
        ['ReadDenied', expect.stringContaining('ec2:DescribeX')],
      ]);
    },
  );

  it.each(['refused', 'failed'] as const)('for another reason than a permission keep their own remedy: %s', (why) => {
    const plan = planOn(world('guide'), {}, 'run', { unread: [{ ...UNREAD, code: 'SomeCode', why }] });
    expect(plan.blocked).toMatchObject([
      {
        code: 'ReadFailed',
        message: expect.stringMatching(/^The route tables could not be read \(SomeCode\)/),
        remedy: 'Wait a while.',
      },
    ]);
  });

  it('of the DNS attributes are a remark: AWS refuses private DNS by itself', () => {
    const plan = planOn(world('guide'), {}, 'run', { dnsAttributes: [] });
    expect(plan.notes).toEqual([expect.stringContaining('could not be read; AWS refuses private DNS where')]);
  });
});
