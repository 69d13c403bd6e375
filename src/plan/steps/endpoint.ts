import { z } from 'zod';
import { firstHost } from '../../discover/addresses/cidr.ts';
import type { Endpoint } from '../../discover/entities/endpoint.ts';
import type { NetworkInterface } from '../../discover/entities/network-interface.ts';
import type { Route } from '../../discover/entities/route-table.ts';
import { Tags } from '../../discover/entities/tags.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { AVAILABLE } from '../../facts/endpoint-state.ts';
import { IdOrRef, refText } from '../ref.ts';
import { StepBase } from './base.ts';

const InterfaceEndpoint = z.object({
  vpcId: z.string(),
  service: z.string(),
  subnetIds: z.array(z.string()).min(1),
  groupIds: z.array(IdOrRef),
  privateDns: z.boolean(),
  tags: Tags,
});

const GatewayEndpoint = z.object({
  vpcId: z.string(),
  service: z.string(),
  routeTableIds: z.array(z.string()).min(1),
  tags: Tags,
});

export const CreateInterfaceEndpoint = StepBase.extend({
  kind: z.literal('create-interface-endpoint'),
  action: z.literal('create'),
  after: InterfaceEndpoint,
});
export type CreateInterfaceEndpoint = z.infer<typeof CreateInterfaceEndpoint>;

export const CreateGatewayEndpoint = StepBase.extend({
  kind: z.literal('create-gateway-endpoint'),
  action: z.literal('create'),
  after: GatewayEndpoint,
});
export type CreateGatewayEndpoint = z.infer<typeof CreateGatewayEndpoint>;

/**
 * What tells a deleted endpoint apart, and the interfaces that go with it: they linger, and hold the security group.
 */
const EndpointIdentity = z.object({
  id: z.string(),
  service: z.string(),
  type: z.string(),
  networkInterfaceIds: z.array(z.string()),
});

/** All endpoints of a stack in one step: one call costs one token of a small bucket [aws-facts: throttling]. */
export const DeleteEndpoints = StepBase.extend({
  kind: z.literal('delete-endpoints'),
  action: z.literal('delete'),
  before: z.object({
    endpoints: z.array(EndpointIdentity).min(1),
  }),
});
export type DeleteEndpoints = z.infer<typeof DeleteEndpoints>;

/** The inverse of creating endpoints, once their ids are known. */
export function endpointDeletion(vpcId: string, endpoints: readonly Endpoint[], needs: string[]): DeleteEndpoints {
  return {
    id: 'delete:endpoints',
    kind: 'delete-endpoints',
    action: 'delete',
    subject: { type: 'vpc', id: vpcId },
    before: {
      endpoints: endpoints.map(({ id, service, type, networkInterfaceIds }) => ({
        id,
        service,
        type,
        networkInterfaceIds,
      })),
    },
    because: 'pullpath created them',
    needs,
  };
}

/** The snapshot as it will be once the endpoint is available; `id` stands for the id that AWS will give. */
export function effectOfInterfaceEndpoint(snapshot: Snapshot, step: CreateInterfaceEndpoint): Snapshot {
  const id = refText({ ref: step.id });
  const interfaces = step.after.subnetIds.map((subnetId) => foreseenInterface(snapshot, step, id, subnetId));
  const endpoint: Endpoint = {
    ...blank(snapshot, step.after, id),
    type: 'Interface',
    subnetIds: step.after.subnetIds,
    groupIds: step.after.groupIds.map(refText),
    networkInterfaceIds: interfaces.map((eni) => eni.id),
    privateDns: step.after.privateDns,
  };
  return {
    ...snapshot,
    endpoints: [...snapshot.endpoints, endpoint],
    networkInterfaces: [...snapshot.networkInterfaces, ...interfaces],
  };
}

export function effectOfGatewayEndpoint(snapshot: Snapshot, step: CreateGatewayEndpoint): Snapshot {
  const id = refText({ ref: step.id });
  const endpoint: Endpoint = {
    ...blank(snapshot, step.after, id),
    type: 'Gateway',
    routeTableIds: step.after.routeTableIds,
  };
  return withGatewayRoutes(
    { ...snapshot, endpoints: [...snapshot.endpoints, endpoint] },
    endpoint,
    step.after.routeTableIds,
  );
}

/** A gateway endpoint puts a route to its service's prefix list into each of its tables. */
export function withGatewayRoutes(snapshot: Snapshot, endpoint: Endpoint, routeTableIds: readonly string[]): Snapshot {
  const list = snapshot.prefixLists.find((candidate) => candidate.name === endpoint.service);
  const route: Route = {
    destination: { kind: 'prefix-list', value: list?.id ?? endpoint.service },
    target: { kind: 'vpc-endpoint', id: endpoint.id },
    state: 'active',
    propagated: false,
  };
  const routeTables = snapshot.routeTables.map((table) =>
    routeTableIds.includes(table.id) ? { ...table, routes: [...table.routes, route] } : table,
  );
  return { ...snapshot, routeTables };
}

export function effectOfEndpointDeletion(snapshot: Snapshot, step: DeleteEndpoints): Snapshot {
  const gone = new Set(step.before.endpoints.map((endpoint) => endpoint.id));
  const interfaces = new Set(snapshot.endpoints.filter((e) => gone.has(e.id)).flatMap((e) => e.networkInterfaceIds));
  return {
    ...snapshot,
    endpoints: snapshot.endpoints.filter((endpoint) => !gone.has(endpoint.id)),
    networkInterfaces: snapshot.networkInterfaces.filter((eni) => !interfaces.has(eni.id)),
    routeTables: snapshot.routeTables.map((table) => ({
      ...table,
      routes: table.routes.filter((route) => !gone.has(route.target.id)),
    })),
  };
}

function blank(snapshot: Snapshot, after: { vpcId: string; service: string; tags: Tags }, id: string): Endpoint {
  return {
    id,
    vpcId: after.vpcId,
    service: after.service,
    tags: after.tags,
    ownerId: snapshot.caller.account,
    type: '',
    state: AVAILABLE,
    failure: null,
    requesterManaged: false,
    subnetIds: [],
    groupIds: [],
    routeTableIds: [],
    networkInterfaceIds: [],
    privateDns: false,
    inboundResolverOnly: false,
    createdAt: null,
    ipAddressType: 'ipv4',
    dnsNames: [],
    privateZoneIds: [],
    policy: null,
  };
}

function foreseenInterface(
  snapshot: Snapshot,
  step: CreateInterfaceEndpoint,
  endpointId: string,
  subnetId: string,
): NetworkInterface {
  const subnet = snapshot.subnets.find((candidate) => candidate.id === subnetId);
  return {
    id: `${endpointId} in ${subnetId}`,
    vpcId: step.after.vpcId,
    subnetId,
    type: 'vpc_endpoint',
    description: `VPC Endpoint Interface ${endpointId}`,
    status: 'in-use',
    addresses: subnet?.cidrBlock == null ? [] : [firstHost(subnet.cidrBlock)],
    publicAddress: null,
    groupIds: step.after.groupIds.map(refText),
    sourceDestCheck: false,
  };
}
