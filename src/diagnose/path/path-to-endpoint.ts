import { type AddressSet, addressesOf, intersection } from '../../discover/addresses/address-set.ts';
import type { Endpoint } from '../../discover/entities/endpoint.ts';
import type { Subnet } from '../../discover/entities/subnet.ts';
import { isInAvailabilityZone } from '../../discover/entities/zone.ts';
import { effectiveRouteTable } from '../../discover/routing/effective-route-table.ts';
import { type Cause, cause } from '../findings/cause.ts';
import { answerPorts } from '../rules/answer-ports.ts';
import { endpointAcl } from '../rules/endpoint-acl.ts';
import { endpointGroup } from '../rules/endpoint-group.ts';
import { endpointNotes } from '../rules/endpoint-notes.ts';
import { endpointPolicy } from '../rules/endpoint-policy.ts';
import { insideRoute } from '../rules/inside-route.ts';
import { subnetAcl } from '../rules/subnet-acl.ts';
import { taskGroup } from '../rules/task-group.ts';
import { hostAddresses, memoized, type SourceSubnet, type VpcContext, whyNotVisible } from '../vpc-context.ts';
import type { PacketPath } from './judge-path.ts';
import { blockingFilter, type PathFilter, unknownFilter } from './path-filter.ts';

/**
 * The way from a subnet to an interface endpoint: one segment per interface, because DNS may answer with the address of any
 * zone's [aws-facts: single-zone-endpoint], each with all filters between the task and the service.
 * @param only the addresses that the name leads to, where they are not all
 */
export function pathToEndpoint(
  context: VpcContext,
  source: SourceSubnet,
  endpoint: Endpoint,
  service: string,
  only?: readonly string[],
): PacketPath {
  const defect = unusable(context, endpoint, service);
  if (defect !== undefined)
    return { segments: [{ far: source.addresses, filters: [blockingFilter([defect])] }], notes: [] };
  const group = endpointGroup(context, source, endpoint);
  const all = memoized(context, `landings ${endpoint.id}`, () => endpointTargets(context, endpoint));
  const places = only === undefined ? all : at(all, addressesOf(only));
  const segments = places.map((target) => ({
    far: target.addresses,
    filters: [
      ...between(context, source, target),
      group,
      ...taskGroup(context, {
        name: endpoint.id,
        addresses: target.addresses,
        groupIds: endpoint.groupIds,
        peerOption: `UserIdGroupPairs=[{GroupId=${endpoint.groupIds[0] ?? ''}}]`,
      }),
      ...endpointPolicy(context, endpoint, service, target.addresses),
    ],
  }));
  return { segments, notes: [...endpointNotes(context, endpoint, service), ...portNotes(context, source, places)] };
}

/** What makes an endpoint useless to everybody. */
function unusable(context: VpcContext, endpoint: Endpoint, service: string): Cause | undefined {
  const values = { endpoint: endpoint.id, service };
  if (endpoint.ipAddressType === 'ipv6') return cause('endpoint-ipv6-only', endpoint.id, values);
  if (endpoint.subnetIds.length > 0 || endpoint.networkInterfaceIds.length > 0) return undefined;
  const subnet = context.subnets.find((candidate) => isInAvailabilityZone(context.snapshot, candidate))?.id ?? '';
  return cause('endpoint-without-interface', endpoint.id, { ...values, subnet });
}

/** Of the endpoint's interfaces those at these addresses. */
function at(places: readonly EndpointTarget[], only: AddressSet): EndpointTarget[] {
  return places
    .map((place) => ({ ...place, addresses: intersection(place.addresses, only) }))
    .filter(({ addresses }) => addresses.length > 0);
}

interface EndpointTarget {
  readonly hostId: string;
  readonly host: Subnet | undefined;
  /** The interface's address, or the whole subnet where only the subnet is known. */
  readonly addresses: AddressSet;
}

/**
 * Where DNS may send a task: an interface per subnet of the endpoint. An interface that was not read, or whose address
 * is not of its subnet (an emulator's invention), may have any address of the subnet.
 */
function endpointTargets(context: VpcContext, endpoint: Endpoint): EndpointTarget[] {
  const interfaces = endpoint.networkInterfaceIds.flatMap((id) => context.index.networkInterfaces.get(id) ?? []);
  const hostIds = new Set([...endpoint.subnetIds, ...interfaces.map(({ subnetId }) => subnetId)]);
  return [...hostIds].map((hostId) => {
    const host = context.index.subnets.get(hostId);
    const block = host?.cidrBlock ? hostAddresses(host.cidrBlock) : addressesOf(context.vpc.cidrBlocks);
    const known = interfaces.filter(({ subnetId }) => subnetId === hostId).flatMap((eni) => eni.addresses);
    const exact = intersection(addressesOf(known), block);
    return { hostId, host, addresses: exact.length > 0 ? exact : block };
  });
}

/**
 * Routes and network ACLs between the task's subnet and the interface's; none act where these are one
 * [aws-facts: acl-at-endpoint].
 */
function between(context: VpcContext, source: SourceSubnet, { hostId, host, addresses }: EndpointTarget): PathFilter[] {
  if (hostId === source.subnet.id) return [];
  if (host === undefined) return [unknownFilter(addresses, [whyNotVisible(context, 'subnets', `Subnet ${hostId}`)])];
  const { snapshot } = context;
  const here = { side: 'task', name: source.subnet.id, addresses: source.addresses } as const;
  const there = { side: 'far', name: host.id, addresses } as const;
  return [
    ...insideRoute(context, effectiveRouteTable(snapshot, source.subnet), source.subnet.id, there),
    ...insideRoute(context, effectiveRouteTable(snapshot, host), host.id, here),
    ...subnetAcl(context, source, addresses, { name: host.id, cidr: host.cidrBlock ?? '' }),
    ...endpointAcl(context, source, host.id),
  ];
}

function portNotes(context: VpcContext, source: SourceSubnet, places: readonly EndpointTarget[]): Cause[] {
  return places
    .filter(({ hostId }) => hostId !== source.subnet.id)
    .flatMap(({ hostId, host, addresses }) => [
      ...answerPorts(context, source.subnet.id, false, addresses, host?.cidrBlock ?? ''),
      ...answerPorts(context, hostId, true, source.addresses, source.cidr),
    ]);
}
