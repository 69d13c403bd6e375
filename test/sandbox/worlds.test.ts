import { DescribeRouteTablesCommand, DescribeSubnetsCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { largeNetwork, startSandbox, type World, worldNames, worlds } from '../../src/sandbox/index.ts';
import { open } from './clients.ts';

const shapes: Partial<Record<keyof World, RegExp>> = {
  vpcs: /^vpc-[0-9a-f]{17}$/,
  subnets: /^subnet-[0-9a-f]{17}$/,
  routeTables: /^rtb-[0-9a-f]{17}$/,
  networkAcls: /^acl-[0-9a-f]{17}$/,
  securityGroups: /^sg-[0-9a-f]{17}$/,
  endpoints: /^vpce-[0-9a-f]{17}$/,
  interfaces: /^eni-[0-9a-f]{17}$/,
  natGateways: /^nat-[0-9a-f]{17}$/,
  internetGateways: /^igw-[0-9a-f]{17}$/,
  dhcpOptions: /^dopt-[0-9a-f]{17}$/,
};

describe.for(worldNames)('the world %s', (name) => {
  const world = worlds[name].make();
  const lists = Object.entries(shapes).map(([list, shape]) => [list, shape, world[list as 'vpcs']] as const);

  test('is plain data, the same each time, and described in one sentence', () => {
    expect(JSON.parse(JSON.stringify(world))).toEqual(world);
    expect(worlds[name].make()).toEqual(world);
    expect(worlds[name].description).toMatch(/^[A-Z].*\.$/);
  });

  test("has ids in the shape of AWS's, each once", () => {
    for (const [, shape, items] of lists) for (const { id } of items) expect(id).toMatch(shape);
    const ids = lists.flatMap(([, , items]) => items.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('refers only to what is in it', () => {
    const ids = new Set(lists.flatMap(([, , items]) => items.map(({ id }) => id)));
    const refers = [
      ...world.subnets.map(({ vpcId }) => vpcId),
      ...world.vpcs.map(({ dhcpOptionsId }) => dhcpOptionsId),
      ...world.endpoints.flatMap((each) => [
        each.vpcId,
        ...each.subnetIds,
        ...each.groupIds,
        ...each.routeTableIds,
        ...each.interfaceIds,
      ]),
      ...world.routeTables.flatMap(({ associations }) => associations.flatMap(({ subnetId }) => subnetId ?? [])),
      ...world.networkAcls.flatMap(({ subnetIds }) => subnetIds),
    ];
    expect(refers.filter((id) => !ids.has(id))).toEqual([]);
    const zones = world.zones.map((zone) => zone.name);
    expect(world.subnets.filter(({ zone }) => !zones.includes(zone))).toEqual([]);
  });

  test('is read whole by the SDK, and not changed by that', async () => {
    const { sandbox, ec2 } = await open({ world: name });
    const before = sandbox.state();
    expect((await ec2.send(new DescribeVpcsCommand({}))).Vpcs).toHaveLength(world.vpcs.length);
    expect((await ec2.send(new DescribeSubnetsCommand({}))).Subnets).toHaveLength(world.subnets.length);
    expect((await ec2.send(new DescribeRouteTablesCommand({}))).RouteTables).toHaveLength(world.routeTables.length);
    expect(sandbox.state()).toEqual(before);
  });
});

test('a world that is started is copied: it stays as it was', async () => {
  const world = worlds.guide.make();
  const { sandbox } = await open({ world });
  sandbox.network().vpcs[0]!.dnsSupport = false;
  expect(world).toEqual(worlds.guide.make());
});

test('a dump is in one order, without times, and tells what changed', async () => {
  const one = await open({ world: 'open' });
  const shuffled = worlds.open.make();
  shuffled.subnets.reverse();
  for (const endpoint of shuffled.endpoints) Object.assign(endpoint, { createdAt: 0 }).subnetIds.reverse();
  const two = await open({ world: shuffled });
  expect(two.sandbox.state()).toEqual(one.sandbox.state());
  two.sandbox.network().endpoints[0]!.tags.extra = 'x';
  expect(two.sandbox.state()).not.toEqual(one.sandbox.state());
});

test.for([
  ['cn-north-1', 'cn.com.amazonaws.cn-north-1.ecr.api', 'arn:aws-cn:'],
  ['us-gov-west-1', 'com.amazonaws.us-gov-west-1.ecr.api', 'arn:aws-us-gov:'],
  ['eusc-de-east-1', 'eu.amazonaws.eusc-de-east-1.ecr.api', 'arn:aws-eusc:'],
] as const)('a world may be in %s, where names are others', ([region, name, arn]) => {
  const world = worlds.open.make({ region, accountId: '222233334444' });
  expect(world.endpoints[0]).toMatchObject({ serviceName: name, ownerId: '222233334444' });
  expect(world.callerArn.startsWith(`${arn}sts::222233334444:`)).toBe(true);
  expect(world.subnets[0]!.zone).toBe(`${region}a`);
});

test('an estate has as many VPCs and subnets as asked for, each with a table of its own', () => {
  const { vpcs, subnets, routeTables } = largeNetwork({ vpcs: 10, subnetsPerVpc: 20 });
  expect([vpcs.length, subnets.length, routeTables.length]).toEqual([10, 200, 210]);
});

test('a port that is taken is an error, and a port that is given is used', async () => {
  const { sandbox } = await open();
  await expect(startSandbox({ world: 'guide', port: sandbox.port })).rejects.toThrow('EADDRINUSE');
  expect(sandbox.url).toBe(`http://127.0.0.1:${sandbox.port}`);
});
