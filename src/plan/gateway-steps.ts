import type { Need } from '../diagnose/need.ts';
import { effectiveRouteTable } from '../discover/effective-route-table.ts';
import type { EndpointService } from '../discover/endpoint-service.ts';
import type { RouteTable } from '../discover/route-table.ts';
import { serviceFor } from '../discover/service.ts';
import {
  type Context,
  type Contribution,
  endpointsOf,
  isDead,
  isOwnEndpoint,
  joined,
  NOTHING,
  verdictOf,
} from './context.ts';
import { creationTags, endpointName, missingTags } from './ownership.ts';
import type { CreateGatewayEndpoint } from './steps/endpoint.ts';
import { changed, type ModifyEndpoint, NO_CHANGE, stateOf } from './steps/endpoint-change.ts';
import { repairTags } from './tag-step.ts';

/** Opens a hop that a gateway endpoint serves, route table by route table: tables that somebody covers are left alone. */
export function planGateway(context: Context, need: Need): Contribution {
  const { snapshot, choices, vpc, run } = context;
  const service = serviceFor(snapshot, need.service, 'Gateway');
  if (service === undefined)
    return { ...NOTHING, remarks: [`${snapshot.region} offers no gateway endpoint for ${need.service}.`] };
  const own = endpointsOf(context, service.name, 'Gateway').find(
    (endpoint) => isOwnEndpoint(context, endpoint) && !isDead(endpoint),
  );
  const tags = creationTags(choices.stack, run, endpointName(choices.stack, need.service));
  const tagged =
    own === undefined ? NOTHING : repairTags(own.id, 'vpc-endpoint', own.tags, missingTags(own.tags, tags));
  const tables = tablesToCover(context, need, service);
  if (tables.length === 0) return tagged;
  const routeTableIds = tables.map((table) => table.id);
  if (own === undefined) {
    const step: CreateGatewayEndpoint = {
      id: `endpoint:${need.service}`,
      kind: 'create-gateway-endpoint',
      action: 'create',
      subject: { type: 'vpc-endpoint', id: service.name },
      after: { vpcId: vpc.id, service: service.name, routeTableIds, tags },
      because: need.because,
      needs: [],
    };
    return { ...NOTHING, steps: [step] };
  }
  const change = { ...NO_CHANGE, addRouteTableIds: routeTableIds };
  const step: ModifyEndpoint = {
    id: `modify:${own.id}`,
    kind: 'modify-endpoint',
    action: 'update',
    subject: { type: 'vpc-endpoint', id: own.id },
    endpointId: own.id,
    vpcId: vpc.id,
    change,
    undo: {},
    before: stateOf(own),
    after: changed(own, change),
    because: `${need.because}, and these tables have no route to it`,
    needs: [],
  };
  return joined([{ ...NOTHING, steps: [step] }, tagged]);
}

/** The tables that the user named, else those of targets whose hop is not open; less those that a gateway covers already. */
function tablesToCover(context: Context, need: Need, service: EndpointService): RouteTable[] {
  const { snapshot, choices, targets } = context;
  const named = choices.routeTableIds;
  const waiting = targets.filter((subnet) => verdictOf(context, subnet.id, need.service) !== 'open');
  const effective = waiting
    .map((subnet) => effectiveRouteTable(snapshot, subnet))
    .filter((table) => table !== undefined);
  const wanted =
    named === null ? [...new Set(effective)] : snapshot.routeTables.filter((table) => named.includes(table.id));
  return wanted.filter((table) => !isCovered(context, table, service));
}

function isCovered(context: Context, table: RouteTable, service: EndpointService): boolean {
  const lists = context.snapshot.prefixLists.filter((list) => list.name === service.name).map((list) => list.id);
  const routed = table.routes.some(
    (route) =>
      route.destination.kind === 'prefix-list' && lists.includes(route.destination.value) && route.state === 'active',
  );
  const listed = endpointsOf(context, service.name, 'Gateway').some((endpoint) =>
    endpoint.routeTableIds.includes(table.id),
  );
  return routed || listed;
}
