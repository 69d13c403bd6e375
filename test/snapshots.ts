import { suffixOf } from '../src/discover/entities/service.ts';
import { namesOfService } from '../src/discover/names/service-hosts.ts';
import type { Snapshot } from '../src/discover/snapshot.ts';
import { freeAddresses } from '../src/sandbox/network/endpoint.ts';
import { holds, numberOf, rangeOf } from '../src/sandbox/network/ipv4.ts';
import type * as names from '../src/sandbox/network/names.ts';
import { idOfZone, ownerOfZone } from '../src/sandbox/network/names.ts';
import type * as sandbox from '../src/sandbox/network/types.ts';
import type { World } from '../src/sandbox/network/types.ts';

/**
 * What reading a simulated account would give, without asking it: a world of the sandbox as a snapshot with everything
 * in it. `world-snapshot.test.ts` holds it against the real reads. For what no account shows (a refused read, a list
 * without entries) change the result: `{ ...snapshotOf(world), unread: [...] }`.
 */
export function snapshotOf(world: World): Snapshot {
  const snapshot: Snapshot = {
    caller: {
      account: world.accountId,
      arn: world.callerArn,
      partition: world.callerArn.split(':')[1] ?? 'aws',
    },
    region: world.region,
    zones: world.zones.map(({ name, id, type }) => ({ name, id, type })),
    vpcs: world.vpcs.map(vpc),
    subnets: world.subnets.map((each) => subnet(world, each)),
    routeTables: world.routeTables.map(routeTable),
    natGateways: world.natGateways.map(natGateway),
    networkAcls: world.networkAcls.map(networkAcl),
    securityGroups: world.securityGroups.map(securityGroup),
    networkInterfaces: world.interfaces.map(networkInterface),
    endpoints: world.endpoints.map(endpoint),
    endpointServices: world.services.map(service),
    dhcpOptions: world.dhcpOptions.map(({ id, options }) => ({ id, dnsServers: options['domain-name-servers'] ?? [] })),
    dnsAttributes: world.vpcs.map(({ id, dnsSupport, dnsHostnames }) => ({
      vpcId: id,
      support: dnsSupport,
      hostnames: dnsHostnames,
    })),
    prefixLists: world.prefixLists.map(({ id, name, cidrs }) => ({ id, name, cidrs: [...cidrs] })),
    names: [],
    detailed: world.vpcs.map(({ id }) => id),
    unread: [],
  };
  const services = [...new Set(world.services.map(({ name }) => suffixOf(world.region, name)))];
  const hosts = services.flatMap((name) => namesOfService(snapshot, name).hosts);
  return { ...snapshot, names: world.vpcs.map(({ id }) => ({ ...namesOf(world, id), hosts })) };
}

/** The same with a hub's account read beside, as `--hub-role-arn` does: its zones, its VPC and how they are connected. */
export function snapshotWithHub(world: World): Snapshot {
  const [hub] = world.otherAccounts;
  const own = snapshotOf(world);
  if (hub === undefined) return own;
  const owned = new Map(
    hub.privateZones.filter((each) => ownerOfZone(each) === hub.accountId).map((each) => [idOfZone(each), each]),
  );
  const names = own.names.map((each) => ({
    ...each,
    zones: (each.zones ?? []).map((zone) => {
      const found = owned.get(zone.id);
      return found === undefined
        ? zone
        : { ...zone, records: (found.records ?? []).map(recordOf), publicFallback: false };
    }),
  }));
  const connections = {
    attachments: world.transitGateways.flatMap(({ id, ownerId, attachments }) =>
      attachments.map(({ tableId = null, ownerId: owner, ...each }) => ({
        ...each,
        gatewayId: id,
        gatewayOwner: ownerId,
        owner,
        tableId,
      })),
    ),
    tables: world.transitGateways
      .flatMap(({ tables }) => tables)
      .map(({ id, routes }) => ({
        id,
        routes: routes.map(({ cidr, attachmentId = null, type }) => ({
          cidr,
          attachmentId,
          isStatic: type === 'static',
        })),
      })),
    peerings: world.peerings.map(({ id, state, requester, accepter }) => ({
      id,
      state,
      vpcIds: [requester.vpcId, accepter.vpcId],
    })),
  };
  return { ...own, names, hubs: [snapshotOf(hub)], connections };
}

/** What Route 53 tells the account: zones that it owns with their records, others by name. */
function namesOf(world: World, vpcId: string): Of<'names'> {
  const profiles = world.profiles.filter(({ vpcIds }) => vpcIds.includes(vpcId));
  const zone = (each: names.PrivateZone, profileId: string | null): ZoneOf => {
    const isOwn = ownerOfZone(each) === world.accountId;
    return {
      id: idOfZone(each),
      name: profileId !== null && !isOwn ? '' : each.domain,
      owner: ownerOfZone(each),
      isManaged: false,
      records: isOwn ? (each.records ?? []).map(recordOf) : null,
      publicFallback: isOwn ? (each.publicFallback ?? false) : null,
      profileId,
    };
  };
  const rule = ({ vpcIds: _, ownerId, ...each }: names.ResolverRule, profileId: string | null): RuleOf => ({
    ...each,
    owner: ownerId,
    profileId,
  });
  const zones = [
    ...world.privateZones.filter(({ vpcIds }) => vpcIds.includes(vpcId)).map((each) => zone(each, null)),
    ...profiles.flatMap((profile) => profile.zones.map((each) => zone(each, profile.id))),
  ];
  const rules = [
    ...world.resolverRules.filter(({ vpcIds }) => vpcIds.includes(vpcId)).map((each) => rule(each, null)),
    ...profiles.flatMap((profile) => profile.rules.map((each) => rule(each, profile.id))),
  ];
  const { cidrs } = world.vpcs.find(({ id }) => id === vpcId)!;
  const named = [
    ...zones.flatMap(({ records }) => records ?? []).flatMap(({ type, values }) => (type === 'A' ? values : [])),
    ...rules.flatMap(({ targets }) => targets),
  ];
  const isDead = (ip: string) =>
    cidrs.some((cidr) => holds(cidr, numberOf(ip)) && numberOf(ip) !== rangeOf(cidr).first + 2) &&
    !world.interfaces.some((each) => each.vpcId === vpcId && each.ip === ip);
  return {
    vpcId,
    hosts: [],
    zones,
    rules,
    profileIds: profiles.map(({ id }) => id),
    profileEndpointIds: profiles.flatMap(({ endpoints }) => endpoints.map(({ id }) => id)),
    deadAddresses: [...new Set(named)].filter(isDead),
  };
}

type ZoneOf = NonNullable<Of<'names'>['zones']>[number];
type RuleOf = NonNullable<Of<'names'>['rules']>[number];

function recordOf({ name, type, values = [], alias }: names.ZoneRecord): NonNullable<ZoneOf['records']>[number] {
  return { name, type, values: [...values], aliasOf: alias?.dnsName ?? null, aliasZoneId: alias?.zoneId ?? null };
}

type Of<K extends keyof Snapshot> = Snapshot[K] extends readonly (infer T)[] ? T : never;

function vpc({ id, ownerId, isDefault, cidrs, ipv6Cidr, dhcpOptionsId, blockMode, tags }: sandbox.Vpc): Of<'vpcs'> {
  return {
    id,
    ownerId,
    isDefault,
    cidrBlocks: [...cidrs],
    ipv6CidrBlocks: ipv6Cidr === undefined ? [] : [ipv6Cidr],
    dhcpOptionsId,
    publicAccessBlock: blockMode,
    tags: { ...tags },
  };
}

function subnet(world: World, each: sandbox.Subnet): Of<'subnets'> {
  return {
    id: each.id,
    vpcId: each.vpcId,
    ownerId: each.ownerId,
    cidrBlock: each.cidr === '' ? null : each.cidr,
    ipv6CidrBlocks: each.ipv6Cidr === undefined ? [] : [each.ipv6Cidr],
    zoneName: each.zone,
    zoneId: world.zones.find(({ name }) => name === each.zone)?.id ?? '',
    freeAddresses: freeAddresses(world, each),
    ipv6Only: each.ipv6Native,
    outpostArn: each.outpostArn ?? null,
    publicAccessBlock: each.blockMode,
    tags: { ...each.tags },
  };
}

const TARGETS: readonly (readonly [string, Of<'routeTables'>['routes'][number]['target']['kind']])[] = [
  ['local', 'local'],
  ['igw-', 'internet-gateway'],
  ['nat-', 'nat-gateway'],
  ['tgw-', 'transit-gateway'],
  ['pcx-', 'peering'],
  ['vgw-', 'vpn-gateway'],
  ['vpce-', 'vpc-endpoint'],
  ['eigw-', 'egress-only-gateway'],
  ['lgw-', 'local-gateway'],
  ['cagw-', 'carrier-gateway'],
  ['eni-', 'network-interface'],
  ['i-', 'network-interface'],
  ['arn:', 'core-network'],
];

function routeTable({ id, vpcId, associations, routes, tags }: sandbox.RouteTable): Of<'routeTables'> {
  const live = associations.filter(({ state }) => state === 'associated');
  return {
    id,
    vpcId,
    main: live.some(({ main }) => main),
    subnetIds: live.flatMap(({ subnetId }) => subnetId ?? []),
    routes: routes.map(({ destination, target, state, origin }) => ({
      destination: {
        kind: destination.startsWith('pl-') ? 'prefix-list' : destination.includes(':') ? 'ipv6' : 'ipv4',
        value: destination,
      },
      target: { kind: TARGETS.find(([prefix]) => target.startsWith(prefix))?.[1] ?? 'other', id: target },
      state,
      propagated: origin === 'EnableVgwRoutePropagation' || origin === 'Advertisement',
    })),
    tags: { ...tags },
  };
}

function natGateway({ id, vpcId, subnetId, state, connectivity }: sandbox.NatGateway): Of<'natGateways'> {
  return { id, vpcId, subnetId: subnetId ?? null, state, connectivity };
}

const PROTOCOLS: Readonly<Record<string, string>> = { '-1': 'all', '6': 'tcp', '17': 'udp' };

function networkAcl({ id, vpcId, isDefault, subnetIds, entries }: sandbox.NetworkAcl): Of<'networkAcls'> {
  return {
    id,
    vpcId,
    isDefault,
    subnetIds: [...subnetIds],
    entries: entries
      .map(({ number, egress, protocol, action, cidr, ports }) => ({
        number,
        egress,
        allow: action === 'allow',
        protocol: PROTOCOLS[protocol] ?? protocol,
        fromPort: ports?.[0] ?? null,
        toPort: ports?.[1] ?? null,
        cidr,
      }))
      .sort((a, b) => a.number - b.number),
  };
}

function securityGroup(group: sandbox.SecurityGroup): Of<'securityGroups'> {
  const { id, vpcId, ownerId, name, description, rules, tags } = group;
  return {
    id,
    vpcId,
    ownerId,
    name,
    description,
    ingress: rules.filter(({ egress }) => !egress).map(groupRule),
    egress: rules.filter(({ egress }) => egress).map(groupRule),
    tags: { ...tags },
  };
}

function groupRule({
  protocol,
  fromPort,
  toPort,
  peer,
  description,
}: sandbox.Rule): Of<'securityGroups'>['ingress'][number] {
  const kind = peer.startsWith('pl-')
    ? 'prefix-list'
    : peer.startsWith('sg-')
      ? 'group'
      : peer.includes(':')
        ? 'ipv6'
        : 'ipv4';
  const all = protocol === '-1';
  return {
    protocol: all ? 'all' : protocol,
    fromPort: all ? null : fromPort,
    toPort: all ? null : toPort,
    peer: { kind, value: peer },
    description: description ?? null,
  };
}

function networkInterface(each: sandbox.NetworkInterface): Of<'networkInterfaces'> {
  return {
    id: each.id,
    vpcId: each.vpcId,
    subnetId: each.subnetId,
    type: each.type,
    description: each.description,
    status: each.status,
    addresses: [each.ip],
    publicAddress: each.publicIp ?? null,
    groupIds: [...each.groupIds],
    sourceDestCheck: each.sourceDestCheck,
  };
}

function endpoint(each: sandbox.Endpoint): Of<'endpoints'> {
  return {
    id: each.id,
    vpcId: each.vpcId,
    ownerId: each.ownerId,
    service: each.serviceName,
    type: each.type,
    state: each.state.toLowerCase(),
    failure: each.lastError?.message ?? null,
    requesterManaged: each.requesterManaged,
    subnetIds: [...each.subnetIds],
    groupIds: [...each.groupIds],
    routeTableIds: [...each.routeTableIds],
    networkInterfaceIds: [...each.interfaceIds],
    privateDns: each.privateDns,
    inboundResolverOnly: each.inboundResolverOnly,
    ipAddressType: each.ipAddressType,
    createdAt: new Date(each.createdAt).toISOString(),
    dnsNames: [],
    privateZoneIds: [],
    policy: each.policy,
    tags: { ...each.tags },
  };
}

function service({
  name,
  type,
  owner,
  zones,
  privateDnsNames,
  ipAddressTypes,
}: sandbox.EndpointService): Of<'endpointServices'> {
  return {
    name,
    type,
    owner,
    zoneNames: [...zones],
    privateDnsNames: [...privateDnsNames],
    ipAddressTypes: [...ipAddressTypes],
  };
}
