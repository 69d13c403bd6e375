import { type AddressSet, addressesOf, difference, formatAddressSet } from '../../discover/addresses/address-set.ts';
import type { Endpoint } from '../../discover/entities/endpoint.ts';
import type { NetworkInterface } from '../../discover/entities/network-interface.ts';
import type { Route, RouteTable } from '../../discover/entities/route-table.ts';
import { suffixOf } from '../../discover/entities/service.ts';
import { TO_OTHER_NETWORKS } from '../../discover/names/leads-elsewhere.ts';
import { effectiveRouteTable } from '../../discover/routing/effective-route-table.ts';
import { routesFor, unknownLists } from '../../discover/routing/route-lookup.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { type Cause, cause } from '../findings/cause.ts';
import type { RemoteTarget } from '../names/name-resolution.ts';
import { endpointIdIn } from '../names/private-answers.ts';
import { endpointAcl } from '../rules/endpoint-acl.ts';
import { endpointGroup } from '../rules/endpoint-group.ts';
import { endpointPolicy } from '../rules/endpoint-policy.ts';
import { subnetAcl } from '../rules/subnet-acl.ts';
import { taskGroup } from '../rules/task-group.ts';
import { memoized, type SourceSubnet, type VpcContext, vpcContextOf, whyNotVisible } from '../vpc-context.ts';
import type { PacketPath, PathSegment } from './judge-path.ts';
import { blockingFilter, type PathFilter, unknownFilter } from './path-filter.ts';
import { type Crossing, throughTransitGateway } from './transit.ts';

/** No task carries it, so that a rule which names a group admits nobody. */
const NO_GROUP = ['none'];

/**
 * The way from a subnet to an endpoint of another VPC, there and back, as far as the accounts that were read show it
 * [aws-facts: hub-path, peering-endpoints].
 */
export function pathToRemote(
  context: VpcContext,
  source: SourceSubnet,
  remote: RemoteTarget,
  service: string,
): PacketPath {
  const table = effectiveRouteTable(context.snapshot, source.subnet);
  if (table === undefined) {
    const why = whyNotVisible(context, 'routeTables', `The route table of ${source.subnet.id}`);
    return one(source.addresses, unknownFilter(source.addresses, [why]));
  }
  const located = locate(context, remote, service);
  if (located !== null && located.cards.length > 0)
    return {
      segments: located.cards.map((card) => segmentTo({ context, source, table, remote, service }, located, card)),
      notes: [],
    };
  const route = routeOut(context, table, remote);
  if (route === undefined) return one(source.addresses, blockingFilter([noRoute(context, table, remote)]));
  const far = elsewhere(context);
  return one(far, unknownFilter(far, [notReadable(table, route, remote)]));
}

function one(far: AddressSet, filter: PathFilter): PacketPath {
  return { segments: [{ far, filters: [filter] }], notes: [] };
}

/** An endpoint in a VPC of which everything was read. */
interface Located {
  readonly hub: VpcContext;
  readonly endpoint: Endpoint;
  readonly cards: readonly NetworkInterface[];
}

function locate(context: VpcContext, remote: RemoteTarget, service: string): Located | null {
  for (const snapshot of context.snapshot.hubs ?? []) {
    const at = (id: string) => contextIn(context, snapshot, id);
    const endpoint = snapshot.endpoints.find(
      (each) =>
        each.id === (remote.endpoint?.id ?? endpointIdIn(remote.target)) ||
        hasAddress(snapshot, each, remote.addresses),
    );
    const hub = endpoint === undefined ? undefined : at(endpoint.vpcId);
    if (endpoint === undefined || hub === undefined || suffixOf(snapshot.region, endpoint.service) !== service)
      continue;
    const cards = endpoint.networkInterfaceIds.flatMap((id) => hub.index.networkInterfaces.get(id) ?? []);
    // An interface that was not read may have any address.
    if (cards.length < endpoint.networkInterfaceIds.length) continue;
    const only = remote.addresses;
    return {
      hub,
      endpoint,
      cards: only.length === 0 ? cards : cards.filter(({ addresses }) => addresses.some((each) => only.includes(each))),
    };
  }
  return null;
}

function hasAddress(
  { networkInterfaces }: Snapshot,
  { networkInterfaceIds }: Endpoint,
  wanted: readonly string[],
): boolean {
  return networkInterfaces.some(
    ({ id, addresses }) => networkInterfaceIds.includes(id) && addresses.some((each) => wanted.includes(each)),
  );
}

function contextIn(context: VpcContext, snapshot: Snapshot, vpcId: string): VpcContext | undefined {
  return memoized(context, `hub ${vpcId}`, () => {
    const vpc = snapshot.vpcs.find(({ id }) => id === vpcId);
    return vpc === undefined ? undefined : vpcContextOf(snapshot, vpc, { groupIds: NO_GROUP });
  });
}

interface Way {
  readonly context: VpcContext;
  readonly source: SourceSubnet;
  readonly table: RouteTable;
  readonly remote: RemoteTarget;
  readonly service: string;
}

function segmentTo(way: Way, { hub, endpoint }: Located, card: NetworkInterface): PathSegment {
  const { context, source, table, remote, service } = way;
  const [address = ''] = card.addresses;
  const far = addressesOf([address]);
  const host = hub.index.subnets.get(card.subnetId);
  const parts = routesFor(table, context.index.prefixLists, far);
  const route = parts[0]?.route ?? null;
  const own = [
    ...subnetAcl(context, source, far, { name: endpoint.id, cidr: host?.cidrBlock ?? `${address}/32` }),
    ...taskGroup(context, {
      name: endpoint.id,
      addresses: far,
      groupIds: NO_GROUP,
      peerOption: `IpRanges=[{CidrIp=${address}/32}]`,
    }),
  ];
  if (unknownLists(table, context.index.prefixLists).length > 0 || host === undefined)
    return { far, filters: [...own, unknownFilter(far, [notReadable(table, route, remote)])] };
  if (route === null || route.state !== 'active') {
    const values = { host: remote.host, target: `${endpoint.id} (${address})`, table: table.id };
    return {
      far,
      filters: [
        blockingFilter([
          cause('hub-route-missing', table.id, { ...values, destination: host.cidrBlock ?? `${address}/32` }),
        ]),
      ],
    };
  }
  const crossing: Crossing = { context, source, hub, host, far, address };
  const crossed = cross(crossing, way, route);
  return {
    far,
    filters: [
      ...own,
      ...crossed,
      ...wayBack(crossing, route),
      ...endpointAcl(hub, source, host.id),
      admittedByCidr(hub, source, endpoint),
      ...endpointPolicy(hub, endpoint, service, far),
    ],
  };
}

function cross(crossing: Crossing, { table, remote }: Way, route: Route): PathFilter[] {
  const { context, hub, far } = crossing;
  const { kind, id } = route.target;
  if (kind === 'transit-gateway') return throughTransitGateway(crossing, id);
  if (kind !== 'peering') return [unknownFilter(far, [notReadable(table, route, remote)])];
  const found = context.snapshot.connections?.peerings.find((each) => each.id === id);
  if (found === undefined) return [unknownFilter(far, [notReadable(table, route, remote)])];
  const values = { table: table.id, target: formatAddressSet(far), peering: id };
  if (found.state !== 'active')
    return [blockingFilter([cause('peering-not-active', table.id, { ...values, reason: `is ${found.state}` })])];
  return found.vpcIds.includes(hub.vpc.id)
    ? []
    : [
        blockingFilter([
          cause('peering-not-active', table.id, { ...values, reason: `does not connect ${hub.vpc.id}` }),
        ]),
      ];
}

/** The route from the endpoint's subnet to the tasks: it must lead where the packets came from. */
function wayBack({ source, hub, host, far }: Crossing, { target }: Route): PathFilter[] {
  const table = effectiveRouteTable(hub.snapshot, host);
  if (table === undefined)
    return [unknownFilter(far, [whyNotVisible(hub, 'routeTables', `The route table of ${host.id}`)])];
  const parts = routesFor(table, hub.index.prefixLists, source.addresses);
  if (parts.every(({ route }) => route?.state === 'active' && route.target.id === target.id)) return [];
  const option = target.kind === 'peering' ? 'vpc-peering-connection-id' : 'transit-gateway-id';
  const values = {
    table: table.id,
    other: hub.vpc.id,
    owner: hub.vpc.ownerId,
    cidr: source.cidr,
    via: target.id,
    option,
  };
  return [blockingFilter([cause('hub-return-route-missing', table.id, values)])];
}

function admittedByCidr(hub: VpcContext, source: SourceSubnet, endpoint: Endpoint): PathFilter {
  const group = endpointGroup(hub, source, endpoint);
  if (!group.stops.some(({ name }) => name === 'endpoint-group-shuts-out')) return group;
  const values = { groups: endpoint.groupIds.join(', '), group: endpoint.groupIds[0] ?? '', endpoint: endpoint.id };
  return {
    ...group,
    stops: [cause('hub-group-shuts-out', endpoint.id, { ...values, owner: endpoint.ownerId, cidr: source.cidr })],
  };
}

/** Every address that is not of the VPC. */
function elsewhere({ vpc }: VpcContext): AddressSet {
  return difference(addressesOf(['0.0.0.0/0']), addressesOf(vpc.cidrBlocks));
}

/** A route that may lead to the endpoint: to its addresses where they are known, else into any other network. */
function routeOut({ index }: VpcContext, table: RouteTable, { addresses }: RemoteTarget): Route | undefined {
  const leads = ({ state, target }: Route) => state === 'active' && TO_OTHER_NETWORKS.has(target.kind);
  if (addresses.length === 0 || unknownLists(table, index.prefixLists).length > 0) return table.routes.find(leads);
  const parts = routesFor(table, index.prefixLists, addressesOf(addresses));
  return parts.map(({ route }) => route).find((route) => route !== null && leads(route)) ?? undefined;
}

/** Where nothing leads out of the VPC, an endpoint that the account does not have is as good as gone. */
function noRoute(
  { snapshot }: VpcContext,
  table: RouteTable,
  { zone, host, target, endpoint, addresses }: RemoteTarget,
): Cause {
  if (endpoint === null && addresses.length === 0 && zone !== null) {
    const reason = `account ${snapshot.caller.account} has no such endpoint in ${snapshot.region}; no route of ${table.id} leads to another network`;
    const { name, id, owner } = zone;
    return cause('zone-target-gone', id, { zone: name, zoneId: id, owner, host, target, reason, record: host });
  }
  const destination = addresses[0] === undefined ? 'CIDR_OF_THE_OTHER_VPC' : `${addresses[0]}/32`;
  return cause('hub-route-missing', table.id, { host, target, table: table.id, destination });
}

function notReadable(table: RouteTable, route: Route | null, { zone, host, target, endpoint }: RemoteTarget): Cause {
  return cause('hub-not-readable', zone?.id ?? endpoint?.id ?? target, {
    host,
    target,
    table: table.id,
    destination: route?.destination.value ?? 'nothing',
    via: route?.target.id ?? 'nothing',
    endpoint: endpointIdIn(target) ?? 'ENDPOINT_ID',
  });
}
