import fc from 'fast-check';
import type { Endpoint, Network, RouteTable, Subnet, World } from '../../src/sandbox/network/types.ts';
import { WorldBuilder } from '../../src/sandbox/worlds/builder.ts';

/** A generated world, and the groups that its tasks carry. */
export interface Scene {
  readonly world: World;
  readonly taskGroupIds: readonly string[] | undefined;
}

/** What a scene is made from: plain numbers and names, so that fast-check shrinks and prints it well. */
export type Recipe = ReturnType<typeof recipe> extends fc.Arbitrary<infer R> ? R : never;

const S3 = ['52.216.0.0/15', '54.231.0.0/16', '3.5.0.0/19'];
const INSIDE = [
  '10.0.0.0/16',
  '10.0.1.0/24',
  '10.0.1.0/25',
  '10.0.1.0/30',
  '10.0.2.0/24',
  '10.0.2.4/32',
  '10.0.3.0/26',
];
const OUTSIDE = ['52.216.0.0/15', '52.216.0.0/16', '3.5.0.0/19', '44.213.79.0/24', '44.213.79.128/25', '52.0.0.0/8'];
const WIDE = ['0.0.0.0/0', '0.0.0.0/1', '128.0.0.0/1', '10.0.0.0/8', '100.64.0.0/10'];

const POLICIES: readonly string[] = [
  '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}]}',
  statement('Allow', ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:GetAuthorizationToken'], '*'),
  statement('Allow', ['ecr:*'], 'arn:aws:ecr:us-east-1:111122223333:repository/*'),
  statement('Allow', ['s3:GetObject'], 'arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*'),
  statement('Allow', ['s3:*'], 'arn:aws:s3:::our-bucket/*'),
  statement('Allow', ['*'], '*', { AWS: 'arn:aws:iam::111122223333:root' }),
  statement('Allow', ['*'], '*', '*', { StringEquals: { 'aws:PrincipalOrgID': 'o-abc' } }),
  statement('Allow', ['*'], '*', '*', { StringEquals: { 'aws:PrincipalTag/team': 'web' } }),
  fenced('*', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abc' } }),
  fenced({ AWS: 'arn:aws:iam::111122223333:role/guest' }),
];

/** Everything is allowed, but denied to some. */
function fenced(principal: unknown, condition?: object): string {
  const denial = { Effect: 'Deny', Principal: principal, Action: '*', Resource: '*' };
  return JSON.stringify({
    Statement: [
      { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' },
      condition === undefined ? denial : { ...denial, Condition: condition },
    ],
  });
}

function statement(effect: string, action: string[], resource: string, principal: unknown = '*', condition?: unknown) {
  const conditions = condition === undefined ? {} : { Condition: condition };
  return JSON.stringify({
    Statement: [{ Effect: effect, Principal: principal, Action: action, Resource: resource, ...conditions }],
  });
}

/** DNS servers of one's own: in the first subnets, beside the NAT gateways, nowhere, in another network, beside AWS's. */
export const OWN_SERVERS: string[][] = [
  ['10.0.1.53'],
  ['10.0.2.53'],
  ['10.0.100.53'],
  ['10.0.2.53', '10.0.100.53'],
  ['10.0.0.53'],
  ['192.168.0.10'],
  ['52.216.0.10'],
  ['AmazonProvidedDNS', '10.0.2.53'],
];

/** Rare things by weight: most networks are mostly right, else nothing but the first fault would ever be met. */
const mostly = <T>(usual: T, ...others: T[]) =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: fc.constantFrom(...others) });

const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

const port = fc.constantFrom<[number, number]>(
  [443, 443],
  [0, 65535],
  [1024, 65535],
  [53, 53],
  [32768, 60999],
  [32768, 65535],
  [40000, 50000],
  [0, 1023],
);

const aclEntry = fc.record({
  number: fc.integer({ min: 1, max: 20 }),
  egress: fc.boolean(),
  action: fc.constantFrom<'allow' | 'deny'>('allow', 'deny'),
  protocol: fc.constantFrom('-1', '6', '6', '17'),
  cidr: fc.constantFrom(...WIDE, ...INSIDE, ...OUTSIDE),
  ports: port,
});

const groupRule = fc.record({
  egress: fc.boolean(),
  protocol: fc.constantFrom('tcp', 'tcp', '-1', 'udp'),
  ports: fc.constantFrom<[number, number]>([443, 443], [443, 443], [0, 65535], [53, 53]),
  peer: fc.constantFrom(...WIDE, ...INSIDE, ...OUTSIDE, 'group 0', 'group 1', 'group 2', 'list s3', 'list own'),
});

const exits = ['igw', 'nat 0', 'nat 1', 'tgw', 'pcx', 'vgw', 'eni', 'gwlb', 'dead'] as const;

const route = fc.record({
  destination: fc.constantFrom(
    '0.0.0.0/0',
    '0.0.0.0/0',
    '0.0.0.0/0',
    '0.0.0.0/1',
    '128.0.0.0/1',
    ...OUTSIDE,
    'list far',
  ),
  target: fc.constantFrom(...exits),
  propagated: fc.boolean(),
});

const endpoint = fc.record({
  there: mostly(true, false),
  state: mostly<Endpoint['state']>('available', 'pending', 'failed'),
  privateDns: mostly(true, false),
  subnets: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 3 }),
  groups: fc.uniqueArray(fc.nat(2), { minLength: 1, maxLength: 2 }),
  policy: mostly(0, 1, 2, 5, 6, 7, 8, 9),
});

function recipe() {
  return fc.record({
    dnsSupport: mostly(true, false),
    dnsHostnames: mostly(true, false),
    servers: mostly<string[]>(['AmazonProvidedDNS'], ['10.0.0.2'], ['169.254.169.253'], ...OWN_SERVERS, []),
    serverGroups: fc.uniqueArray(fc.nat(2), { maxLength: 2 }),
    blockMode: mostly<'off' | 'block-bidirectional' | 'block-ingress'>('off', 'block-bidirectional', 'block-ingress'),
    unblockedFront: fc.boolean(),
    subnets: fc.array(fc.record({ zone: fc.constantFrom('a', 'b', 'c'), table: fc.nat(2), acl: fc.nat(5) }), {
      minLength: 3,
      maxLength: 3,
    }),
    tables: fc.array(fc.array(route, { maxLength: 3 }), { minLength: 2, maxLength: 2 }),
    insideRoute: seldom(
      fc.record({
        destination: fc.constantFrom('10.0.2.0/24', '10.0.2.0/25', '10.0.3.0/26', '10.0.100.0/24'),
        target: fc.constantFrom('eni', 'dead'),
      }),
    ),
    front: fc.record({ exit: mostly('igw', 'none', 'dead', 'tgw'), gateway: fc.boolean(), acl: fc.nat(5) }),
    nats: fc.array(
      fc.record({
        state: mostly<'available' | 'failed' | 'deleted'>('available', 'failed', 'deleted'),
        connectivity: mostly<'public' | 'private'>('public', 'private'),
        regional: mostly(false, true),
      }),
      { minLength: 2, maxLength: 2 },
    ),
    instance: fc.record({ check: fc.boolean(), running: fc.boolean(), attached: mostly(true, false) }),
    acls: fc.array(fc.array(aclEntry, { maxLength: 6 }), { minLength: 2, maxLength: 2 }),
    groups: fc.array(fc.array(groupRule, { maxLength: 4 }), { minLength: 3, maxLength: 3 }),
    openGroups: mostly(true, false),
    taskGroups: seldom(fc.uniqueArray(fc.nat(2), { minLength: 1, maxLength: 2 })),
    ownList: fc.uniqueArray(fc.constantFrom(...INSIDE, ...OUTSIDE), { minLength: 1, maxLength: 3 }),
    farList: fc.uniqueArray(fc.constantFrom(...WIDE.slice(0, 3), ...OUTSIDE), { minLength: 1, maxLength: 3 }),
    api: endpoint,
    dkr: endpoint,
    s3: fc.record({
      tables: fc.uniqueArray(fc.nat(2), { maxLength: 3 }),
      state: mostly<Endpoint['state']>('available', 'failed'),
      policy: mostly(0, 3, 4, 5, 6, 7, 8, 9),
    }),
    s3Interface: seldom(fc.record({ endpoint, inboundOnly: fc.boolean() })),
  });
}

export const recipes = recipe();

/** One VPC with three subnets, a fourth for NAT gateways, and everything on the way that may go wrong. */
export function build(r: Recipe): Scene {
  const b = new WorldBuilder();
  const { world } = b;
  world.dhcpOptions[0]!.options['domain-name-servers'] = r.servers;
  const vpc = b.vpc('v', '10.0.0.0/16', {
    dnsSupport: r.dnsSupport,
    dnsHostnames: r.dnsHostnames,
    blockMode: r.blockMode,
  });
  const igw = b.internetGateway(vpc);
  for (const [name, cidrs] of [
    ['own', r.ownList],
    ['far', r.farList],
  ] as const) {
    world.prefixLists.push({ id: `pl-${name}`, name, ownerId: world.accountId, cidrs, tags: {} });
  }

  const main = world.routeTables[0]!;
  const tables = [main, ...r.tables.map((_, i) => b.table(vpc, `table-${i}`))];
  const cidrs = ['10.0.1.0/24', '10.0.2.0/24', '10.0.3.0/26'];
  const subnets = r.subnets.map(({ zone, table }, i) =>
    b.subnet(vpc, `s${i}`, cidrs[i]!, zone, { table: table === 0 ? 'main' : tables[table]! }),
  );
  const front = b.subnet(vpc, 'front', '10.0.100.0/24', 'a', r.unblockedFront ? { blockMode: 'off' } : {});
  const places = [...subnets, front];

  const nats = r.nats.map(({ state, connectivity, regional }, i) => {
    const nat = b.nat(front, `nat-${i}`, { state, connectivity });
    if (regional) delete nat.subnetId;
    return nat.id;
  });
  const device = natInstance(b, front, r.instance);
  const appliance = b.endpoint(vpc, 'logs', { privateDns: false });
  appliance.type = 'GatewayLoadBalancer';
  const targets: Record<string, string> = {
    igw: igw.id,
    'nat 0': nats[0]!,
    'nat 1': nats[1]!,
    tgw: 'tgw-1',
    pcx: 'pcx-1',
    vgw: 'vgw-1',
    eni: device,
    gwlb: appliance.id,
    dead: 'nat-gone',
  };
  const enter = (table: RouteTable, destination: string, target: string, propagated: boolean) => {
    const written = destination === 'list far' ? 'pl-far' : destination;
    if (table.routes.some((known) => known.destination === written)) return;
    const state = target === 'dead' ? 'blackhole' : 'active';
    const origin =
      propagated && target === 'vgw' && !written.startsWith('pl-') ? 'EnableVgwRoutePropagation' : 'CreateRoute';
    table.routes.push({ destination: written, target: targets[target]!, state, origin });
  };
  r.tables.forEach((routes, i) => {
    for (const { destination, target, propagated } of routes) enter(tables[i + 1]!, destination, target, propagated);
  });
  const frontTable = b.tableOf(front);
  if (r.front.exit !== 'none') enter(frontTable, '0.0.0.0/0', r.front.exit, false);
  const hosting = [r.api, r.dkr, ...(r.s3Interface === null ? [] : [r.s3Interface.endpoint])];
  // The walk follows the way there alone: no detours for the answers.
  const detour = hosting.some(({ subnets: hosts }) => hosts.some((i) => r.subnets[i]?.table === 0))
    ? null
    : r.insideRoute;
  if (detour !== null) enter(main, detour.destination, detour.target, false);

  acls(world, places, [...r.subnets.map(({ acl }) => acl), r.front.acl], r.acls, vpc.id);
  const groups = r.groups.map((_, i) => b.group(vpc, `g${i}`, r.openGroups ? [['tcp', 443, '10.0.0.0/16']] : []));
  const peers: Record<string, string> = { 'list s3': s3List(world), 'list own': 'pl-own' };
  groups.forEach(({ id }, i) => {
    peers[`group ${i}`] = id;
  });
  r.groups.forEach((rules, i) => {
    const group = groups[i]!;
    // Once a group says what it lets out, it lets out nothing else.
    if (rules.some(({ egress }) => egress)) group.rules = group.rules.filter(({ egress }) => !egress);
    for (const { egress, protocol, ports, peer } of rules) {
      group.rules.push(b.rule([protocol, protocol === '-1' ? -1 : ports, peers[peer] ?? peer], egress));
    }
  });

  for (const [host, ip] of [
    [subnets[0]!, '10.0.1.53'],
    [subnets[1]!, '10.0.2.53'],
    [front, '10.0.100.53'],
  ] as const) {
    dnsServer(
      b,
      host,
      ip,
      r.serverGroups.map((i) => groups[i]!.id),
    );
  }

  const interfaceEndpoint = (service: string, e: Recipe['api'], over: Partial<Endpoint> = {}) => {
    if (!e.there) return;
    b.endpoint(vpc, service, {
      state: e.state,
      privateDns: e.privateDns,
      policy: POLICIES[e.policy]!,
      subnets: e.subnets.map((i) => places[i]!),
      groups: e.groups.map((i) => groups[i]!),
      ...over,
    });
  };
  interfaceEndpoint('ecr.api', r.api);
  interfaceEndpoint('ecr.dkr', r.dkr);
  if (r.s3Interface !== null)
    interfaceEndpoint('s3', r.s3Interface.endpoint, { inboundResolverOnly: r.s3Interface.inboundOnly });
  const gatewayTables = [...r.s3.tables.map((i) => tables[i]!), ...(r.front.gateway ? [frontTable] : [])];
  if (gatewayTables.length > 0) {
    b.gatewayEndpoint(vpc, 's3', gatewayTables, { state: r.s3.state, policy: POLICIES[r.s3.policy]! });
  }
  return { world, taskGroupIds: r.taskGroups === null ? undefined : r.taskGroups.map((i) => groups[i]!.id) };
}

function dnsServer(b: WorldBuilder, host: Subnet, ip: string, groupIds: string[]): void {
  b.world.interfaces.push({
    id: b.ids.next('eni'),
    vpcId: host.vpcId,
    subnetId: host.id,
    ownerId: host.ownerId,
    ip,
    groupIds,
    description: '',
    type: 'interface',
    status: 'in-use',
    requesterManaged: false,
    sourceDestCheck: true,
    tags: {},
  });
}

function natInstance(b: WorldBuilder, host: Subnet, { check, running, attached }: Recipe['instance']): string {
  const id = b.ids.next('eni');
  b.world.interfaces.push({
    id,
    vpcId: host.vpcId,
    subnetId: host.id,
    ownerId: host.ownerId,
    ip: '10.0.100.200',
    publicIp: '203.0.113.99',
    groupIds: [],
    description: '',
    type: 'interface',
    status: attached ? 'in-use' : 'available',
    requesterManaged: false,
    sourceDestCheck: check,
    ...(attached ? { instanceId: 'i-1' } : {}),
    tags: {},
  });
  if (attached) {
    b.world.instances.push({
      id: 'i-1',
      vpcId: host.vpcId,
      subnetId: host.id,
      state: running ? 'running' : 'stopped',
      sourceDestCheck: check,
      interfaceId: id,
      tags: {},
    });
  }
  return id;
}

/** Gives subnets one of the custom network ACLs, where their number names one; numbers beyond keep the default ACL. */
function acls(
  world: Network,
  subnets: readonly Subnet[],
  chosen: readonly number[],
  entries: Recipe['acls'],
  vpcId: string,
): void {
  const standard = world.networkAcls[0]!;
  entries.forEach((rules, i) => {
    const subnetIds = subnets.filter((_, j) => chosen[j] === i).map(({ id }) => id);
    standard.subnetIds = standard.subnetIds.filter((id) => !subnetIds.includes(id));
    const numbered = new Map(rules.map((rule) => [`${rule.egress} ${rule.number}`, rule]));
    world.networkAcls.push({
      id: `acl-${i}`,
      vpcId,
      ownerId: standard.ownerId,
      isDefault: false,
      subnetIds,
      entries: [
        ...[...numbered.values()].map(({ ports, ...rule }) => (rule.protocol === '-1' ? rule : { ...rule, ports })),
        // The bulk of real ACLs ends with rules that let HTTPS and answers through.
        ...[false, true].map((egress) => ({
          number: 100,
          egress,
          protocol: '-1',
          action: 'allow' as const,
          cidr: i === 0 ? '0.0.0.0/0' : '10.0.0.0/16',
        })),
      ],
      tags: {},
    });
  });
}

function s3List(world: Network): string {
  return world.prefixLists.find(({ cidrs }) => cidrs[0] === S3[0])!.id;
}
