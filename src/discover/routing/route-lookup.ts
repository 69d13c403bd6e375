import { type AddressSet, addressesOf, difference, intersection, union } from '../addresses/address-set.ts';
import type { PrefixList } from '../entities/prefix-list.ts';
import type { Route, RouteTable } from '../entities/route-table.ts';

/** Some of the destinations, and the route that carries all of them; null where no route does. */
export interface RoutedPart {
  readonly route: Route | null;
  readonly addresses: AddressSet;
}

interface Candidate {
  readonly route: Route;
  readonly length: number;
  readonly rank: number;
  readonly addresses: AddressSet;
}

/**
 * Which route carries which of the destinations. The longest prefix wins, whatever its state: a blackhole wins and
 * drops. At the same length a static route beats a prefix-list route, which beats a propagated one (VPC guide, "Route
 * priority"); a prefix list counts entry by entry. Lists whose entries are not known are left out: see `unknownLists`.
 */
export function routesFor(
  table: RouteTable,
  lists: ReadonlyMap<string, PrefixList>,
  destinations: AddressSet,
): RoutedPart[] {
  const candidates = table.routes.flatMap((route) => candidatesOf(route, lists));
  candidates.sort((a, b) => b.length - a.length || a.rank - b.rank);
  const parts = new Map<Route, AddressSet>();
  let rest = destinations;
  for (const { route, addresses } of candidates) {
    if (rest.length === 0) break;
    const hit = intersection(rest, addresses);
    if (hit.length === 0) continue;
    parts.set(route, union([parts.get(route) ?? [], hit]));
    rest = difference(rest, hit);
  }
  const result: RoutedPart[] = [...parts].map(([route, addresses]) => ({ route, addresses }));
  return rest.length === 0 ? result : [...result, { route: null, addresses: rest }];
}

/** Routes whose prefix list has entries that are not known: they may carry anything. */
export function unknownLists(table: RouteTable, lists: ReadonlyMap<string, PrefixList>): Route[] {
  return table.routes.filter(
    ({ destination }) => destination.kind === 'prefix-list' && (lists.get(destination.value)?.cidrs ?? null) === null,
  );
}

function candidatesOf(route: Route, lists: ReadonlyMap<string, PrefixList>): Candidate[] {
  const { kind, value } = route.destination;
  const cidrs = kind === 'prefix-list' ? (lists.get(value)?.cidrs ?? []) : [value];
  const rank = route.propagated ? 2 : kind === 'prefix-list' ? 1 : 0;
  const byLength = new Map<number, string[]>();
  for (const cidr of cidrs) {
    const length = Number(cidr.split('/')[1]);
    byLength.set(length, [...(byLength.get(length) ?? []), cidr]);
  }
  return [...byLength].map(([length, same]) => ({ route, length, rank, addresses: addressesOf(same) }));
}
