import { ownerOf } from '../../discover/entities/owner.ts';
import { serviceFor } from '../../discover/entities/service.ts';
import { effectiveRouteTable } from '../../discover/routing/effective-route-table.ts';
import { isFailed } from '../../facts/endpoint-state.ts';
import type { Reused } from '../plan.ts';
import { endpointsOf, hopVerdictOf, type PlanContext } from '../plan-context.ts';
import type { Step } from '../step.ts';

/**
 * Endpoints of the VPC by which a hop of some target is open, and which the plan leaves as they are: of interface
 * endpoints those that answer the name, of gateway endpoints those on a target's route table.
 */
export function reusedEndpoints(context: PlanContext, steps: readonly Step[]): Reused[] {
  const { snapshot, needs, targets } = context;
  const changed = new Set(steps.map(({ subject }) => subject.id));
  return needs.flatMap(({ service, type }) => {
    const open = targets.filter((subnet) => hopVerdictOf(context, subnet.id, service) === 'open');
    const tables = new Set(open.map((subnet) => effectiveRouteTable(snapshot, subnet)?.id));
    const name = serviceFor(snapshot, service, type)?.name;
    if (open.length === 0 || name === undefined) return [];
    return endpointsOf(context, name, type)
      .filter((endpoint) => !isFailed(endpoint) && !changed.has(endpoint.id))
      .filter(({ privateDns, routeTableIds }) =>
        type === 'Gateway' ? routeTableIds.some((id) => tables.has(id)) : privateDns,
      )
      .map(({ id, tags }) => ({ service, endpointId: id, owner: ownerOf(tags) }));
  });
}
