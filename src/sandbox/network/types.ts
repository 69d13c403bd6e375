/**
 * The network of one region as plain data: what a world is written in, what the actions change, what the packet walk
 * walks. Targets of routes and peers of rules are plain ids, addresses or CIDRs; their kind is read off the text
 * (`igw-…`, `pl-…`, `10.0.0.0/8`), so that a world stays short.
 */

import type { Ecs } from '../ecs/types.ts';
import type { PrivateZone, Profile, ResolverRule } from './names.ts';
import type { Peering, TransitGateway } from './transit.ts';

export type Tags = Record<string, string>;

/** VPC Block Public Access, `InternetGatewayBlockMode` [aws-facts: block-public-access]. */
export type BlockMode = 'off' | 'block-bidirectional' | 'block-ingress';

export interface Zone {
  name: string;
  id: string;
  type: 'availability-zone' | 'local-zone' | 'wavelength-zone';
  /** The zone of the region that a Local or Wavelength Zone hangs on. */
  parent?: string;
}

export interface Vpc {
  id: string;
  ownerId: string;
  /** All associated IPv4 blocks, the primary one first. */
  cidrs: string[];
  ipv6Cidr?: string;
  isDefault: boolean;
  dnsSupport: boolean;
  dnsHostnames: boolean;
  dhcpOptionsId: string;
  blockMode: BlockMode;
  tags: Tags;
}

export interface Subnet {
  id: string;
  vpcId: string;
  ownerId: string;
  /** Empty text in an IPv6-only subnet. */
  cidr: string;
  ipv6Cidr?: string;
  ipv6Native: boolean;
  zone: string;
  outpostArn?: string;
  mapPublicIp: boolean;
  blockMode: BlockMode;
  /** Addresses that tasks, hosts and the like hold, beyond the network interfaces that are modelled. */
  occupied: number;
  tags: Tags;
}

export interface Route {
  /** IPv4 or IPv6 CIDR, or a prefix list id. */
  destination: string;
  /** `local`, the id of a gateway, interface, instance, endpoint or peering, a core network ARN, or an address. */
  target: string;
  state: 'active' | 'blackhole' | 'filtered';
  origin: 'CreateRouteTable' | 'CreateRoute' | 'EnableVgwRoutePropagation' | 'Advertisement';
}

export interface Association {
  id: string;
  main: boolean;
  subnetId?: string;
  /** An edge association: routes what comes in through that gateway, not what leaves a subnet. */
  gatewayId?: string;
  state: 'associated' | 'associating' | 'disassociating' | 'disassociated' | 'failed';
}

export interface RouteTable {
  id: string;
  vpcId: string;
  ownerId: string;
  associations: Association[];
  routes: Route[];
  tags: Tags;
}

export interface AclEntry {
  number: number;
  egress: boolean;
  /** Protocol number, `-1` for all. */
  protocol: string;
  action: 'allow' | 'deny';
  /** IPv4 or IPv6. */
  cidr: string;
  /** Inclusive; for TCP and UDP. */
  ports?: [number, number];
}

export interface NetworkAcl {
  id: string;
  vpcId: string;
  ownerId: string;
  isDefault: boolean;
  subnetIds: string[];
  entries: AclEntry[];
  tags: Tags;
}

export interface Rule {
  id: string;
  egress: boolean;
  /** `tcp`, `udp`, `icmp`, `icmpv6`, a number, or `-1` for all. */
  protocol: string;
  /** -1 with protocol `-1`. */
  fromPort: number;
  toPort: number;
  /** IPv4 or IPv6 CIDR, prefix list id or security group id. */
  peer: string;
  description?: string;
  tags: Tags;
}

export interface SecurityGroup {
  id: string;
  vpcId: string;
  ownerId: string;
  name: string;
  description: string;
  rules: Rule[];
  tags: Tags;
}

export type EndpointType = 'Interface' | 'Gateway' | 'GatewayLoadBalancer';

/** Spelling as on the wire: lower camel [aws-facts: endpoint-states]. */
export type EndpointState =
  | 'pendingAcceptance'
  | 'pending'
  | 'available'
  | 'deleting'
  | 'deleted'
  | 'rejected'
  | 'failed'
  | 'expired'
  | 'partial';

export interface Endpoint {
  id: string;
  type: EndpointType;
  vpcId: string;
  ownerId: string;
  serviceName: string;
  state: EndpointState;
  lastError?: { code: string; message: string };
  policy: string;
  routeTableIds: string[];
  subnetIds: string[];
  groupIds: string[];
  interfaceIds: string[];
  privateDns: boolean;
  /** Private names answer only queries that come in from outside the VPC (S3) [aws-facts: s3-interface-endpoint]. */
  inboundResolverOnly: boolean;
  ipAddressType: 'ipv4' | 'dualstack' | 'ipv6';
  requesterManaged: boolean;
  /** Milliseconds since the epoch. */
  createdAt: number;
  tags: Tags;
}

export interface EndpointService {
  name: string;
  id: string;
  type: EndpointType;
  owner: string;
  zones: string[];
  baseDnsName: string;
  privateDnsNames: string[];
  ipAddressTypes: string[];
}

export interface NetworkInterface {
  id: string;
  vpcId: string;
  subnetId: string;
  ownerId: string;
  ip: string;
  publicIp?: string;
  groupIds: string[];
  description: string;
  /** `interface`, `vpc_endpoint`, `nat_gateway`, … */
  type: string;
  status: 'available' | 'in-use';
  requesterManaged: boolean;
  sourceDestCheck: boolean;
  instanceId?: string;
  /** The endpoint that it belongs to, while that exists. */
  endpointId?: string;
  /** The ECS task that it belongs to. */
  taskId?: string;
  tags: Tags;
}

export interface NatGateway {
  id: string;
  vpcId: string;
  ownerId: string;
  /** Absent for a regional one, which has no host subnet [aws-facts: nat-gateway]. */
  subnetId?: string;
  state: 'pending' | 'available' | 'failed' | 'deleting' | 'deleted';
  connectivity: 'public' | 'private';
  interfaceId?: string;
  publicIp?: string;
  tags: Tags;
}

export interface InternetGateway {
  id: string;
  ownerId: string;
  /** Absent while detached. */
  vpcId?: string;
  tags: Tags;
}

export interface Instance {
  id: string;
  vpcId: string;
  subnetId: string;
  state: 'running' | 'stopped';
  sourceDestCheck: boolean;
  interfaceId: string;
  tags: Tags;
}

export interface PrefixList {
  id: string;
  name: string;
  /** `AWS` or an account id. */
  ownerId: string;
  cidrs: string[];
  tags: Tags;
}

export interface DhcpOptions {
  id: string;
  ownerId: string;
  options: Record<string, string[]>;
  tags: Tags;
}

export interface Network {
  region: string;
  zones: Zone[];
  services: EndpointService[];
  prefixLists: PrefixList[];
  dhcpOptions: DhcpOptions[];
  vpcs: Vpc[];
  subnets: Subnet[];
  routeTables: RouteTable[];
  networkAcls: NetworkAcl[];
  securityGroups: SecurityGroup[];
  endpoints: Endpoint[];
  interfaces: NetworkInterface[];
  internetGateways: InternetGateway[];
  natGateways: NatGateway[];
  instances: Instance[];
  privateZones: PrivateZone[];
  resolverRules: ResolverRule[];
  profiles: Profile[];
  transitGateways: TransitGateway[];
  peerings: Peering[];
  ecs: Ecs;
}

/** An account in its home region, and what it has elsewhere. */
export interface World extends Network {
  accountId: string;
  callerArn: string;
  /** Regions beside the home region that are not empty. */
  otherRegions: Network[];
  /** Accounts that `AssumeRole` leads to; any other account is empty. */
  otherAccounts: World[];
}
