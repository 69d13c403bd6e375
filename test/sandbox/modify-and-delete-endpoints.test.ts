import {
  DeleteVpcEndpointsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeVpcEndpointsCommand,
  ModifyVpcEndpointCommand,
  type ModifyVpcEndpointCommandInput,
} from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { manualClock, type World, worlds } from '../../src/sandbox/index.ts';
import { open, refusal } from './clients.ts';

type Input = Omit<ModifyVpcEndpointCommandInput, 'VpcEndpointId'>;

const [api, , s3] = worlds.open.make().endpoints.map(({ id }) => id);

/** The world `open` with a third subnet, which no endpoint has entered and no gateway serves. */
function withThird(): World {
  const world = worlds.open.make();
  const [first] = world.subnets;
  const table = world.routeTables.find(({ associations }) => associations.some(({ main }) => main))!;
  world.subnets.push({ ...first!, id: 'subnet-00000000000000003', cidr: '10.0.3.0/24', zone: 'us-east-1c' });
  world.networkAcls[0]!.subnetIds.push('subnet-00000000000000003');
  expect(table.associations).toHaveLength(1);
  return world;
}

const mainTable = (world: World) => world.routeTables[0]!.id;

const refusals: {
  title: string;
  id?: string | undefined;
  prepare?: (world: World) => void;
  input: (world: World) => Input;
  code: string;
}[] = [
  {
    title: 'an unknown endpoint',
    id: 'vpce-00000000000000000',
    input: () => ({}),
    code: 'InvalidVpcEndpointId.NotFound',
  },
  { title: 'a malformed id', id: 'vpce-x', input: () => ({}), code: 'InvalidVpcEndpointId.Malformed' },
  {
    title: 'an endpoint that a service of AWS manages',
    prepare: ({ endpoints }) => {
      endpoints[0]!.requesterManaged = true;
    },
    input: () => ({ PrivateDnsEnabled: false }),
    code: 'InvalidParameter',
  },
  {
    title: 'an endpoint that is still pending',
    prepare: ({ endpoints }) => {
      endpoints[0]!.state = 'pending';
    },
    input: () => ({ PrivateDnsEnabled: false }),
    code: 'IncorrectState',
  },
  {
    title: 'a second subnet in a zone, even while the first is removed in the same call',
    prepare: ({ subnets }) => {
      subnets[2]!.zone = 'us-east-1a';
    },
    input: ({ subnets }) => ({ AddSubnetIds: [subnets[2]!.id], RemoveSubnetIds: [subnets[0]!.id] }),
    code: 'DuplicateSubnetsInSameZone',
  },
  {
    title: 'removing what the endpoint does not have',
    input: ({ subnets }) => ({ RemoveSubnetIds: [subnets[2]!.id] }),
    code: 'InvalidParameter',
  },
  {
    title: 'removing its last security group',
    input: ({ endpoints }) => ({ RemoveSecurityGroupIds: endpoints[0]!.groupIds }),
    code: 'InvalidParameter',
  },
  {
    title: 'an unknown security group',
    input: () => ({ AddSecurityGroupIds: ['sg-00000000000000000'] }),
    code: 'InvalidSecurityGroupID.NotFound',
  },
  {
    title: 'route tables on an interface endpoint',
    input: (world) => ({ AddRouteTableIds: [mainTable(world)] }),
    code: 'InvalidParameter',
  },
  {
    title: 'subnets on a gateway',
    id: s3,
    input: ({ subnets }) => ({ AddSubnetIds: [subnets[2]!.id] }),
    code: 'InvalidParameter',
  },
  {
    title: 'a table that has the route already',
    id: s3,
    input: ({ endpoints }) => ({ AddRouteTableIds: [endpoints[2]!.routeTableIds[0]!] }),
    code: 'RouteAlreadyExists',
  },
  {
    title: 'private DNS while the VPC has no DNS host names',
    prepare: ({ endpoints, vpcs }) => {
      endpoints[0]!.privateDns = false;
      vpcs[0]!.dnsHostnames = false;
    },
    input: () => ({ PrivateDnsEnabled: true }),
    code: 'InvalidParameter',
  },
  { title: 'a policy without statements', input: () => ({ PolicyDocument: '{}' }), code: 'InvalidPolicyDocument' },
];

describe('ModifyVpcEndpoint refuses, and changes nothing', () => {
  test.for(refusals)('$title', async ({ id = api, prepare, input, code }) => {
    const world = withThird();
    prepare?.(world);
    const { sandbox, ec2 } = await open({ world });
    const before = sandbox.state();
    const call = ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId: id, ...input(world) }));
    expect(await refusal(call)).toMatchObject({ code, status: 400 });
    expect(sandbox.state()).toEqual(before);
  });
});

async function openWith(input: (world: World) => Input, id = api) {
  const world = withThird();
  const clock = manualClock();
  const given = await open({
    world,
    clock,
    timing: { pendingMs: 60_000, deletingMs: 60_000, interfaceRemovalDelayMs: 60_000 },
  });
  await given.ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId: id, ...input(world) }));
  const find = async () => {
    const { VpcEndpoints } = await given.ec2.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [id!] }));
    return VpcEndpoints![0]!;
  };
  return { ...given, world, clock, find };
}

test('a new subnet brings a network interface, and the endpoint is pending for a while', async () => {
  const { world, clock, find } = await openWith(({ subnets }) => ({ AddSubnetIds: [subnets[2]!.id] }));
  expect(await find()).toMatchObject({ State: 'pending', SubnetIds: world.subnets.map(({ id }) => id) });
  expect((await find()).NetworkInterfaceIds).toHaveLength(3);
  clock.advance(60_000);
  expect((await find()).State).toBe('available');
});

test('a removed subnet loses its network interface after a while', async () => {
  const { ec2, world, clock, find } = await openWith(({ subnets }) => ({ RemoveSubnetIds: [subnets[0]!.id] }));
  expect((await find()).NetworkInterfaceIds).toHaveLength(1);
  const left = async () => {
    const Filters = [{ Name: 'subnet-id', Values: [world.subnets[0]!.id] }];
    return (await ec2.send(new DescribeNetworkInterfacesCommand({ Filters }))).NetworkInterfaces!.length;
  };
  expect(await left()).toBe(2);
  clock.advance(60_000);
  expect(await left()).toBe(1);
});

test('security groups change on the network interfaces at once, and the endpoint stays available', async () => {
  const { ec2, find, world } = await openWith(({ securityGroups }) => ({
    AddSecurityGroupIds: [securityGroups[0]!.id],
  }));
  expect((await find()).State).toBe('available');
  const Filters = [{ Name: 'group-id', Values: [world.securityGroups[0]!.id] }];
  const { NetworkInterfaces } = await ec2.send(new DescribeNetworkInterfacesCommand({ Filters }));
  expect(NetworkInterfaces).toHaveLength(2);
});

test('private DNS off takes the private names away, and the endpoint is pending for a while', async () => {
  const { find } = await openWith(() => ({ PrivateDnsEnabled: false }));
  const endpoint = await find();
  expect(endpoint).toMatchObject({ State: 'pending', PrivateDnsEnabled: false });
  expect(endpoint.DnsEntries!.map(({ DnsName }) => DnsName)).not.toContain('api.ecr.us-east-1.amazonaws.com');
});

test('tables get and lose the route of a gateway endpoint at once', async () => {
  const { sandbox, ec2, world } = await openWith((given) => ({ AddRouteTableIds: [mainTable(given)] }), s3);
  const targets = () => sandbox.network().routeTables[0]!.routes.map(({ target }) => target);
  expect(targets()).toContain(s3);
  await ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId: s3, RemoveRouteTableIds: [mainTable(world)] }));
  expect(targets()).not.toContain(s3);
});

test('a policy is replaced, and reset to full access', async () => {
  const policy = JSON.stringify({ Statement: [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }] });
  const { ec2, find } = await openWith(() => ({ PolicyDocument: policy }));
  expect((await find()).PolicyDocument).toBe(policy);
  await ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId: api, ResetPolicy: true }));
  expect(JSON.parse((await find()).PolicyDocument!).Statement[0].Effect).toBe('Allow');
});

test('DeleteVpcEndpoints answers 200 and lists the ids that it refused', async () => {
  const world = withThird();
  world.endpoints[1]!.requesterManaged = true;
  const { ec2, sandbox } = await open({ world });
  const VpcEndpointIds = [...world.endpoints.map(({ id }) => id), 'vpce-00000000000000000'];
  const { Unsuccessful } = await ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds }));
  expect(Unsuccessful).toMatchObject([
    { ResourceId: VpcEndpointIds[1], Error: { Code: 'InvalidParameter' } },
    { ResourceId: 'vpce-00000000000000000', Error: { Code: 'InvalidVpcEndpoint.NotFound' } },
  ]);
  expect(sandbox.network().endpoints.map(({ id }) => id)).toEqual([VpcEndpointIds[1]]);
});

test('a deleted endpoint is deleting, then perhaps deleted, then gone; its interfaces outlast it', async () => {
  const clock = manualClock();
  const timing = { deletingMs: 60_000, deletedVisibleMs: 30_000, interfaceRemovalDelayMs: 60_000 };
  const { ec2, sandbox } = await open({ world: 'open', clock, timing });
  const cards = () => sandbox.network().interfaces.filter(({ endpointId }) => endpointId === api).length;
  const find = () => ec2.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [api!] }));
  await ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [api!, s3!] }));
  expect((await find()).VpcEndpoints![0]!.State).toBe('deleting');
  expect(sandbox.network().routeTables.flatMap(({ routes }) => routes.map(({ target }) => target))).not.toContain(s3);
  clock.advance(60_000);
  expect((await find()).VpcEndpoints![0]!.State).toBe('deleted');
  clock.advance(30_000);
  expect(await refusal(find())).toMatchObject({ code: 'InvalidVpcEndpointId.NotFound' });
  expect(cards()).toBe(2);
  clock.advance(30_000);
  expect(cards()).toBe(0);
});
