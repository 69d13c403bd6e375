import { type AddressSet, addressesOf, union } from '../../discover/addresses/address-set.ts';
import type { Route, RouteTable } from '../../discover/entities/route-table.ts';
import { routesFor } from '../../discover/routing/route-lookup.ts';
import { type Cause, cause } from '../findings/cause.ts';
import { onEveryPort } from '../path/flows.ts';
import { type PathFilter, unknownFilter } from '../path/path-filter.ts';
import { memoized, type VpcContext, whyNotVisible } from '../vpc-context.ts';
import { blackhole } from './route-values.ts';

/**
 * The way between a task and an endpoint's interface, in one direction. The VPC's local route leads there; a more
 * specific route to an appliance leaves it undecided, a blackhole drops what it matches. Every table has the local
 * route, listed or not, so that addresses which no route claims are local.
 * @param side whose addresses `to` are
 */
export function insideRoute(
  context: VpcContext,
  table: RouteTable | undefined,
  from: string,
  to: { readonly side: PathFilter['side']; readonly name: string; readonly addresses: AddressSet },
): PathFilter[] {
  if (table === undefined) {
    return [
      unknownFilter(to.addresses, [whyNotVisible(context, 'routeTables', `The route table of ${from}`)], to.side),
    ];
  }
  if (memoized(context, `local ${table.id}`, () => isAllLocal(context, table))) return [];
  const parts = routesFor(table, context.index.prefixLists, to.addresses);
  const direct = parts.filter(({ route }) => route === null || isLocal(route));
  const passing = parts.filter(({ route }) => route?.state !== 'blackhole');
  const diverted = passing.flatMap(({ route }) => (route === null || isLocal(route) ? [] : [route]));
  const dropped = parts.flatMap(({ route }) => (route?.state === 'blackhole' ? [route] : []));
  const filter: PathFilter = {
    side: to.side,
    definitely: onEveryPort(union(direct.map((part) => part.addresses))),
    possibly: onEveryPort(union(passing.map((part) => part.addresses))),
    stops: dropped.map((route) => blackhole(table, route)),
    unsure: diverted.map((route) => detour(table, route, from, to.name)),
  };
  return [filter];
}

/** Nearly every table: nothing but the local route is about the VPC's own addresses. */
function isAllLocal(context: VpcContext, table: RouteTable): boolean {
  const parts = routesFor(table, context.index.prefixLists, addressesOf(context.vpc.cidrBlocks));
  return parts.every(({ route }) => route === null || isLocal(route));
}

function isLocal(route: Route): boolean {
  return route.target.kind === 'local' && route.state === 'active';
}

function detour(table: RouteTable, route: Route, from: string, to: string): Cause {
  return cause('inside-route-diverted', table.id, {
    table: table.id,
    destination: route.destination.value,
    target: route.target.id,
    from,
    to,
  });
}
