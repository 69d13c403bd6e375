import type { EC2Client } from '@aws-sdk/client-ec2';
import * as sdk from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { worlds } from '../../src/sandbox/index.ts';
import { clientsOf, open, refusal } from './clients.ts';
import { filters, finders } from './finders.ts';

const world = worlds.open.make();

describe('ids', () => {
  const describeById = {
    vpc: (ec2: EC2Client, ids: string[]) => ec2.send(new sdk.DescribeVpcsCommand({ VpcIds: ids })),
    subnet: (ec2: EC2Client, ids: string[]) => ec2.send(new sdk.DescribeSubnetsCommand({ SubnetIds: ids })),
    rtb: (ec2: EC2Client, ids: string[]) => ec2.send(new sdk.DescribeRouteTablesCommand({ RouteTableIds: ids })),
    acl: (ec2: EC2Client, ids: string[]) => ec2.send(new sdk.DescribeNetworkAclsCommand({ NetworkAclIds: ids })),
    sg: (ec2: EC2Client, ids: string[]) => ec2.send(new sdk.DescribeSecurityGroupsCommand({ GroupIds: ids })),
    vpce: (ec2: EC2Client, ids: string[]) => ec2.send(new sdk.DescribeVpcEndpointsCommand({ VpcEndpointIds: ids })),
    nat: (ec2: EC2Client, ids: string[]) => ec2.send(new sdk.DescribeNatGatewaysCommand({ NatGatewayIds: ids })),
  };
  test.for([
    ['vpc', 'InvalidVpcID.Malformed', 'InvalidVpcID.NotFound'],
    ['subnet', 'InvalidSubnetID.Malformed', 'InvalidSubnetID.NotFound'],
    ['rtb', 'InvalidRouteTableId.Malformed', 'InvalidRouteTableID.NotFound'],
    ['acl', 'InvalidNetworkAclID.Malformed', 'InvalidNetworkAclID.NotFound'],
    ['sg', 'InvalidGroupId.Malformed', 'InvalidGroup.NotFound'],
    ['vpce', 'InvalidVpcEndpointId.Malformed', 'InvalidVpcEndpointId.NotFound'],
    ['nat', 'NatGatewayMalformed', 'NatGatewayNotFound'],
  ] as const)('%s: one that is malformed or unknown refuses the whole call', async ([prefix, malformed, notFound]) => {
    const { ec2 } = await open({ world });
    expect(await refusal(describeById[prefix](ec2, ['nope']))).toMatchObject({ code: malformed });
    expect(await refusal(describeById[prefix](ec2, [`${prefix}-00000000000000000`]))).toMatchObject({ code: notFound });
  });

  test('network interfaces are not described by ids and by pages at once', async () => {
    const { ec2 } = await open({ world });
    const input = { NetworkInterfaceIds: [world.interfaces[0]!.id], MaxResults: 5 };
    expect(await refusal(ec2.send(new sdk.DescribeNetworkInterfacesCommand(input)))).toMatchObject({
      code: 'InvalidParameterCombination',
    });
  });
});

describe('pages', () => {
  test.for([1, 7, 1000])('of %i hold together what there is', async (pageSize) => {
    const { ec2 } = await open({ world: 'many-subnets', timing: { pageSize } });
    const ids: (string | undefined)[] = [];
    for await (const page of sdk.paginateDescribeSubnets({ client: ec2 }, {}))
      ids.push(...page.Subnets!.map((x) => x.SubnetId));
    expect(ids).toEqual(worlds['many-subnets'].make().subnets.map((subnet) => subnet.id));
  });

  test('are as long as the request wants, within the bounds of the call', async () => {
    const { ec2 } = await open({ world: 'many-subnets' });
    const { Subnets, NextToken } = await ec2.send(new sdk.DescribeSubnetsCommand({ MaxResults: 5 }));
    expect(Subnets).toHaveLength(5);
    const code = async (call: Promise<unknown>) => (await refusal(call)).code;
    expect(await code(ec2.send(new sdk.DescribeSubnetsCommand({ MaxResults: 4 })))).toBe('InvalidParameterValue');
    expect(await code(ec2.send(new sdk.DescribeRouteTablesCommand({ MaxResults: 101 })))).toBe('InvalidParameterValue');
    expect(await code(ec2.send(new sdk.DescribeSubnetsCommand({ NextToken: 'nope' })))).toBe('InvalidNextToken');
    expect(await code(ec2.send(new sdk.DescribeVpcsCommand({ NextToken })))).toBe('InvalidNextToken');
  });
});

describe('endpoint services', () => {
  test('name S3 twice, once for each type, and tell zones, private names and owner', async () => {
    const { ec2 } = await open({ world: 'zone-gap' });
    const { ServiceDetails } = await ec2.send(
      new sdk.DescribeVpcEndpointServicesCommand({
        ServiceNames: ['s3', 'ecr.dkr'].map((name) => `com.amazonaws.us-east-1.${name}`),
      }),
    );
    expect(ServiceDetails!.map((each) => each.ServiceType![0]!.ServiceType)).toEqual([
      'Interface',
      'Interface',
      'Gateway',
    ]);
    expect(ServiceDetails![0]).toMatchObject({
      Owner: 'amazon',
      AvailabilityZones: ['us-east-1a', 'us-east-1c'],
      PrivateDnsName: '*.dkr.ecr.us-east-1.amazonaws.com',
    });
  });

  test('are filtered by name and type, and paged; an unknown name is refused', async () => {
    const { ec2 } = await open({ timing: { pageSize: 1 } });
    const Filters = filters({ 'service-name': '*.s3', 'service-type': 'Gateway', owner: 'amazon' });
    const { ServiceNames, NextToken } = await ec2.send(new sdk.DescribeVpcEndpointServicesCommand({ Filters }));
    expect([ServiceNames, NextToken]).toEqual([['com.amazonaws.us-east-1.s3'], undefined]);
    const first = await ec2.send(new sdk.DescribeVpcEndpointServicesCommand({}));
    const second = await ec2.send(new sdk.DescribeVpcEndpointServicesCommand({ NextToken: first.NextToken }));
    expect(second.ServiceNames).not.toEqual(first.ServiceNames);
    const unknown = ec2.send(
      new sdk.DescribeVpcEndpointServicesCommand({ ServiceNames: ['com.amazonaws.us-east-1.nope'] }),
    );
    expect(await refusal(unknown)).toMatchObject({ code: 'InvalidServiceName' });
  });
});

test("a subnet counts its free addresses: five are AWS's, one is of each endpoint in it", async () => {
  const { ec2 } = await open({ world });
  const { Subnets } = await ec2.send(new sdk.DescribeSubnetsCommand({}));
  expect(Subnets!.map((subnet) => subnet.AvailableIpAddressCount)).toEqual([249, 249]);
});

test('targets and destinations of routes are told apart by what they are', async () => {
  const given = worlds.guide.make();
  const table = given.routeTables[1]!;
  const targets = [
    'igw-1',
    'nat-1',
    'eni-1',
    'i-1',
    'tgw-1',
    'pcx-1',
    'eigw-1',
    'lgw-1',
    'cagw-1',
    'vgw-1',
    'arn:aws:networkmanager::1:core-network/c',
  ];
  table.routes = targets.map((target, n) => ({
    destination: `10.${n}.0.0/16`,
    target,
    state: 'active',
    origin: 'CreateRoute',
  }));
  const { ec2 } = await open({ world: given });
  const { RouteTables } = await ec2.send(new sdk.DescribeRouteTablesCommand({ RouteTableIds: [table.id] }));
  const named = RouteTables![0]!.Routes!.map(
    ({ DestinationCidrBlock: _, State: __, Origin: ___, ...rest }) => Object.keys(rest)[0],
  );
  expect(named).toEqual([
    'GatewayId',
    'NatGatewayId',
    'NetworkInterfaceId',
    'InstanceId',
    'TransitGatewayId',
    'VpcPeeringConnectionId',
    'EgressOnlyInternetGatewayId',
    'LocalGatewayId',
    'CarrierGatewayId',
    'GatewayId',
    'CoreNetworkArn',
  ]);
});

test('the participant of a shared VPC sees subnets and tables without tags, and nothing of endpoints', async () => {
  const shared = worlds['shared-vpc'].make();
  const owned = worlds.open.make();
  for (const endpoint of owned.endpoints)
    shared.endpoints.push({ ...endpoint, vpcId: shared.vpcs[0]!.id, ownerId: '444455556666' });
  const { ec2 } = await open({ world: shared });
  const { Subnets } = await ec2.send(new sdk.DescribeSubnetsCommand({}));
  expect(Subnets!.map(({ OwnerId, Tags }) => [OwnerId, Tags])).toEqual([
    ['444455556666', []],
    ['444455556666', []],
  ]);
  expect(await finders.subnets(ec2, filters({ 'tag:Name': '*' }))).toEqual([]);
  expect(await finders.routeTables(ec2, [])).toHaveLength(3);
  expect(await finders.endpoints(ec2, [])).toEqual([]);
  expect(await finders.securityGroups(ec2, [])).toEqual([]);
});

test('zones, regions, prefix lists and instances are described', async () => {
  const given = worlds['local-zone'].make();
  given.instances.push({
    id: 'i-00000000000000001',
    vpcId: given.vpcs[0]!.id,
    subnetId: given.subnets[0]!.id,
    state: 'running',
    sourceDestCheck: false,
    interfaceId: 'eni-1',
    tags: {},
  });
  const { ec2 } = await open({ world: given });
  const { AvailabilityZones } = await ec2.send(
    new sdk.DescribeAvailabilityZonesCommand({ AllAvailabilityZones: true }),
  );
  expect(
    AvailabilityZones!.map(({ ZoneName, ZoneType, ParentZoneName }) => [ZoneName, ZoneType, ParentZoneName]).at(-1),
  ).toEqual(['us-east-1-bos-1a', 'local-zone', 'us-east-1a']);
  expect(
    await refusal(ec2.send(new sdk.DescribeAvailabilityZonesCommand({ ZoneNames: ['us-east-1z'] }))),
  ).toMatchObject({ code: 'InvalidParameterValue' });
  const { Regions } = await ec2.send(new sdk.DescribeRegionsCommand({}));
  expect(Regions!.map(({ RegionName }) => RegionName)).toContain('eu-west-1');
  const { PrefixLists } = await ec2.send(new sdk.DescribePrefixListsCommand({}));
  expect(PrefixLists![0]).toMatchObject({
    PrefixListId: 'pl-63a5400a',
    Cidrs: expect.arrayContaining(['52.216.0.0/15']),
  });
  const { Entries, NextToken } = await ec2.send(
    new sdk.GetManagedPrefixListEntriesCommand({ PrefixListId: 'pl-63a5400a', MaxResults: 2 }),
  );
  expect(Entries!.map(({ Cidr }) => Cidr)).toEqual(PrefixLists![0]!.Cidrs!.slice(0, 2));
  expect(NextToken).toBeDefined();
  const { Reservations } = await ec2.send(new sdk.DescribeInstancesCommand({}));
  expect(Reservations![0]!.Instances![0]).toMatchObject({
    InstanceId: 'i-00000000000000001',
    SourceDestCheck: false,
    State: { Name: 'running' },
  });
});

test('another region answers for itself, and has nothing but zones and services', async () => {
  const { sandbox } = await open();
  const { ec2 } = clientsOf(sandbox, undefined, 'eu-west-1');
  expect(await finders.vpcs(ec2, [])).toEqual([]);
  const { AvailabilityZones } = await ec2.send(new sdk.DescribeAvailabilityZonesCommand({}));
  expect(AvailabilityZones!.map(({ ZoneName, ZoneId }) => `${ZoneName} ${ZoneId}`)).toContain('eu-west-1a euw1-az1');
  ec2.destroy();
});
