import { endpointServiceOf } from '../../network/endpoint.ts';
import type { Endpoint, Network } from '../../network/types.ts';
import { type Fields, set, tagSet, time } from '../../protocol/wire.ts';
import type { Call } from '../action.ts';

/** Regional, zonal and private names of an interface endpoint. */
function dnsEntries(network: Network, endpoint: Endpoint): Fields[] {
  const service = endpointServiceOf(network, endpoint);
  if (!service || endpoint.type !== 'Interface') return [];
  const label = `${endpoint.id}-${endpoint.id.slice(-8)}`;
  const zones = network.subnets.filter(({ id }) => endpoint.subnetIds.includes(id)).map(({ zone }) => zone);
  const names = [`${label}.${service.baseDnsName}`, ...zones.map((zone) => `${label}-${zone}.${service.baseDnsName}`)];
  const privateNames = endpoint.privateDns ? service.privateDnsNames : [];
  return [
    ...names.map((dnsName) => ({ dnsName, hostedZoneId: 'Z7HUB22UULQXV' })),
    ...privateNames.map((dnsName) => ({ dnsName, hostedZoneId: 'ZONEIDPENDING' })),
  ];
}

/** An endpoint as Create and Describe show it. */
export function endpointView(endpoint: Endpoint, call: Call): Fields {
  const { network } = call.region;
  const groups = network.securityGroups.filter(({ id }) => endpoint.groupIds.includes(id));
  const isInterface = endpoint.type === 'Interface';
  return {
    vpcEndpointId: endpoint.id,
    vpcEndpointType: endpoint.type,
    vpcId: endpoint.vpcId,
    ownerId: endpoint.ownerId,
    serviceName: endpoint.serviceName,
    serviceRegion: network.region,
    state: endpoint.state,
    policyDocument: endpoint.policy,
    routeTableIdSet: set(endpoint.routeTableIds),
    subnetIdSet: set(endpoint.subnetIds),
    groupSet: set(groups.map(({ id, name }) => ({ groupId: id, groupName: name }))),
    ipAddressType: endpoint.ipAddressType,
    dnsOptions: isInterface
      ? { dnsRecordIpType: 'ipv4', privateDnsOnlyForInboundResolverEndpoint: endpoint.inboundResolverOnly }
      : undefined,
    privateDnsEnabled: endpoint.privateDns,
    requesterManaged: endpoint.requesterManaged,
    networkInterfaceIdSet: set(endpoint.interfaceIds),
    dnsEntrySet: set(dnsEntries(network, endpoint)),
    creationTimestamp: time(endpoint.createdAt),
    lastError: endpoint.lastError,
    tagSet: tagSet(endpoint.tags),
  };
}
