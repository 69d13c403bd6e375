import type { AddressSet } from '../../discover/addresses/address-set.ts';
import type { Endpoint } from '../../discover/entities/endpoint.ts';
import type { Route, RouteTable } from '../../discover/entities/route-table.ts';
import { suffixOf } from '../../discover/entities/service.ts';
import type { Subnet } from '../../discover/entities/subnet.ts';
import { isInAvailabilityZone } from '../../discover/entities/zone.ts';
import { isAvailable } from '../../facts/endpoint-state.ts';
import { type Cause, cause } from '../findings/cause.ts';
import type { Need } from '../need.ts';
import { blockingFilter, type PathFilter, unknownFilter } from '../path/path-filter.ts';
import type { VpcContext } from '../vpc-context.ts';
import { endpointPolicy } from './endpoint-policy.ts';

/** The gateway endpoint of the service that a route leads to; undefined where it leads elsewhere, or is not seen. */
export function gatewayEndpointBehind(context: VpcContext, route: Route, service: string): Endpoint | undefined {
  if (route.target.kind !== 'vpc-endpoint') return undefined;
  const endpoint = context.index.endpoints.get(route.target.id);
  if (endpoint?.type !== 'Gateway') return undefined;
  return suffixOf(context.snapshot.region, endpoint.service) === service ? endpoint : undefined;
}

/** The route of a table that leads to a gateway endpoint of the service. */
export function gatewayEndpointOf(context: VpcContext, table: RouteTable, service: string): Route | undefined {
  return table.routes.find((route) => gatewayEndpointBehind(context, route, service) !== undefined);
}

/**
 * A gateway endpoint works only by the table's route: no group, no private DNS, and network ACLs as for the internet.
 */
export function gatewayFilters(
  context: VpcContext,
  subnet: Subnet,
  endpoint: Endpoint,
  service: string,
  far: AddressSet,
): readonly PathFilter[] {
  if (!isAvailable(endpoint)) {
    const { id, state } = endpoint;
    const failure = endpoint.failure === null ? '' : `: ${endpoint.failure}`;
    return [blockingFilter([cause('endpoint-not-available', id, { endpoint: id, service, state, failure })])];
  }
  const zone = subnet.outpostArn ?? subnet.zoneName;
  const placed = isInAvailabilityZone(context.snapshot, subnet)
    ? []
    : [unknownFilter(far, [cause('edge-zone-gateway', subnet.id, { subnet: subnet.id, zone })])];
  return [...placed, ...endpointPolicy(context, endpoint, service, far)];
}

/** What is missing from a table that does not route the service to a gateway endpoint [aws-facts: gateway-is-local]. */
export function routeMissing(context: VpcContext, table: RouteTable, { service }: Need): Cause {
  const gateways = context.endpoints.filter(
    (endpoint) => endpoint.type === 'Gateway' && suffixOf(context.snapshot.region, endpoint.service) === service,
  );
  const listing = gateways.find(({ routeTableIds }) => routeTableIds.includes(table.id));
  if (listing !== undefined) {
    return cause('gateway-route-lost', table.id, { table: table.id, service, endpoint: listing.id });
  }
  const others = gateways.map(({ id }) => id).join(', ');
  return cause('s3-route-missing', table.id, {
    table: table.id,
    service,
    gateway: others === '' ? 'the VPC has none' : `${others} is not attached to it`,
  });
}
