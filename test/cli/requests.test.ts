import { afterEach, describe, expect, it } from 'vitest';
import { largeNetwork } from '../../src/sandbox/worlds/large-network.ts';
import { type Simulated, simulated } from './simulated.ts';

let account: Simulated;
afterEach(() => account.sandbox.close());

type Counts = Readonly<Record<string, number>>;

/** What a region is read with: each once, whatever is in it. */
const REGION: Counts = {
  GetCallerIdentity: 1,
  DescribeAvailabilityZones: 1,
  DescribeVpcs: 1,
  DescribeSubnets: 1,
  DescribeRouteTables: 1,
  DescribeNatGateways: 1,
  DescribeNetworkAcls: 1,
  DescribeSecurityGroups: 1,
  DescribeVpcEndpoints: 1,
  DescribeVpcEndpointServices: 1,
  DescribeDhcpOptions: 1,
  DescribePrefixLists: 1,
};
/** EC2 tells the two attributes one at a time. */
const ATTRIBUTES: Counts = { DescribeVpcAttribute: 2 };
/** Who answers names: nothing more where there are neither zones nor rules. */
const NAMES: Counts = { ListHostedZonesByVPC: 1, ListResolverRuleAssociations: 1 };
const CLOSED_VPC: Counts = { ...REGION, ...ATTRIBUTES, ...NAMES };
/** Where endpoints stand, their network interfaces too. */
const OPEN_VPC: Counts = { ...CLOSED_VPC, DescribeNetworkInterfaces: 1 };
/** As it is read once the steps are done: no step changes who answers names. */
const READ_AGAIN: Counts = { ...REGION, ...ATTRIBUTES };

/** A look at the endpoints and one at the route tables more for each step that waits for them, at most. */
const LOOKS = ['DescribeVpcEndpoints', 'DescribeRouteTables', 'DescribeNetworkInterfaces'];

function sum(...counts: readonly Counts[]): Counts {
  const total: Record<string, number> = {};
  for (const [action, n] of counts.flatMap(Object.entries)) total[action] = (total[action] ?? 0) + n;
  return total;
}

/** The requests of one run, apart from those of what ran before. */
async function requestsOf(...args: readonly string[]): Promise<Counts> {
  account.sandbox.journal.clear();
  await account.run(args);
  return account.sandbox.journal.counts();
}

function without(counts: Counts, actions: readonly string[]): Counts {
  return Object.fromEntries(Object.entries(counts).filter(([action]) => !actions.includes(action)));
}

describe('the requests of one command', () => {
  it.each([
    ['audit', CLOSED_VPC],
    ['audit --vpc-id vpc-0a000000000000001', CLOSED_VPC],
    ['plan', CLOSED_VPC],
    // The identity once to sign in, once for the region.
    ['audit --all-vpcs', sum(CLOSED_VPC, { GetCallerIdentity: 1 })],
  ] as const)('%s reads each thing once', async (line, expected) => {
    account = await simulated({ world: 'guide' });
    expect(await requestsOf(...line.split(' '))).toEqual(expected);
  });

  it('apply and rollback read before and after, look while they wait, and send each change once', async () => {
    account = await simulated({ world: 'guide' });
    const apply = await requestsOf('apply', '--yes');
    const changes = { CreateSecurityGroup: 1, AuthorizeSecurityGroupIngress: 1, CreateVpcEndpoint: 3 };
    expect(without(apply, LOOKS)).toEqual(
      without(sum(CLOSED_VPC, READ_AGAIN, { DescribeNetworkInterfaces: 1 }, changes), LOOKS),
    );
    expect(apply.DescribeVpcEndpoints).toBeLessThanOrEqual(2 + 3);
    expect(apply.DescribeRouteTables).toBeLessThanOrEqual(2 + 1);
    expect(apply.DescribeNetworkInterfaces).toBe(1);

    expect(await requestsOf('audit')).toEqual(OPEN_VPC);
    expect(await requestsOf('apply', '--yes')).toEqual(sum(OPEN_VPC, READ_AGAIN, { DescribeNetworkInterfaces: 1 }));

    const rollback = await requestsOf('rollback', '--yes');
    // The group is read once more before it is deleted: it must still be the stack's.
    const undone = { DescribeSecurityGroups: 1, DeleteVpcEndpoints: 1, DeleteSecurityGroup: 1 };
    expect(without(rollback, LOOKS)).toEqual(
      without(sum(READ_AGAIN, READ_AGAIN, { DescribeNetworkInterfaces: 1 }, undone), LOOKS),
    );
    // And so must the endpoints.
    expect(rollback.DescribeVpcEndpoints).toBeLessThanOrEqual(2 + 1 + 1);
    expect(rollback.DescribeRouteTables).toBe(2);
    expect(rollback.DescribeNetworkInterfaces).toBeLessThanOrEqual(1 + 1);
  });
});

describe('the requests of an audit of a service', () => {
  /** The service and its cluster and definition once; its tasks that run and those that stopped. */
  const service: Counts = {
    DescribeServices: 1,
    DescribeClusters: 1,
    DescribeServiceRevisions: 1,
    DescribeTaskDefinition: 1,
    ListTasks: 2,
    DescribeTasks: 1,
  };

  it('are those of its VPC, and six kinds more of ECS, each once', async () => {
    account = await simulated({ world: 'failing-service' });
    const { DescribeTasks = 0, ...rest } = await requestsOf('audit', '--cluster', 'prod', '--service', 'orders');
    const { DescribeTasks: most = 0, ...fixed } = sum(CLOSED_VPC, service);
    expect(rest).toEqual(fixed);
    expect(DescribeTasks).toBeLessThanOrEqual(most + 1);
  });

  it('of all services grow with the services only by their tasks and definitions', async () => {
    account = await simulated({ world: 'one-of-two' });
    const counts = await requestsOf('audit', '--all-services');
    expect(counts.DescribeServices).toBe(1);
    expect(counts.ListServices).toBe(1);
    expect(counts.DescribeServiceRevisions).toBe(1);
    expect(counts.DescribeTaskDefinition).toBe(2);
    expect(counts.ListTasks).toBe(4);
    expect(counts.DescribeVpcs).toBe(1);
  });

  it('are counted by --debug, those to ECS as well', async () => {
    account = await simulated({ world: 'failing-service' });
    const { stderr } = await account.run(['audit', '--cluster', 'prod', '--service', 'orders', '--debug']);
    expect(stderr).toContain('DescribeTaskDefinition');
    expect(stderr).toContain(`debug: ${account.sandbox.journal.entries.length} requests`);
  });
});

describe('the requests of an audit of a whole region', () => {
  const region = sum(REGION, { GetCallerIdentity: 1 });
  const ofEstate = async (vpcs: number) => {
    account = await simulated({ world: largeNetwork({ vpcs, subnetsPerVpc: 2 }) });
    return requestsOf('audit', '--all-vpcs');
  };

  it.each([1, 10])(
    'of %i closed VPCs ask for the DNS attributes of each, in one wave, and who answers names',
    async (vpcs) => {
      const each = Array.from({ length: vpcs }, () => sum(ATTRIBUTES, NAMES));
      expect(await ofEstate(vpcs)).toEqual(sum(region, ...each));
    },
  );

  it.each([11, 20])('of %i closed VPCs are those of the region alone', async (vpcs) => {
    expect(await ofEstate(vpcs)).toEqual(region);
  });

  it('then grow with the pages', async () => {
    const { DescribeRouteTables = 0, ...rest } = await ofEstate(100);
    expect(rest).toEqual(without(region, ['DescribeRouteTables']));
    // Three hundred tables are three pages; the first tells that there are more, then they are read in four chains.
    expect(DescribeRouteTables).toBeLessThanOrEqual(1 + 3 + 3);
  });
});

it('--debug tells how many requests there were', async () => {
  account = await simulated({ world: 'guide' });
  const { stderr } = await account.run(['apply', '--yes', '--debug']);
  const sent = account.sandbox.journal.entries.length;
  expect(stderr).toContain(`debug: ${sent} requests, none of them throttled`);
});
