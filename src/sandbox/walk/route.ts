import { holds, isIpv4Cidr, lengthOf } from '../network/ipv4.ts';
import type { Network, Route, RouteTable, Subnet } from '../network/types.ts';

/** The explicit table of a subnet, else the main one of its VPC [aws-facts: effective-route-table]. */
export function effectiveTable(network: Network, subnet: Subnet): RouteTable {
  const own = network.routeTables.filter(({ vpcId }) => vpcId === subnet.vpcId);
  const live = (table: RouteTable) => table.associations.filter(({ state }) => state === 'associated');
  const table =
    own.find((each) => live(each).some(({ subnetId }) => subnetId === subnet.id)) ??
    own.find((each) => live(each).some(({ main }) => main));
  if (!table) throw new Error(`${subnet.vpcId} has no main route table`);
  return table;
}

/** Among equally long matches: local, then static, then prefix lists, then what is propagated. */
function rank({ destination, target, origin }: Route): number {
  if (target === 'local') return 3;
  if (destination.startsWith('pl-')) return 1;
  return origin === 'CreateRoute' || origin === 'CreateRouteTable' ? 2 : 0;
}

/**
 * The route that an IPv4 packet takes: the longest match; a blackhole matches like any other
 * [aws-facts: route-precedence].
 */
export function routeFor(network: Network, table: RouteTable, address: number): Route | undefined {
  const blocks = (destination: string) =>
    destination.startsWith('pl-')
      ? (network.prefixLists.find(({ id }) => id === destination)?.cidrs ?? [])
      : [destination];
  return table.routes
    .filter(({ state }) => state !== 'filtered')
    .flatMap((route) => blocks(route.destination).map((cidr) => ({ route, cidr })))
    .filter(({ cidr }) => isIpv4Cidr(cidr) && holds(cidr, address))
    .sort((a, b) => lengthOf(b.cidr) - lengthOf(a.cidr) || rank(b.route) - rank(a.route))[0]?.route;
}
