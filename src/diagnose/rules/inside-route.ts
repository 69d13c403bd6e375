import { type AddressSet, addressesOf, union } from '../../discover/address-set.ts';
import { routed } from '../../discover/route-lookup.ts';
import type { Route, RouteTable } from '../../discover/route-table.ts';
import { type Cause, cause } from '../cause.ts';
import { type Context, once, unseen } from '../context.ts';
import { onEveryPort } from '../flows.ts';
import { type Gate, undecided } from '../gate.ts';
import { blackhole } from './route-values.ts';

/**
 * The way between a task and an endpoint's interface, in one direction. The VPC's local route leads there; a more specific
 * route to an appliance leaves it undecided, a blackhole drops what it matches. Every table has the local route, listed
 * or not, so that addresses which no route claims are local.
 * @param side whose addresses `to` are
 */
export function insideRoute(
  context: Context,
  table: RouteTable | undefined,
  from: string,
  to: { readonly side: Gate['side']; readonly name: string; readonly addresses: AddressSet },
): Gate[] {
  if (table === undefined) {
    return [undecided(to.addresses, [unseen(context, 'routeTables', `The route table of ${from}`)], to.side)];
  }
  if (once(context, `local ${table.id}`, () => isAllLocal(context, table))) return [];
  const parts = routed(table, context.index.prefixLists, to.addresses);
  const direct = parts.filter(({ route }) => route === null || isLocal(route));
  const passing = parts.filter(({ route }) => route?.state !== 'blackhole');
  const diverted = passing.flatMap(({ route }) => (route === null || isLocal(route) ? [] : [route]));
  const dropped = parts.flatMap(({ route }) => (route?.state === 'blackhole' ? [route] : []));
  const gate: Gate = {
    side: to.side,
    surely: onEveryPort(union(direct.map((part) => part.addresses))),
    atMost: onEveryPort(union(passing.map((part) => part.addresses))),
    stops: dropped.map((route) => blackhole(table, route)),
    unsure: diverted.map((route) => detour(table, route, from, to.name)),
  };
  return [gate];
}

/** Nearly every table: nothing but the local route is about the VPC's own addresses. */
function isAllLocal(context: Context, table: RouteTable): boolean {
  const parts = routed(table, context.index.prefixLists, addressesOf(context.vpc.cidrBlocks));
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
