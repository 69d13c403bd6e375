import { fullAccess } from '../../../src/sandbox/network/endpoint.ts';
import type * as sandbox from '../../../src/sandbox/network/types.ts';
import { WorldBuilder } from '../../../src/sandbox/worlds/builder.ts';

/** A simulated account with handles to its parts. */
export interface Network {
  readonly b: WorldBuilder;
  readonly world: sandbox.World;
  readonly vpc: sandbox.Vpc;
  readonly a: sandbox.Subnet;
  readonly c: sandbox.Subnet;
  readonly tableA: sandbox.RouteTable;
  readonly tableC: sandbox.RouteTable;
  readonly group: sandbox.SecurityGroup;
  readonly api: sandbox.Endpoint;
  readonly dkr: sandbox.Endpoint;
  readonly s3: sandbox.Endpoint;
}

/**
 * Two isolated subnets in two zones, with everything that a pull needs and nothing that would call for a remark: an
 * interface of each endpoint in both, a group that lets the VPC in, S3's gateway endpoint on both tables.
 */
export function soundNetwork(): Network {
  const b = new WorldBuilder();
  const vpc = b.vpc('shop', '10.0.0.0/16');
  const a = b.subnet(vpc, 'private-a', '10.0.1.0/24', 'a');
  const c = b.subnet(vpc, 'private-c', '10.0.3.0/24', 'c');
  const group = b.group(vpc, 'endpoints', [['tcp', 443, '10.0.0.0/16']]);
  const options = { subnets: [a, c], groups: [group] };
  const api = b.endpoint(vpc, 'ecr.api', options);
  const dkr = b.endpoint(vpc, 'ecr.dkr', options);
  const tableA = b.tableOf(a);
  const tableC = b.tableOf(c);
  const s3 = b.gatewayEndpoint(vpc, 's3', [tableA, tableC]);
  return { b, world: b.world, vpc, a, c, tableA, tableC, group, api, dkr, s3 };
}

/** Takes an endpoint away, with its interfaces and routes. */
export function remove({ world }: Network, endpoint: sandbox.Endpoint): void {
  world.endpoints = world.endpoints.filter(({ id }) => id !== endpoint.id);
  world.interfaces = world.interfaces.filter(({ id }) => !endpoint.interfaceIds.includes(id));
  for (const table of world.routeTables) table.routes = table.routes.filter(({ target }) => target !== endpoint.id);
}

/** Takes all endpoints away: the subnets have no way at all. */
export function removeAll(network: Network): void {
  for (const endpoint of [network.api, network.dkr, network.s3]) remove(network, endpoint);
}

export function route(
  table: sandbox.RouteTable,
  destination: string,
  target: string,
  state: 'active' | 'blackhole' = 'active',
) {
  table.routes.unshift({ destination, target, state, origin: 'CreateRoute' });
}

/** A public subnet with a NAT gateway that works, and default routes to it. */
export function throughNat({ b, vpc, tableA, tableC }: Network): { front: sandbox.Subnet; nat: sandbox.NatGateway } {
  const igw = b.internetGateway(vpc);
  const front = b.subnet(vpc, 'front', '10.0.100.0/24', 'a', { routes: [['0.0.0.0/0', igw.id]] });
  const nat = b.nat(front, 'nat');
  for (const table of [tableA, tableC]) route(table, '0.0.0.0/0', nat.id);
  return { front, nat };
}

type Entry = readonly [
  number: number,
  way: 'in' | 'out',
  action: 'allow' | 'deny',
  cidr: string,
  ports?: readonly [number, number],
  /** Left out: TCP where ports are given. */
  protocol?: '17',
];

/** Gives a subnet a network ACL of its own: these entries, then everything allowed (unless told otherwise). */
export function acl(
  { world, vpc, b }: Network,
  subnet: sandbox.Subnet,
  entries: readonly Entry[],
  rest: 'allow' | 'deny' = 'allow',
): sandbox.NetworkAcl {
  for (const other of world.networkAcls) other.subnetIds = other.subnetIds.filter((id) => id !== subnet.id);
  const own: sandbox.NetworkAcl = {
    id: b.ids.next('acl'),
    vpcId: vpc.id,
    ownerId: vpc.ownerId,
    isDefault: false,
    subnetIds: [subnet.id],
    entries: [
      ...entries.map(([number, way, action, cidr, ports, protocol = '6']) => ({
        number,
        egress: way === 'out',
        protocol: ports === undefined ? '-1' : protocol,
        action,
        cidr,
        ...(ports === undefined ? {} : { ports: [ports[0], ports[1]] as [number, number] }),
      })),
      ...[false, true].map((egress) => ({ number: 1000, egress, protocol: '-1', action: rest, cidr: '0.0.0.0/0' })),
    ],
    tags: {},
  };
  world.networkAcls.push(own);
  return own;
}

/** An endpoint policy of one statement; left out: it allows everything. */
export function policy(statement?: object): string {
  return statement === undefined ? fullAccess : JSON.stringify({ Statement: [{ Principal: '*', ...statement }] });
}
