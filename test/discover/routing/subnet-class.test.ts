import { describe, expect, it } from 'vitest';
import { classify, hasNoEgress, type SubnetClass } from '../../../src/discover/routing/subnet-class.ts';
import type { Snapshot } from '../../../src/discover/snapshot.ts';
import type { NatGateway, NetworkInterface, Subnet } from '../../../src/sandbox/network/types.ts';
import { WorldBuilder } from '../../../src/sandbox/worlds/builder.ts';
import { snapshotOf } from '../../snapshots.ts';

interface Ground {
  readonly b: WorldBuilder;
  readonly subnet: Subnet;
  readonly front: Subnet;
  readonly nat: NatGateway;
  readonly device: NetworkInterface;
  route(destination: string, target: string, state?: 'active' | 'blackhole' | 'filtered'): void;
}

/** An isolated subnet, and beside it a public one with a NAT gateway and a NAT instance that both work. */
function ground(): Ground {
  const b = new WorldBuilder();
  const vpc = b.vpc('v', '10.0.0.0/16');
  const igw = b.internetGateway(vpc);
  const front = b.subnet(vpc, 'front', '10.0.100.0/24', 'a', { routes: [['0.0.0.0/0', igw.id]] });
  const nat = b.nat(front, 'nat');
  const device: NetworkInterface = {
    id: 'eni-device',
    vpcId: vpc.id,
    subnetId: front.id,
    ownerId: vpc.ownerId,
    ip: '10.0.100.200',
    publicIp: '203.0.113.9',
    groupIds: [],
    description: '',
    type: 'interface',
    status: 'in-use',
    requesterManaged: false,
    sourceDestCheck: false,
    tags: {},
  };
  b.world.interfaces.push(device);
  b.world.prefixLists.push({ id: 'pl-any', name: 'any', ownerId: vpc.ownerId, cidrs: ['0.0.0.0/0'], tags: {} });
  b.world.prefixLists.push({ id: 'pl-corp', name: 'corp', ownerId: vpc.ownerId, cidrs: ['172.16.0.0/12'], tags: {} });
  const subnet = b.subnet(vpc, 's', '10.0.1.0/24', 'a');
  const table = b.tableOf(subnet);
  const route: Ground['route'] = (destination, target, state = 'active') =>
    table.routes.push({ destination, target, state, origin: 'CreateRoute' });
  return { b, subnet, front, nat, device, route };
}

function classOf(prepare: (g: Ground) => void, misread: (s: Snapshot) => Snapshot = (s) => s): SubnetClass {
  const g = ground();
  prepare(g);
  const snapshot = misread(snapshotOf(g.b.world));
  const subnet = snapshot.subnets.find(({ id }) => id === g.subnet.id)!;
  return classify(snapshot, subnet).class;
}

type Row = readonly [where: string, expected: SubnetClass, prepare: (g: Ground) => void];

const hostTable = ({ b, front }: Ground) => b.tableOf(front);

describe('the class of a subnet, by where its packets for the internet go', () => {
  it.each<Row>([
    ['to an internet gateway', 'public', (g) => g.route('0.0.0.0/0', 'igw-1')],
    ['to a NAT gateway whose own subnet has an internet gateway', 'nat', (g) => g.route('0.0.0.0/0', g.nat.id)],
    [
      'to a NAT gateway whose own subnet sends S3 to a gateway endpoint',
      'nat',
      (g) => {
        g.route('0.0.0.0/0', g.nat.id);
        g.b.gatewayEndpoint(g.b.world.vpcs[0]!, 's3', [hostTable(g)]);
      },
    ],
    [
      'to a regional NAT gateway, which has no subnet',
      'nat',
      (g) => {
        g.route('0.0.0.0/0', g.nat.id);
        delete g.nat.subnetId;
      },
    ],
    ['to a NAT instance', 'nat', (g) => g.route('0.0.0.0/0', g.device.id)],
    [
      'to a NAT gateway by two halves of the internet',
      'nat',
      (g) => {
        g.route('0.0.0.0/1', g.nat.id);
        g.route('128.0.0.0/1', g.nat.id);
      },
    ],
    ['to a NAT gateway by a prefix list that holds everything', 'nat', (g) => g.route('pl-any', g.nat.id)],
    [
      'to a NAT gateway but for one range',
      'nat',
      (g) => {
        g.route('0.0.0.0/0', g.nat.id);
        g.route('52.0.0.0/11', 'tgw-1');
      },
    ],
    ['to a NAT gateway that is gone', 'nat-broken', (g) => g.route('0.0.0.0/0', 'nat-gone', 'blackhole')],
    [
      'to a NAT gateway that failed',
      'nat-broken',
      (g) => {
        g.route('0.0.0.0/0', g.nat.id);
        g.nat.state = 'failed';
      },
    ],
    [
      'to a NAT gateway that is pending',
      'nat-broken',
      (g) => {
        g.route('0.0.0.0/0', g.nat.id);
        g.nat.state = 'pending';
      },
    ],
    [
      'to a private NAT gateway',
      'nat-broken',
      (g) => {
        g.route('0.0.0.0/0', g.nat.id);
        g.nat.connectivity = 'private';
      },
    ],
    [
      'to a NAT gateway whose own subnet has no internet gateway',
      'nat-broken',
      (g) => {
        g.route('0.0.0.0/0', g.nat.id);
        hostTable(g).routes = hostTable(g).routes.filter(({ target }) => target === 'local');
      },
    ],
    [
      'to a NAT gateway in a subnet that Block Public Access closes',
      'nat-broken',
      (g) => {
        g.route('0.0.0.0/0', g.nat.id);
        g.front.blockMode = 'block-bidirectional';
      },
    ],
    [
      'to a regional NAT gateway of a VPC that Block Public Access closes',
      'nat-broken',
      (g) => {
        g.route('0.0.0.0/0', g.nat.id);
        delete g.nat.subnetId;
        g.b.world.vpcs[0]!.blockMode = 'block-bidirectional';
      },
    ],
    [
      'to a NAT gateway where Block Public Access stops what comes in alone',
      'nat',
      (g) => {
        g.route('0.0.0.0/0', g.nat.id);
        g.front.blockMode = 'block-ingress';
      },
    ],
    [
      'to a NAT instance that drops what is not its own',
      'nat-broken',
      (g) => {
        g.route('0.0.0.0/0', g.device.id);
        g.device.sourceDestCheck = true;
      },
    ],
    [
      'to an interface that is attached to nothing',
      'nat-broken',
      (g) => {
        g.route('0.0.0.0/0', g.device.id);
        g.device.status = 'available';
      },
    ],
    [
      'to a NAT gateway whose own subnet leads to a transit gateway',
      'unknown',
      (g) => {
        g.route('0.0.0.0/0', g.nat.id);
        hostTable(g).routes[1]!.target = 'tgw-1';
      },
    ],
    ['to a transit gateway', 'transit', (g) => g.route('0.0.0.0/0', 'tgw-1')],
    ['to a core network', 'transit', (g) => g.route('0.0.0.0/0', 'arn:aws:networkmanager::1:core-network/c')],
    [
      'to a Gateway Load Balancer endpoint',
      'firewall',
      (g) => {
        const wall = g.b.endpoint(g.b.world.vpcs[0]!, 'logs', { privateDns: false });
        wall.type = 'GatewayLoadBalancer';
        g.route('0.0.0.0/0', wall.id);
      },
    ],
    ['into a peered VPC', 'peering-default', (g) => g.route('0.0.0.0/0', 'pcx-1')],
    ['to a virtual private gateway', 'vpn', (g) => g.route('0.0.0.0/0', 'vgw-1')],
    ['to a local gateway', 'local-gateway', (g) => g.route('0.0.0.0/0', 'lgw-1')],
    ['to a carrier gateway', 'carrier', (g) => g.route('0.0.0.0/0', 'cagw-1')],
    ['nowhere over IPv4, but out over IPv6', 'egress-only-v6', (g) => g.route('::/0', 'eigw-1')],
    ['nowhere', 'isolated', () => undefined],
    ['nowhere, though some private ranges go to a transit gateway', 'isolated', (g) => g.route('10.0.0.0/8', 'tgw-1')],
    ['nowhere, though a list of private ranges does', 'isolated', (g) => g.route('pl-corp', 'tgw-1')],
    [
      'nowhere, though S3 goes to a gateway endpoint',
      'isolated',
      (g) => g.b.gatewayEndpoint(g.b.world.vpcs[0]!, 's3', [g.b.tableOf(g.subnet)]),
    ],
    ['nowhere, though one public range goes to a NAT gateway', 'isolated', (g) => g.route('44.192.0.0/11', g.nat.id)],
    [
      'to an internet gateway that was detached',
      'isolated-blackhole',
      (g) => g.route('0.0.0.0/0', 'igw-1', 'blackhole'),
    ],
    ['to a route whose state AWS does not explain', 'unknown', (g) => g.route('0.0.0.0/0', 'tgw-1', 'filtered')],
    [
      'two ways, half and half',
      'unknown',
      (g) => {
        g.route('0.0.0.0/1', g.nat.id);
        g.route('128.0.0.0/1', 'tgw-1');
      },
    ],
    [
      'where no IPv4 is',
      'ipv6-only',
      (g) => {
        g.subnet.ipv6Native = true;
        g.subnet.cidr = '';
      },
    ],
    [
      'by the main table, which has a default route',
      'public',
      (g) => {
        g.b.tableOf(g.subnet).associations = [];
        g.b.world.routeTables[0]!.routes.push({
          destination: '0.0.0.0/0',
          target: 'igw-1',
          state: 'active',
          origin: 'CreateRoute',
        });
      },
    ],
  ])('%s: %s', (_, expected, prepare) => {
    expect(classOf(prepare)).toBe(expected);
  });

  it.each<readonly [string, (s: Snapshot) => Snapshot]>([
    ['route tables were not read', (s) => ({ ...s, routeTables: [] })],
    ['the NAT gateway does not show', (s) => ({ ...s, natGateways: [] })],
    [
      'the NAT gateway’s own subnet does not show',
      (s) => ({ ...s, subnets: s.subnets.filter(({ tags }) => tags.Name !== 'front') }),
    ],
  ])('is unknown where %s', (_, misread) => {
    expect(classOf((g) => g.route('0.0.0.0/0', g.nat.id), misread)).toBe('unknown');
  });

  it('is unknown where a route’s list was not read, unless it is a gateway endpoint’s', () => {
    const dark = (s: Snapshot): Snapshot => ({
      ...s,
      prefixLists: s.prefixLists.map((list) => ({ ...list, cidrs: null })),
    });
    expect(classOf((g) => g.route('pl-any', g.nat.id), dark)).toBe('unknown');
    expect(classOf((g) => g.b.gatewayEndpoint(g.b.world.vpcs[0]!, 's3', [g.b.tableOf(g.subnet)]), dark)).toBe(
      'isolated',
    );
  });

  it('says which table decided, and that it is the main one', () => {
    const g = ground();
    g.b.tableOf(g.subnet).associations = [];
    const snapshot = snapshotOf(g.b.world);
    const { because } = classify(snapshot, snapshot.subnets.find(({ id }) => id === g.subnet.id)!);
    expect(because).toBe(`${g.b.world.routeTables[0]!.id}, the VPC's main table has no default route`);
  });
});

describe('no way out', () => {
  it.each<readonly [SubnetClass, boolean]>([
    ['isolated', true],
    ['isolated-blackhole', true],
    ['nat-broken', true],
    ['peering-default', true],
    ['egress-only-v6', true],
    ['public', false],
    ['nat', false],
    ['transit', false],
    ['vpn', false],
    ['firewall', false],
    ['local-gateway', false],
    ['carrier', false],
    ['ipv6-only', false],
    ['unknown', false],
  ])('%s: %s', (subnetClass, expected) => {
    expect(hasNoEgress(subnetClass)).toBe(expected);
  });
});
