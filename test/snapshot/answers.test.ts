import { describe, expect, it } from 'vitest';
import { discover } from '../../src/discover/reading/discover.ts';
import { PullpathError } from '../../src/errors.ts';
import { recordedFromAnswers } from '../../src/snapshot/cli-answers.ts';
import { recordedReader } from '../../src/snapshot/recorded-reader.ts';
import { isEcs, SECTION_NAMES, sectionOf } from '../../src/snapshot/sections.ts';
import { RECORDINGS, recording, regionOf } from '../recordings/recording.ts';

const VPC = { VpcId: 'vpc-0a000000000000001', CidrBlock: '10.0.0.0/16', OwnerId: '111122223333', State: 'available' };
const SUBNET = {
  SubnetId: 'subnet-0a000000000000001',
  VpcId: VPC.VpcId,
  CidrBlock: '10.0.1.0/24',
  AvailabilityZone: 'eu-west-1a',
};
const OTHER = { ...SUBNET, SubnetId: 'subnet-0a000000000000002' };
const BASE = { 'dir/describe-vpcs.json': { Vpcs: [VPC] } };

type Files = Readonly<Record<string, unknown>>;

function read(files: Files, region?: string) {
  const given = Object.entries(files).map(([name, value]) => ({
    name,
    text: typeof value === 'string' ? value : JSON.stringify(value, null, 4),
  }));
  return recordedFromAnswers(given, { from: 'dir', region, partitionOf: () => 'aws', takenAt: null }).recorded;
}

async function snapshotOf(files: Files) {
  const recorded = read(files, 'eu-west-1');
  return discover(recordedReader(recorded), { region: recorded.region, vpcIds: [VPC.VpcId] });
}

const ids = (things: readonly { readonly id: string }[]) => things.map(({ id }) => id);
const BOTH = [SUBNET.SubnetId, OTHER.SubnetId];

describe('answers of the AWS CLI', () => {
  it.each<[string, Files]>([
    ['in one file', { 'dir/describe-subnets.json': { Subnets: [SUBNET, OTHER] } }],
    ['under any name', { 'dir/b.json': { Subnets: [SUBNET, OTHER] } }],
    ['in a file without ending', { 'dir/subnets': JSON.stringify({ Subnets: [SUBNET, OTHER] }) }],
    [
      'in pages of a file each',
      { 'dir/s1.json': { Subnets: [SUBNET], NextToken: 'x' }, 'dir/s2.json': { Subnets: [OTHER] } },
    ],
    [
      'in pages behind one another',
      {
        'dir/s.json': `${JSON.stringify({ Subnets: [SUBNET], NextToken: 'x' }, null, 2)}\n${JSON.stringify({ Subnets: [OTHER] })}\n`,
      },
    ],
    ['in pages in a list', { 'dir/s.json': [{ Subnets: [SUBNET] }, { Subnets: [OTHER] }] }],
    ['in pages that overlap', { 'dir/s1.json': { Subnets: [SUBNET, OTHER] }, 'dir/s2.json': { Subnets: [OTHER] } }],
    ['by --query, without the name of the list', { 'dir/describe-subnets.json': [SUBNET, OTHER] }],
    ['a line each', { 'dir/subnets.jsonl': `${JSON.stringify(SUBNET)}\n${JSON.stringify(OTHER)}\n` }],
    ['beside others in one file', { 'dir/all.json': { Subnets: [SUBNET, OTHER], NetworkAcls: [] } }],
    ['with an empty token', { 'dir/s.json': { Subnets: [SUBNET, OTHER], NextToken: '' } }],
    [
      'with null for what is not there',
      {
        'dir/s.json': {
          Subnets: [SUBNET, OTHER].map((each) => ({
            ...each,
            Tags: null,
            Ipv6CidrBlockAssociationSet: null,
            OutpostArn: null,
          })),
          NextToken: null,
        },
      },
    ],
  ])('%s are read', async (_, files) => {
    const snapshot = await snapshotOf({ ...BASE, ...files });
    expect(ids(snapshot.subnets)).toEqual(BOTH);
    expect(snapshot.unread.map(({ part }) => part)).not.toContain('subnets');
  });

  it.each<[string, Files, code: string]>([
    ['no file', {}, 'NotInSnapshot'],
    ['an empty file', { 'dir/describe-subnets.json': '' }, 'NotInSnapshot'],
    ['null', { 'dir/describe-subnets.json': { Subnets: null } }, 'NotInSnapshot'],
    ['null by itself', { 'dir/describe-subnets.json': 'null' }, 'NotInSnapshot'],
    ['all pages but the last', { 'dir/s.json': { Subnets: [SUBNET], NextToken: 'x' } }, 'PagesMissing'],
    [
      'what the AWS CLI said instead',
      {
        'dir/describe-subnets.err':
          '\nAn error occurred (UnauthorizedOperation) when calling the DescribeSubnets operation: You are not authorized.\n',
      },
      'UnauthorizedOperation',
    ],
    [
      'the same in place of JSON',
      {
        'dir/describe-subnets.json':
          'An error occurred (RequestLimitExceeded) when calling the DescribeSubnets operation (reached max retries: 4): Slow down.',
      },
      'RequestLimitExceeded',
    ],
  ])('%s is unread, and never none', async (_, files, code) => {
    const snapshot = await snapshotOf({ ...BASE, ...files });
    expect(snapshot.subnets).toEqual([]);
    expect(snapshot.unread.find(({ part }) => part === 'subnets')).toMatchObject({
      code,
      action: 'ec2:DescribeSubnets',
    });
  });

  it.each([{ 'dir/describe-subnets.json': { Subnets: [] } }, { 'dir/describe-subnets.json': '[]' }])(
    'an empty list is none, and was read: %j',
    async (files) => {
      const snapshot = await snapshotOf({ ...BASE, ...files });
      expect(snapshot.subnets).toEqual([]);
      expect(snapshot.unread.map(({ part }) => part)).not.toContain('subnets');
    },
  );

  it('tell one attribute of a VPC each, and entries without the id of their list', async () => {
    const list = 'pl-0123456789abcdef0';
    const snapshot = await snapshotOf({
      ...BASE,
      'dir/describe-vpc-attribute-1.json': { VpcId: VPC.VpcId, EnableDnsSupport: { Value: true } },
      'dir/describe-vpc-attribute-2.json': { VpcId: VPC.VpcId, EnableDnsHostnames: { Value: false } },
      'dir/rt.json': {
        RouteTables: [
          {
            RouteTableId: 'rtb-0a000000000000001',
            VpcId: VPC.VpcId,
            Routes: [{ DestinationPrefixListId: list, TransitGatewayId: 'tgw-1', State: 'active' }],
          },
        ],
      },
      [`dir/get-managed-prefix-list-entries-${list}.json`]: { Entries: [{ Cidr: '10.9.0.0/16', Description: 'x' }] },
    });
    expect(snapshot.dnsAttributes).toEqual([{ vpcId: VPC.VpcId, support: true, hostnames: false }]);
    expect(snapshot.prefixLists).toEqual([{ id: list, name: null, cidrs: ['10.9.0.0/16'] }]);
  });

  it.each<[string, Files, region: string | undefined, code: string]>([
    ['a truncated answer', { 'dir/describe-vpcs.json': '{"Vpcs": [{"VpcId": "vpc' }, 'eu-west-1', 'DamagedSnapshot'],
    ['another type of a field', { 'dir/describe-vpcs.json': { Vpcs: [{ VpcId: 7 }] } }, 'eu-west-1', 'DamagedSnapshot'],
    ['nothing', {}, 'eu-west-1', 'ForeignFile'],
    ['answers of something else', { 'dir/buckets.json': { Buckets: [{ Name: 'x' }] } }, 'eu-west-1', 'ForeignFile'],
    ['no region', { 'dir/describe-vpcs.json': { Vpcs: [VPC] } }, undefined, 'UnknownRegion'],
    [
      'two regions',
      { 'dir/s.json': { Subnets: [SUBNET, { ...OTHER, AvailabilityZone: 'eu-central-1a' }] } },
      undefined,
      'SeveralRegions',
    ],
  ])('%s is refused in one sentence', (_, files, region, code) => {
    let error: unknown;
    try {
      read(files, region);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(PullpathError);
    expect(error).toMatchObject({ kind: 'usage', code });
    expect((error as PullpathError).message).toMatch(/^[^\n]+\.$/);
  });

  it('of all of ECS know what is not there; of a part, they do not', () => {
    const arn = 'arn:aws:ecs:eu-west-1:111122223333:cluster/prod';
    const services = { services: [], failures: [] };
    const whole = {
      'd/a.json': { clusterArns: [arn] },
      'd/b.json': { clusters: [{ clusterArn: arn, clusterName: 'prod' }] },
      'd/c.json': { serviceArns: [] },
    };
    expect(read({ ...whole, 'd/d.json': services }).ecs).toBe('all');
    expect(read({ 'd/b.json': whole['d/b.json'], 'd/d.json': services }).ecs).toEqual({});
  });

  it('keep no environment variable and no command of a container', () => {
    const recorded = read({
      'd/t.json': {
        taskDefinition: {
          taskDefinitionArn: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/orders:1',
          family: 'orders',
          containerDefinitions: [
            {
              name: 'web',
              image: 'x',
              environment: [{ name: 'TOKEN', value: 'hunter2' }],
              command: ['--key', 'hunter2'],
              dockerLabels: { a: 'hunter2' },
              logConfiguration: { logDriver: 'splunk', options: { 'splunk-token': 'hunter2' } },
            },
          ],
        },
      },
      'd/c.json': { clusters: [{ clusterArn: 'arn:aws:ecs:eu-west-1:111122223333:cluster/prod' }] },
      'd/k.json': {
        tasks: [
          {
            taskArn: 'arn:aws:ecs:eu-west-1:111122223333:task/prod/1',
            overrides: { containerOverrides: [{ environment: [{ value: 'hunter2' }] }] },
          },
        ],
      },
    });
    expect(JSON.stringify([...recorded.sections])).not.toContain('hunter2');
  });

  it.each(RECORDINGS)('of the recorded network %s read a list each, and what is missing is unread', async (name) => {
    const recorded = recording(name);
    const region = regionOf(recorded);
    const files = Object.fromEntries(
      Object.entries(recorded).map(([list, items]) => [`dir/${list}.json`, { [list]: items }]),
    );
    const apart = read(files, region);
    const together = read({ 'one.json': recorded }, region);
    expect(together.sections).toEqual(apart.sections);
    const snapshot = await discover(recordedReader(apart), { region });
    expect(snapshot.vpcs.length).toBe(recorded.Vpcs?.length);
    const left = SECTION_NAMES.filter((section) => !isEcs(section) && !apart.sections.has(section));
    // Who answers names is asked later, of the VPCs that are looked at.
    const later = ['hostedZones', 'resolverRules', 'dnsProfiles'];
    const asked = left.filter((section) => !/^(VpcAttributes|PrefixListEntries|NetworkInterfaces)$/.test(section));
    expect(new Set(snapshot.unread.map(({ part }) => part))).toEqual(
      new Set(asked.map((section) => sectionOf(section).part).filter((part) => !later.includes(part))),
    );
  });
});
