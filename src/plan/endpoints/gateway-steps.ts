import type { Need } from '../../diagnose/need.ts';
import type { Endpoint } from '../../discover/entities/endpoint.ts';
import type { EndpointService } from '../../discover/entities/endpoint-service.ts';
import type { RouteTable } from '../../discover/entities/route-table.ts';
import { serviceFor } from '../../discover/entities/service.ts';
import { effectiveRouteTable } from '../../discover/routing/effective-route-table.ts';
import { isFailed } from '../../facts/endpoint-state.ts';
import { creationTags, endpointName, missingTags } from '../ownership/ownership.ts';
import { repairTags } from '../ownership/tag-step.ts';
import {
  EMPTY_PART,
  endpointsOf,
  hopVerdictOf,
  isStackEndpoint,
  mergeParts,
  type PlanContext,
  type PlanPart,
} from '../plan-context.ts';
import type { CreateGatewayEndpoint } from '../steps/endpoint.ts';
import { NO_UPDATE } from '../steps/endpoint-change.ts';
import { endpointToAwait } from './await-endpoint.ts';
import { modification } from './endpoint-modification.ts';
import { deleteFailed } from './own-interface.ts';
import { coverageNotes, coverageOf } from './route-coverage.ts';

/**
 * Opens a hop that a gateway endpoint serves, route table by route table: tables that another endpoint covers are not
 * touched.
 */
export function planGateway(context: PlanContext, need: Need): PlanPart {
  const { snapshot, choices, vpc, run } = context;
  const service = serviceFor(snapshot, need.service, 'Gateway');
  if (service === undefined)
    return { ...EMPTY_PART, notes: [`${snapshot.region} offers no gateway endpoint for ${need.service}.`] };
  const present = endpointsOf(context, service.name, 'Gateway');
  const own = present.filter((endpoint) => isStackEndpoint(context, endpoint));
  const dead = own.filter(isFailed);
  const cleared = deleteFailed(context, dead, need);
  const { open: tables, aside } = tablesToCover(context, need, service, dead);
  const routeTableIds = tables.map((table) => table.id);
  const tags = creationTags(choices.stack, run, endpointName(choices.stack, need.service));
  const standing = own.find((endpoint) => !isFailed(endpoint));
  if (standing !== undefined) {
    const change = { ...NO_UPDATE, addRouteTableIds: routeTableIds };
    const because = `${need.because}, and these tables have no route to it`;
    return mergeParts([
      cleared,
      tables.length === 0
        ? endpointToAwait(standing)
        : { ...EMPTY_PART, steps: [modification(context, standing, change, {}, because)] },
      repairTags(standing.id, 'vpc-endpoint', standing.tags, missingTags(standing.tags, tags)),
      aside,
    ]);
  }
  if (tables.length === 0) return mergeParts([cleared, aside]);
  const step: CreateGatewayEndpoint = {
    id: `endpoint:${need.service}`,
    kind: 'create-gateway-endpoint',
    action: 'create',
    subject: { type: 'vpc-endpoint', id: service.name },
    after: { vpcId: vpc.id, service: service.name, routeTableIds, tags },
    because: need.because,
    needs: cleared.steps.map(({ id }) => id),
  };
  return mergeParts([cleared, { ...EMPTY_PART, steps: [step] }, aside]);
}

/** The tables that want a route, and what is to be said of those that get none. */
function tablesToCover(
  context: PlanContext,
  need: Need,
  service: EndpointService,
  leaving: readonly Endpoint[],
): { readonly open: readonly RouteTable[]; readonly aside: PlanPart } {
  const { snapshot, choices, targets } = context;
  const named = choices.routeTableIds;
  const waiting = targets
    .filter((subnet) => hopVerdictOf(context, subnet.id, need.service) !== 'open')
    .map((subnet) => ({ subnet, table: effectiveRouteTable(snapshot, subnet) }));
  const effective = new Set(waiting.map(({ table }) => table));
  const wanted = snapshot.routeTables.filter((table) =>
    named === null ? effective.has(table) : named.includes(table.id),
  );
  const judged = wanted.map((table) => ({ table, coverage: coverageOf(context, service, table, leaving) }));
  const leftOut = waiting.filter(({ table }) => named !== null && table !== undefined && !named.includes(table.id));
  const notes = leftOut.map(
    ({ subnet, table }) =>
      `${subnet.id} uses ${table?.id}, which is not among the chosen route tables: its ${need.service} hop stays as it is.`,
  );
  return {
    open: judged.filter(({ coverage }) => coverage === null).map(({ table }) => table),
    aside: mergeParts([
      ...judged.map(({ table, coverage }) =>
        coverage === null ? EMPTY_PART : coverageNotes(context, table, coverage, named !== null),
      ),
      { ...EMPTY_PART, notes },
    ]),
  };
}
