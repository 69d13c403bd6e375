import { z } from 'zod';
import { Remedy } from '../remedy/schema.ts';
import { DhcpOptions } from './entities/dhcp-options.ts';
import { Endpoint } from './entities/endpoint.ts';
import { EndpointService } from './entities/endpoint-service.ts';
import { NatGateway } from './entities/nat-gateway.ts';
import { NetworkAcl } from './entities/network-acl.ts';
import { NetworkInterface } from './entities/network-interface.ts';
import { PrefixList } from './entities/prefix-list.ts';
import { VpcNames } from './entities/private-names.ts';
import { RouteTable } from './entities/route-table.ts';
import { SecurityGroup } from './entities/security-group.ts';
import { Subnet } from './entities/subnet.ts';
import { Vpc } from './entities/vpc.ts';
import { VpcConnections } from './entities/vpc-connections.ts';
import { Zone } from './entities/zone.ts';

/** The VPC's two DNS attributes; private DNS needs both [aws-facts: private-dns-attributes]. */
export const DnsAttributes = z.object({ vpcId: z.string(), support: z.boolean(), hostnames: z.boolean() });
export type DnsAttributes = z.infer<typeof DnsAttributes>;

/** The parts of a snapshot, each filled by one kind of read. */
export const SnapshotPart = z.enum([
  'zones',
  'vpcs',
  'subnets',
  'routeTables',
  'natGateways',
  'networkAcls',
  'securityGroups',
  'networkInterfaces',
  'endpoints',
  'endpointServices',
  'dhcpOptions',
  'dnsAttributes',
  'prefixLists',
  'hostedZones',
  'resolverRules',
  'dnsProfiles',
]);
export type SnapshotPart = z.infer<typeof SnapshotPart>;

/** A read that AWS refused or that failed: its part is empty or incomplete, and must be judged as unknown. */
export const UnreadPart = z.object({
  part: SnapshotPart,
  /** The IAM action of the read, e.g. `ec2:DescribeNetworkAcls`. */
  action: z.string(),
  code: z.string(),
  message: z.string(),
  /** The caller may not read it, AWS refused for another reason, or no answer came that can be read. */
  why: z.enum(['denied', 'refused', 'failed']),
  remedy: Remedy,
});
export type UnreadPart = z.infer<typeof UnreadPart>;

/** Who is asking, from `sts:GetCallerIdentity`; the partition is part of the ARN. */
export const Caller = z.object({ account: z.string(), arn: z.string(), partition: z.string() });
export type Caller = z.infer<typeof Caller>;

/** What was read of one account in one region. */
const AccountRegion = z.object({
  caller: Caller,
  region: z.string(),
  zones: z.array(Zone),
  vpcs: z.array(Vpc),
  subnets: z.array(Subnet),
  routeTables: z.array(RouteTable),
  natGateways: z.array(NatGateway),
  networkAcls: z.array(NetworkAcl),
  securityGroups: z.array(SecurityGroup),
  networkInterfaces: z.array(NetworkInterface),
  endpoints: z.array(Endpoint),
  endpointServices: z.array(EndpointService),
  dhcpOptions: z.array(DhcpOptions),
  dnsAttributes: z.array(DnsAttributes),
  prefixLists: z.array(PrefixList),
  /** Who answers names, of the VPCs of which that was asked. */
  names: z.array(VpcNames),
  /**
   * The VPCs that the second wave covered: of others the DNS attributes, interfaces and list entries were not asked
   * for.
   */
  detailed: z.array(z.string()),
  unread: z.array(UnreadPart),
});

/**
 * All that was read of one region, or of one VPC in it, as plain JSON. Every later stage decides from this only.
 */
export const Snapshot = AccountRegion.extend({
  /** VPCs that names lead to, of this account or others; left out: none was read. */
  hubs: z.array(AccountRegion).optional(),
  /** How these are connected. */
  connections: z.optional(VpcConnections),
});
export type Snapshot = z.infer<typeof Snapshot>;
