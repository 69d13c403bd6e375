import type { Route, RouteTable } from '../../discover/entities/route-table.ts';
import { type Cause, cause } from '../findings/cause.ts';

/** What every sentence about a route names. */
export function routeValues(table: RouteTable, route: Route): Record<'table' | 'destination' | 'target', string> {
  return { table: table.id, destination: route.destination.value, target: route.target.id };
}

const FLAGS: { readonly [K in Route['destination']['kind']]: string } = {
  ipv4: '--destination-cidr-block',
  ipv6: '--destination-ipv6-cidr-block',
  'prefix-list': '--destination-prefix-list-id',
};

/** The AWS CLI's flag that names this route's destination. */
export function destinationFlag(route: Route): string {
  return FLAGS[route.destination.kind];
}

export function blackhole(table: RouteTable, route: Route): Cause {
  const flag = destinationFlag(route);
  return cause('route-blackhole', table.id, { ...routeValues(table, route), flag });
}
