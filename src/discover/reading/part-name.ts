import type { SnapshotPart } from '../snapshot.ts';

/** What a sentence calls the parts of a snapshot. */
export const PART_NAMES: { readonly [K in SnapshotPart]: string } = {
  zones: 'Availability Zones',
  vpcs: 'VPCs',
  subnets: 'subnets',
  routeTables: 'route tables',
  natGateways: 'NAT gateways',
  networkAcls: 'network ACLs',
  securityGroups: 'security groups',
  networkInterfaces: 'network interfaces',
  endpoints: 'VPC endpoints',
  endpointServices: 'endpoint services',
  dhcpOptions: 'DHCP options',
  dnsAttributes: 'DNS attributes',
  prefixLists: 'prefix lists',
  hostedZones: 'private hosted zones',
  resolverRules: 'Resolver rules',
  dnsProfiles: 'Route 53 Profiles',
};
