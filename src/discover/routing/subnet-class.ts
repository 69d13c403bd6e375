import * as z from 'zod/mini';
import { sizeOf } from '../addresses/address-set.ts';
import { PUBLIC_ADDRESSES } from '../addresses/public-addresses.ts';
import type { Route, RouteTable, RouteTargetKind } from '../entities/route-table.ts';
import type { Subnet } from '../entities/subnet.ts';
import type { Snapshot } from '../snapshot.ts';
import { indexOf } from '../snapshot-index.ts';
import { effectiveRouteTable } from './effective-route-table.ts';
import { natEgress } from './nat-egress.ts';
import { routesFor, unknownLists } from './route-lookup.ts';

/** Where a subnet's IPv4 traffic to the internet goes, by its effective default route [aws-facts: subnet-classes]. */
export const SubnetClass = z.enum([
  'public',
  'nat',
  'nat-broken',
  'transit',
  'firewall',
  'peering-default',
  'vpn',
  'local-gateway',
  'carrier',
  'egress-only-v6',
  'isolated',
  'isolated-blackhole',
  'ipv6-only',
  'unknown',
]);
export type SubnetClass = z.infer<typeof SubnetClass>;

/** The class and, in a clause that completes «because …», the route that decided. */
export interface Classification {
  readonly class: SubnetClass;
  readonly because: string;
}

const BY_TARGET: { readonly [K in RouteTargetKind]: SubnetClass } = {
  'internet-gateway': 'public',
  'nat-gateway': 'nat',
  'network-interface': 'nat',
  'transit-gateway': 'transit',
  'core-network': 'transit',
  peering: 'peering-default',
  'vpn-gateway': 'vpn',
  'vpc-endpoint': 'firewall',
  'egress-only-gateway': 'egress-only-v6',
  'local-gateway': 'local-gateway',
  'carrier-gateway': 'carrier',
  local: 'isolated',
  other: 'unknown',
};

/** Classes with no way to a public address over IPv4: what pullpath exists for, and the default targets. */
const NO_WAY_OUT: ReadonlySet<SubnetClass> = new Set([
  'isolated',
  'isolated-blackhole',
  'nat-broken',
  'peering-default',
  'egress-only-v6',
]);

export function hasNoEgress(subnetClass: SubnetClass): boolean {
  return NO_WAY_OUT.has(subnetClass);
}

/**
 * The class of a subnet, from its effective default route and never from its name or `MapPublicIpOnLaunch`. The default
 * route is whatever carries nine tenths of the public addresses: 0.0.0.0/0, two halves, or a prefix list.
 */
export function classify(snapshot: Snapshot, subnet: Subnet): Classification {
  if (subnet.ipv6Only) return { class: 'ipv6-only', because: 'it has no IPv4 addresses' };
  const table = effectiveRouteTable(snapshot, subnet);
  if (table === undefined) return { class: 'unknown', because: 'its route table could not be read' };
  const via = table.subnetIds.includes(subnet.id) ? table.id : `${table.id}, the VPC's main table`;
  const shares = sharesOf(snapshot, subnet, table, via);
  const [first] = [...shares].sort((a, b) => b.share - a.share);
  if (first === undefined || first.share < 0.9) {
    const classes = shares.map(({ found }) => found.class).join(', ');
    return { class: 'unknown', because: `${via} sends parts of the internet different ways: ${classes}` };
  }
  return first.found;
}

interface Share {
  readonly found: Classification;
  /** Of the public addresses, 0 to 1. */
  readonly share: number;
}

/**
 * What becomes of the internet's addresses by this table: per class, how many, and a reason (that of the largest part).
 */
function sharesOf(snapshot: Snapshot, subnet: Subnet, table: RouteTable, via: string): Share[] {
  const total = Number(sizeOf(PUBLIC_ADDRESSES));
  const shares = new Map<SubnetClass, Share>();
  for (const { route, addresses } of defaultRoutes(snapshot, table)) {
    const share = Number(sizeOf(addresses)) / total;
    const found = route === null ? withoutRoute(snapshot, table, via) : withRoute(snapshot, subnet, route, via);
    const before = shares.get(found.class);
    shares.set(found.class, { found: before?.found ?? found, share: share + (before?.share ?? 0) });
  }
  return [...shares.values()];
}

type DefaultRoutes = ReturnType<typeof routesFor>;

/** Many subnets ride on one table: its default routes are looked up once per snapshot. */
const defaults = new WeakMap<Snapshot, Map<string, DefaultRoutes>>();

function defaultRoutes(snapshot: Snapshot, table: RouteTable): DefaultRoutes {
  const known = defaults.get(snapshot) ?? new Map<string, DefaultRoutes>();
  defaults.set(snapshot, known);
  const parts = known.get(table.id) ?? routesFor(table, indexOf(snapshot).prefixLists, PUBLIC_ADDRESSES);
  known.set(table.id, parts);
  return parts;
}

function withoutRoute(snapshot: Snapshot, table: RouteTable, via: string): Classification {
  const index = indexOf(snapshot);
  // The list of a gateway endpoint holds that service's addresses and never the internet.
  const opaque = unknownLists(table, index.prefixLists).find(({ target }) => target.kind !== 'vpc-endpoint');
  if (opaque !== undefined)
    return { class: 'unknown', because: `${via} routes ${opaque.destination.value}, whose entries were not read` };
  const v6 = table.routes.find(
    ({ destination, state, target }) =>
      destination.value === '::/0' && state === 'active' && target.kind === 'egress-only-gateway',
  );
  return v6 === undefined
    ? { class: 'isolated', because: `${via} has no default route` }
    : { class: 'egress-only-v6', because: `only IPv6 leaves, through ${v6.target.id}; ECR's names are IPv4` };
}

function withRoute(snapshot: Snapshot, subnet: Subnet, route: Route, via: string): Classification {
  const seen = `${route.destination.value} in ${via} goes to ${route.target.id}`;
  const byTarget = BY_TARGET[route.target.kind];
  if (route.state === 'blackhole') {
    return {
      class: byTarget === 'nat' ? 'nat-broken' : 'isolated-blackhole',
      because: `${seen}, which is a blackhole`,
    };
  }
  if (route.state === 'filtered')
    return { class: 'unknown', because: `${seen}, and AWS does not say what filtered means` };
  if (byTarget !== 'nat') return { class: byTarget, because: seen };
  const { works, because } = natEgress(snapshot, subnet, route, PUBLIC_ADDRESSES);
  if (works === 'yes') return { class: 'nat', because: seen };
  return { class: works === 'no' ? 'nat-broken' : 'unknown', because: `${seen}, but ${because}` };
}
