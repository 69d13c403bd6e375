import { z } from 'zod';
import type { Endpoint } from '../../discover/entities/endpoint.ts';
import { Tags } from '../../discover/entities/tags.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { AVAILABLE, isPending } from '../../facts/endpoint-state.ts';
import { IdOrRef, refText } from '../ref.ts';
import { StepBase } from './base.ts';
import { withGatewayRoutes } from './endpoint.ts';

const EndpointUpdate = z.object({
  addSubnetIds: z.array(z.string()),
  addGroupIds: z.array(IdOrRef),
  removeGroupIds: z.array(z.string()),
  addRouteTableIds: z.array(z.string()),
  /** Null: left as it is. */
  privateDns: z.boolean().nullable(),
});
export type EndpointUpdate = z.infer<typeof EndpointUpdate>;
export const NO_UPDATE: EndpointUpdate = {
  addSubnetIds: [],
  addGroupIds: [],
  removeGroupIds: [],
  addRouteTableIds: [],
  privateDns: null,
};

/** The fields of an endpoint that a change can touch, before and after it. */
const State = z.object({
  subnetIds: z.array(z.string()),
  groupIds: z.array(z.string()),
  routeTableIds: z.array(z.string()),
  privateDns: z.boolean(),
});

/** One `ModifyVpcEndpoint`. On a foreign endpoint the undo tags go on first; on our own there are none. */
export const ModifyEndpoint = StepBase.extend({
  kind: z.literal('modify-endpoint'),
  action: z.literal('update'),
  endpointId: z.string(),
  vpcId: z.string(),
  change: EndpointUpdate,
  undo: Tags,
  before: State,
  after: State,
});
export type ModifyEndpoint = z.infer<typeof ModifyEndpoint>;

/** The inverse on a foreign endpoint: puts back what the undo tags say, then takes the tags off. */
export const RestoreEndpoint = StepBase.extend({
  kind: z.literal('restore-endpoint'),
  action: z.literal('update'),
  endpointId: z.string(),
  vpcId: z.string(),
  change: EndpointUpdate,
  dropTags: z.array(z.string()),
  before: State,
  after: State,
});
export type RestoreEndpoint = z.infer<typeof RestoreEndpoint>;

export function isEmptyUpdate(change: EndpointUpdate): boolean {
  const { privateDns, ...lists } = change;
  return privateDns === null && Object.values(lists).every((ids) => ids.length === 0);
}

export function stateOf(endpoint: Endpoint): z.infer<typeof State> {
  const { subnetIds, groupIds, routeTableIds, privateDns } = endpoint;
  return { subnetIds, groupIds, routeTableIds, privateDns };
}

export function updatedEndpoint(endpoint: Endpoint, change: EndpointUpdate): z.infer<typeof State> {
  const groups = endpoint.groupIds.filter((id) => !change.removeGroupIds.includes(id));
  return {
    subnetIds: [...endpoint.subnetIds, ...change.addSubnetIds],
    groupIds: [...groups, ...change.addGroupIds.map(refText)],
    routeTableIds: [...endpoint.routeTableIds, ...change.addRouteTableIds],
    privateDns: change.privateDns ?? endpoint.privateDns,
  };
}

export function effectOfEndpointUpdate(snapshot: Snapshot, step: ModifyEndpoint | RestoreEndpoint): Snapshot {
  const endpoint = snapshot.endpoints.find((candidate) => candidate.id === step.endpointId);
  if (endpoint === undefined) return snapshot;
  // A change is made once the endpoint is available, and waited for.
  const state = isPending(endpoint) ? AVAILABLE : endpoint.state;
  const next = { ...endpoint, ...updatedEndpoint(endpoint, step.change), state };
  const interfaces = new Set(endpoint.networkInterfaceIds);
  const foreseen = {
    ...snapshot,
    endpoints: snapshot.endpoints.map((candidate) => (candidate.id === next.id ? next : candidate)),
    networkInterfaces: snapshot.networkInterfaces.map((eni) =>
      interfaces.has(eni.id) ? { ...eni, groupIds: next.groupIds } : eni,
    ),
  };
  return withGatewayRoutes(foreseen, next, step.change.addRouteTableIds);
}
