import type { AddressSet } from '../../discover/addresses/address-set.ts';
import type { Route, RouteTable } from '../../discover/entities/route-table.ts';
import { serviceFor, suffixOf } from '../../discover/entities/service.ts';
import { effectiveRouteTable } from '../../discover/routing/effective-route-table.ts';
import { type RoutedPart, routesFor, unknownLists } from '../../discover/routing/route-lookup.ts';
import { aws } from '../../remedy/command.ts';
import { type Cause, cause } from '../findings/cause.ts';
import type { Need } from '../need.ts';
import { answerPorts } from '../rules/answer-ports.ts';
import { egressBy, egressFilters } from '../rules/egress.ts';
import { gatewayEndpointBehind, gatewayEndpointOf, gatewayFilters, routeMissing } from '../rules/gateway-endpoint.ts';
import { destinationFlag, routeValues } from '../rules/route-values.ts';
import { INTERNET, subnetAcl } from '../rules/subnet-acl.ts';
import { taskGroup } from '../rules/task-group.ts';
import { endpointsShow, memoized, type SourceSubnet, type VpcContext, whyNotVisible } from '../vpc-context.ts';
import type { PacketPath } from './judge-path.ts';
import { blockingFilter, type PathFilter, unknownFilter } from './path-filter.ts';
import { type PublicAddresses, publicAddressesOf } from './public-addresses.ts';

/**
 * The way from a subnet to a service's public addresses: one segment per route that carries some of them, the longest
 * prefix first. S3's addresses may go to its gateway endpoint, to a NAT gateway, or in part to each.
 * @param missing why no interface endpoint answers; closes what no route carries
 */
export function pathToPublicAddresses(
  context: VpcContext,
  source: SourceSubnet,
  need: Need,
  missing: readonly Cause[],
): PacketPath {
  const side = memoized(context, `public side ${need.service}`, () => publicAddressesOf(context, need));
  const common = commonGates(context, source, need, side);
  const table = effectiveRouteTable(context.snapshot, source.subnet);
  if (table === undefined) {
    const routes = unknownFilter(side.addresses, [
      whyNotVisible(context, 'routeTables', `The route table of ${source.subnet.id}`),
    ]);
    return { segments: [{ far: side.addresses, filters: [routes, ...common(side.addresses)] }], notes: [] };
  }
  const parts = memoized(context, `parts ${table.id} ${need.service}`, () => partsOf(context, table, need, side));
  const paths = parts.map((part) => byRoute(context, source, need, table, part, missing));
  const unresolved = memoized(context, `opaque ${table.id} ${need.service}`, () =>
    unresolvedRoutes(context, table, side, parts),
  );
  return {
    segments: parts.map(({ addresses }, i) => ({
      far: addresses,
      isVague: need.type !== 'Gateway',
      filters: [...(paths[i]?.filters ?? []), ...unresolved, ...common(addresses)],
    })),
    notes: [
      ...paths.flatMap((path) => path.notes),
      ...answerPorts(context, source.subnet.id, false, side.addresses, INTERNET.cidr),
    ],
  };
}

/** What acts on every packet of the subnet, wherever its route leads. */
function commonGates(
  context: VpcContext,
  source: SourceSubnet,
  need: Need,
  side: PublicAddresses,
): (far: AddressSet) => PathFilter[] {
  const peerOption =
    side.prefixListId === undefined
      ? 'IpRanges=[{CidrIp=0.0.0.0/0}]'
      : `PrefixListIds=[{PrefixListId=${side.prefixListId}}]`;
  const name = side.prefixListId === undefined ? 'public addresses' : `${need.service} (${side.prefixListId})`;
  return (far) => [
    ...subnetAcl(context, source, far, INTERNET),
    ...taskGroup(context, { name, addresses: far, groupIds: [], prefixListId: side.prefixListId, peerOption }),
  ];
}

/**
 * Which route carries which of the addresses. Where the service's list could not be read, an emulator's perhaps, the
 * gateway endpoint's route is taken for the whole service: it has no other destination.
 */
function partsOf(context: VpcContext, table: RouteTable, need: Need, side: PublicAddresses): RoutedPart[] {
  const own = gatewayEndpointOf(context, table, need.service);
  if (side.unlistedCauses.length > 0 && own !== undefined) return [{ route: own, addresses: side.addresses }];
  return routesFor(table, context.index.prefixLists, side.addresses);
}

/** Routes that may take some of the addresses elsewhere, when either the route's list or the service's is not known. */
function unresolvedRoutes(
  context: VpcContext,
  table: RouteTable,
  side: PublicAddresses,
  parts: readonly RoutedPart[],
): PathFilter[] {
  const lists = unknownLists(table, context.index.prefixLists).filter(({ target }) => target.kind !== 'vpc-endpoint');
  const more = routesFor(table, context.index.prefixLists, side.addresses).filter(({ route }) => isSpecific(route));
  const byGateway = parts.some(({ route }) => route?.target.kind === 'vpc-endpoint');
  const vague = side.unlistedCauses.length > 0 && byGateway && more.length > 0 ? side.unlistedCauses : [];
  const unread = lists.map(({ destination }) =>
    whyNotVisible(context, 'prefixLists', `Prefix list ${destination.value}`),
  );
  return [...unread, ...vague].map((doubt) => unknownFilter(side.addresses, [doubt]));
}

/** No entry of a service's list is as wide as a default route, or as half of one. */
function isSpecific(route: Route | null): boolean {
  return route !== null && !/\/[01]$/.test(route.destination.value);
}

interface ByRoute {
  readonly filters: readonly PathFilter[];
  readonly notes: readonly Cause[];
}

function byRoute(
  context: VpcContext,
  source: SourceSubnet,
  need: Need,
  table: RouteTable,
  { route, addresses }: RoutedPart,
  missing: readonly Cause[],
): ByRoute {
  const { service } = need;
  const absent = need.type === 'Gateway' && endpointsShow(context) ? [routeMissing(context, table, need)] : missing;
  if (route === null) return { filters: [blockingFilter(absent)], notes: [] };
  const gateway = gatewayEndpointBehind(context, route, service);
  if (gateway !== undefined && route.state === 'active') {
    return { filters: gatewayFilters(context, source.subnet, gateway, service, addresses), notes: [] };
  }
  if (route.target.kind === 'vpc-endpoint' && route.destination.kind === 'prefix-list' && route.state === 'active') {
    const hidden = whyNotVisible(context, 'endpoints', `Gateway endpoint ${route.target.id}`);
    return { filters: [unknownFilter(addresses, [hidden])], notes: [] };
  }
  const egress = egressBy(context, source, table, route, addresses, service);
  const bypassed = bypass(context, table, route, service);
  const reasons = bypassed.length > 0 ? [] : absent;
  const charged = egress.is === 'through' && service === 's3' && route.target.kind !== 'internet-gateway';
  const cost = charged ? [layersThroughNat(context, table, route)] : [];
  return { filters: egressFilters(egress, addresses, reasons), notes: [...bypassed, ...cost] };
}

/** Worth knowing: what S3 sends is paid for by the gigabyte, and a gateway endpoint on the table would carry it free. */
function layersThroughNat(context: VpcContext, table: RouteTable, route: Route): Cause {
  const { snapshot, vpc, endpoints } = context;
  const gateway = endpoints.find(
    ({ type, service }) => type === 'Gateway' && suffixOf(snapshot.region, service) === 's3',
  );
  const name = serviceFor(snapshot, 's3', 'Gateway')?.name ?? `com.amazonaws.${snapshot.region}.s3`;
  const command =
    gateway === undefined
      ? aws('ec2 create-vpc-endpoint', {
          'vpc-id': vpc.id,
          'vpc-endpoint-type': 'Gateway',
          'service-name': name,
          'route-table-ids': table.id,
        })
      : aws('ec2 modify-vpc-endpoint', { 'vpc-endpoint-id': gateway.id, 'add-route-table-ids': table.id });
  const values = { table: table.id, target: route.target.id };
  return { ...cause('layers-through-nat', table.id, values), remedy: [command] };
}

/**
 * The table does have the gateway endpoint's route, but a more specific one takes some of the addresses
 * [aws-facts: route-precedence].
 */
function bypass(context: VpcContext, table: RouteTable, route: Route, service: string): Cause[] {
  const own = gatewayEndpointOf(context, table, service);
  if (own === undefined || own === route) return [];
  const values = { ...routeValues(table, route), service, gateway: own.target.id, flag: destinationFlag(route) };
  return [cause('s3-route-bypassed', table.id, values)];
}
