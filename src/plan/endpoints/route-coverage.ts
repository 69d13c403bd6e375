import type { Endpoint } from '../../discover/entities/endpoint.ts';
import type { EndpointService } from '../../discover/entities/endpoint-service.ts';
import type { Route, RouteTable } from '../../discover/entities/route-table.ts';
import { isFailed } from '../../facts/endpoint-state.ts';
import { aws } from '../../remedy/command.ts';
import { EMPTY_PART, endpointsOf, isStackEndpoint, type PlanContext, type PlanPart } from '../plan-context.ts';

/**
 * What keeps a gateway endpoint of ours off a route table: AWS allows one route per prefix list
 * [aws-facts: one-route-per-prefix-list].
 */
export type Coverage =
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint }
  | { readonly kind: 'route'; readonly route: Route };

/** Null where the table is free. @param leaving endpoints of ours that the plan removes first */
export function coverageOf(
  context: PlanContext,
  service: EndpointService,
  table: RouteTable,
  leaving: readonly Endpoint[],
): Coverage | null {
  const staying = endpointsOf(context, service.name, 'Gateway').filter((endpoint) => !leaving.includes(endpoint));
  const lists = context.snapshot.prefixLists.filter((list) => list.name === service.name).map((list) => list.id);
  const route = table.routes.find(
    ({ destination, target }) =>
      destination.kind === 'prefix-list' &&
      lists.includes(destination.value) &&
      !leaving.some((endpoint) => endpoint.id === target.id),
  );
  const endpoint = staying.find(({ id, routeTableIds }) => id === route?.target.id || routeTableIds.includes(table.id));
  if (endpoint !== undefined) return { kind: 'endpoint', endpoint };
  return route === undefined ? null : { kind: 'route', route };
}

/** What a person should know of a table that is taken. @param named true where the user chose the table */
export function coverageNotes(context: PlanContext, table: RouteTable, coverage: Coverage, named: boolean): PlanPart {
  if (coverage.kind === 'endpoint') {
    const { endpoint } = coverage;
    if (isFailed(endpoint)) {
      const message = `${endpoint.id}, which holds the route of ${table.id}, has failed, and pullpath did not make it.`;
      const remedy = [
        'Have its owner delete it:',
        aws('ec2 delete-vpc-endpoints', { 'vpc-endpoint-ids': endpoint.id }),
      ];
      return { ...EMPTY_PART, blockers: [{ code: 'FailedEndpointHoldsRoute', message, remedy, step: null }] };
    }
    const mentioned = named && !isStackEndpoint(context, endpoint);
    return mentioned
      ? { ...EMPTY_PART, notes: [`${endpoint.id} already covers ${table.id}; the table stays unchanged.`] }
      : EMPTY_PART;
  }
  const { destination, target, state } = coverage.route;
  if (state === 'active') {
    const note = `${table.id} sends ${destination.value} to ${target.id}; pullpath changes no routes, so no gateway endpoint can take it over.`;
    return { ...EMPTY_PART, notes: [note] };
  }
  const message = `${table.id} has a dead route for ${destination.value} to ${target.id}, which keeps a gateway endpoint off it; pullpath changes no routes.`;
  const route = { 'route-table-id': table.id, 'destination-prefix-list-id': destination.value };
  const remedy = ['Remove it:', aws('ec2 delete-route', route)];
  return { ...EMPTY_PART, blockers: [{ code: 'RouteInTheWay', message, remedy, step: null }] };
}
