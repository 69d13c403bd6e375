import type { AddressSet } from '../discover/address-set.ts';
import { effectiveRouteTable } from '../discover/effective-route-table.ts';
import { type RoutedPart, routed, unknownLists } from '../discover/route-lookup.ts';
import type { Route, RouteTable } from '../discover/route-table.ts';
import { type Cause, cause } from './cause.ts';
import { type Context, endpointsShow, type Home, once, unseen } from './context.ts';
import { type Gate, passesNone, undecided } from './gate.ts';
import type { Need } from './need.ts';
import { type PublicSide, publicSideOf } from './public-side.ts';
import { answerPorts } from './rules/answer-ports.ts';
import { exitBy, exitGates } from './rules/exit.ts';
import { gatewayBehind, gatewayGates, gatewayOf, routeMissing } from './rules/gateway-endpoint.ts';
import { destinationFlag, routeValues } from './rules/route-values.ts';
import { INTERNET, subnetAcl } from './rules/subnet-acl.ts';
import { taskGroup } from './rules/task-group.ts';
import type { Way } from './way.ts';

/**
 * The way from a subnet to a service's public addresses: one leg per route that carries some of them, the longest prefix
 * first. S3's addresses may go to its gateway endpoint, to a NAT gateway, or in part to each.
 * @param missing why no interface endpoint answers; closes what no route carries
 */
export function publicWay(context: Context, home: Home, need: Need, missing: readonly Cause[]): Way {
  const side = once(context, `public side ${need.service}`, () => publicSideOf(context, need));
  const common = commonGates(context, home, need, side);
  const table = effectiveRouteTable(context.snapshot, home.subnet);
  if (table === undefined) {
    const routes = undecided(side.addresses, [unseen(context, 'routeTables', `The route table of ${home.subnet.id}`)]);
    return { legs: [{ far: side.addresses, gates: [routes, ...common(side.addresses)] }], notes: [] };
  }
  const parts = once(context, `parts ${table.id} ${need.service}`, () => partsOf(context, table, need, side));
  const ways = parts.map((part) => byRoute(context, home, need, table, part, missing));
  const opaque = once(context, `opaque ${table.id} ${need.service}`, () => opaqueRoutes(context, table, side, parts));
  return {
    legs: parts.map(({ addresses }, i) => ({
      far: addresses,
      gates: [...(ways[i]?.gates ?? []), ...opaque, ...common(addresses)],
    })),
    notes: [
      ...ways.flatMap((way) => way.notes),
      ...answerPorts(context, home.subnet.id, false, side.addresses, INTERNET.cidr),
    ],
  };
}

/** What acts on every packet of the subnet, wherever its route leads. */
function commonGates(context: Context, home: Home, need: Need, side: PublicSide): (far: AddressSet) => Gate[] {
  const peerOption =
    side.prefixListId === undefined
      ? 'IpRanges=[{CidrIp=0.0.0.0/0}]'
      : `PrefixListIds=[{PrefixListId=${side.prefixListId}}]`;
  const name = side.prefixListId === undefined ? 'public addresses' : `${need.service} (${side.prefixListId})`;
  return (far) => [
    ...subnetAcl(context, home, far, INTERNET),
    ...taskGroup(context, { name, addresses: far, groupIds: [], prefixListId: side.prefixListId, peerOption }),
  ];
}

/**
 * Which route carries which of the addresses. Where the service's list could not be read, an emulator's perhaps, the
 * gateway endpoint's route is taken for the whole service: it has no other destination.
 */
function partsOf(context: Context, table: RouteTable, need: Need, side: PublicSide): RoutedPart[] {
  const own = gatewayOf(context, table, need.service);
  if (side.vague.length > 0 && own !== undefined) return [{ route: own, addresses: side.addresses }];
  return routed(table, context.index.prefixLists, side.addresses);
}

/** Routes that may take some of the addresses elsewhere, when either the route's list or the service's is not known. */
function opaqueRoutes(context: Context, table: RouteTable, side: PublicSide, parts: readonly RoutedPart[]): Gate[] {
  const lists = unknownLists(table, context.index.prefixLists).filter(({ target }) => target.kind !== 'vpc-endpoint');
  const more = routed(table, context.index.prefixLists, side.addresses).filter(({ route }) => isSpecific(route));
  const byGateway = parts.some(({ route }) => route?.target.kind === 'vpc-endpoint');
  const vague = side.vague.length > 0 && byGateway && more.length > 0 ? side.vague : [];
  const unread = lists.map(({ destination }) => unseen(context, 'prefixLists', `Prefix list ${destination.value}`));
  return [...unread, ...vague].map((doubt) => undecided(side.addresses, [doubt]));
}

/** No entry of a service's list is as wide as a default route, or as half of one. */
function isSpecific(route: Route | null): boolean {
  return route !== null && !/\/[01]$/.test(route.destination.value);
}

interface ByRoute {
  readonly gates: readonly Gate[];
  readonly notes: readonly Cause[];
}

function byRoute(
  context: Context,
  home: Home,
  need: Need,
  table: RouteTable,
  { route, addresses }: RoutedPart,
  missing: readonly Cause[],
): ByRoute {
  const { service } = need;
  const absent = need.type === 'Gateway' && endpointsShow(context) ? [routeMissing(context, table, need)] : missing;
  if (route === null) return { gates: [passesNone(absent)], notes: [] };
  const gateway = gatewayBehind(context, route, service);
  if (gateway !== undefined && route.state === 'active') {
    return { gates: gatewayGates(context, home.subnet, gateway, service, addresses), notes: [] };
  }
  if (route.target.kind === 'vpc-endpoint' && route.destination.kind === 'prefix-list' && route.state === 'active') {
    const hidden = unseen(context, 'endpoints', `Gateway endpoint ${route.target.id}`);
    return { gates: [undecided(addresses, [hidden])], notes: [] };
  }
  const exit = exitBy(context, home, table, route, addresses, service);
  const bypassed = bypass(context, table, route, service);
  const reasons = bypassed.length > 0 ? [] : absent;
  const charged = exit.is === 'through' && service === 's3';
  const cost = charged ? [cause('layers-through-nat', table.id, { table: table.id, target: route.target.id })] : [];
  return { gates: exitGates(exit, addresses, reasons), notes: [...bypassed, ...cost] };
}

/**
 * The table does have the gateway endpoint's route, but a more specific one takes some of the addresses
 * [aws-facts: route-precedence].
 */
function bypass(context: Context, table: RouteTable, route: Route, service: string): Cause[] {
  const own = gatewayOf(context, table, service);
  if (own === undefined || own === route) return [];
  const values = { ...routeValues(table, route), service, gateway: own.target.id, flag: destinationFlag(route) };
  return [cause('s3-route-bypassed', table.id, values)];
}
