import { endpointServiceOf, freeAddresses, prefixListOf } from '../../network/endpoint.ts';
import type { Endpoint, EndpointService, RouteTable, SecurityGroup, Subnet } from '../../network/types.ts';
import { ApiError, invalidParameter } from '../../protocol/api-error.ts';
import { kinds } from '../../state/kinds.ts';
import type { Call } from '../action.ts';

/** The endpoint calls spell some NotFound codes in their own way [aws-facts: not-found-spelling]. */
export function findSubnets(call: Call, ids: readonly string[]): Subnet[] {
  return ids.map((id) => call.region.find(kinds.subnet, call.region.network.subnets, id, 'InvalidSubnetId.NotFound'));
}

export function findGroups(call: Call, ids: readonly string[]): SecurityGroup[] {
  const { securityGroups } = call.region.network;
  return ids.map((id) => call.region.find(kinds.securityGroup, securityGroups, id, 'InvalidSecurityGroupID.NotFound'));
}

export function findTables(call: Call, ids: readonly string[]): RouteTable[] {
  const { routeTables } = call.region.network;
  return ids.map((id) => call.region.find(kinds.routeTable, routeTables, id, 'InvalidRouteTableId.NotFound'));
}

/** Subnets, groups and tables of an endpoint are of its VPC. */
export function checkVpc(vpcId: string, items: readonly { id: string; vpcId: string }[]): void {
  const stranger = items.find((item) => item.vpcId !== vpcId);
  if (stranger) throw invalidParameter(`${stranger.id} belongs to a different VPC than ${vpcId}`);
}

/**
 * The service is in the subnet's zone, the zone is an ordinary one, and the subnet speaks IPv4
 * [aws-facts: endpoint-zones, local-zones].
 */
export function checkPlace(call: Call, service: EndpointService, subnets: readonly Subnet[]): void {
  const { zones } = call.region.network;
  for (const subnet of subnets) {
    const ordinary = zones.find(({ name }) => name === subnet.zone)?.type === 'availability-zone' && !subnet.outpostArn;
    if (!ordinary || !service.zones.includes(subnet.zone)) {
      throw invalidParameter(
        `The VPC endpoint service ${service.name} does not support the availability zone of the subnet: ${subnet.id}.`,
      );
    }
    if (subnet.ipv6Native) throw invalidParameter(`The subnet ${subnet.id} does not have an IPv4 CIDR block`);
  }
}

/**
 * One subnet per zone and endpoint. On Modify, a subnet that the same call removes still counts
 * [aws-facts: endpoint-zones].
 */
export function checkZones(existing: readonly Subnet[], added: readonly Subnet[]): void {
  added.forEach((subnet, index) => {
    const other = [...existing, ...added.slice(0, index)].find(({ zone }) => zone === subnet.zone);
    if (other) {
      throw new ApiError(
        'DuplicateSubnetsInSameZone',
        `Found another VPC endpoint subnet in the availability zone of ${other.id}`,
      );
    }
  });
}

export function checkFreeAddresses(call: Call, subnets: readonly Subnet[]): void {
  const { network } = call.region;
  for (const subnet of subnets) {
    if (freeAddresses(network, subnet) < 1) {
      throw new ApiError(
        'InsufficientFreeAddressesInSubnet',
        'The specified subnet does not have enough free addresses to satisfy the request.',
      );
    }
    const inZone = new Set(network.subnets.filter(({ zone }) => zone === subnet.zone).map(({ id }) => id));
    const count = network.interfaces.filter(({ subnetId }) => inZone.has(subnetId)).length;
    if (count >= call.timing.quotas.interfacesPerZone) {
      throw new ApiError('NetworkInterfaceLimitExceeded', 'You have reached the limit of network interfaces.');
    }
  }
}

export function checkGroupCount(call: Call, groupIds: readonly string[]): void {
  const limit = call.timing.quotas.groupsPerInterface;
  if (groupIds.length > limit) {
    throw new ApiError(
      'SecurityGroupsPerInterfaceLimitExceeded',
      `You cannot have more than ${limit} security groups per interface`,
    );
  }
}

/** Whether a service has both types: then private DNS can be for queries from outside the VPC only. */
export function hasDuplicateZones(call: Call, serviceName: string): boolean {
  return (
    new Set(call.region.network.services.filter(({ name }) => name === serviceName).map(({ type }) => type)).size > 1
  );
}

/** The domain that answers for a private name: `*.dkr.ecr.…` and `dkr.ecr.…` are one. */
const domainOf = (name: string) => name.replace(/^\*\./, '');

/**
 * Private DNS wants both VPC attributes, names that no other endpoint or zone has, and for S3 a gateway
 * [aws-facts: private-dns-attributes, private-dns-conflict, s3-inbound-needs-gateway].
 */
export function checkPrivateDns(
  call: Call,
  wanted: Pick<Endpoint, 'id' | 'vpcId' | 'inboundResolverOnly'>,
  service: EndpointService,
): void {
  const { vpcs, endpoints, privateZones } = call.region.network;
  const vpc = vpcs.find(({ id }) => id === wanted.vpcId)!;
  const names = service.privateDnsNames;
  if (names.length === 0) {
    throw invalidParameter(
      `Private DNS can't be enabled because the service ${service.name} does not provide a private DNS name.`,
    );
  }
  if (!vpc.dnsSupport || !vpc.dnsHostnames) {
    throw invalidParameter(
      `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${vpc.id}`,
    );
  }
  const others = endpoints.filter((other) => other.vpcId === vpc.id && other.id !== wanted.id && other.privateDns);
  const served = others.flatMap((other) => endpointServiceOf(call.region.network, other)?.privateDnsNames ?? []);
  const zones = privateZones.filter(({ vpcIds }) => vpcIds.includes(vpc.id)).map(({ domain }) => domain);
  // Zones above and below a name live beside it: the most specific one answers.
  const conflict = names.map(domainOf).find((domain) => [...served.map(domainOf), ...zones].includes(domain));
  if (conflict) {
    throw invalidParameter(
      `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${conflict} in the VPC ${vpc.id}`,
    );
  }
  const gateway = endpoints.some(
    (other) => other.vpcId === vpc.id && other.type === 'Gateway' && other.serviceName === service.name,
  );
  if (wanted.inboundResolverOnly && !gateway) {
    throw invalidParameter(
      `To set PrivateDnsOnlyForInboundResolverEndpoint to true, the VPC ${vpc.id} must have a Gateway endpoint for the service.`,
    );
  }
}

/** A table holds one route per prefix list, whoever made it [aws-facts: one-route-per-prefix-list]. */
export function checkRoutes(call: Call, serviceName: string, tables: readonly RouteTable[]): void {
  const destination = prefixListOf(call.region.network, { serviceName });
  const served = tables.find(({ routes }) => routes.some((route) => route.destination === destination));
  if (served) {
    throw new ApiError(
      'RouteAlreadyExists',
      `route table ${served.id} already has a route with destination-prefix-list-id ${destination}`,
    );
  }
}

/** Well-formed JSON with statements, of at most 20,480 characters [aws-facts: quotas]. */
export function checkPolicy(text: string): void {
  if (text.length > 20_480)
    throw new ApiError('InvalidPolicyDocument', 'The policy document exceeds 20480 characters.');
  let parsed: { Statement?: unknown };
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new ApiError('InvalidPolicyDocument', 'Unable to parse policy document: it is not JSON.');
  }
  if (typeof parsed?.Statement !== 'object') {
    throw new ApiError('InvalidPolicyDocument', 'The policy document has no Statement.');
  }
}
