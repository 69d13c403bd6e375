import type {
  AvailabilityZone,
  DhcpOptions,
  IpPermission,
  NatGateway,
  NetworkAcl,
  NetworkAclEntry,
  NetworkInterface,
  PrefixList,
  Route,
  RouteTable,
  SecurityGroup,
  SecurityGroupRule,
  ServiceDetail,
  Subnet,
  Vpc,
  VpcEndpoint,
} from '@aws-sdk/client-ec2';

/** AWS's own shapes, by type only: the rest of the program sees them here and nowhere else. */
export type AwsAvailabilityZone = AvailabilityZone;
export type AwsDhcpOptions = DhcpOptions;
export type AwsIpPermission = IpPermission;
export type AwsNatGateway = NatGateway;
export type AwsNetworkAcl = NetworkAcl;
export type AwsNetworkAclEntry = NetworkAclEntry;
export type AwsNetworkInterface = NetworkInterface;
export type AwsPrefixList = PrefixList;
export type AwsRoute = Route;
export type AwsRouteTable = RouteTable;
export type AwsSecurityGroup = SecurityGroup;
export type AwsSecurityGroupRule = SecurityGroupRule;
export type AwsServiceDetail = ServiceDetail;
export type AwsSubnet = Subnet;
export type AwsVpc = Vpc;
export type AwsVpcEndpoint = VpcEndpoint;

/** Which VPCs a read is about; left out: every VPC of the region. */
export interface VpcSelection {
  readonly vpcIds?: readonly string[] | undefined;
}

/** `arn:PARTITION:…` of the caller; an ARN's service part varies (moto says `sts` where AWS says `iam`). */
export interface CallerIdentity {
  readonly account: string;
  readonly arn: string;
}

export interface VpcAttributes {
  readonly enableDnsSupport: boolean;
  readonly enableDnsHostnames: boolean;
}

/**
 * Every call that reads, and no other: `audit`, `plan` and `export` are handed nothing else, so that a change there
 * does not compile. Each method answers all pages, or rejects with a `PullpathError` (see faults.ts).
 */
export interface Reader {
  callerIdentity(): Promise<CallerIdentity>;
  regions(): Promise<string[]>;
  zones(): Promise<AwsAvailabilityZone[]>;
  vpcs(scope: VpcSelection): Promise<AwsVpc[]>;
  subnets(scope: VpcSelection): Promise<AwsSubnet[]>;
  /**
   * @param vpcsOf the VPCs of the region; asked for where it has more tables than go on a page, whose pages are then
   * read several at a time
   */
  routeTables(scope: VpcSelection, vpcsOf?: () => Promise<readonly string[]>): Promise<AwsRouteTable[]>;
  natGateways(scope: VpcSelection): Promise<AwsNatGateway[]>;
  networkAcls(scope: VpcSelection): Promise<AwsNetworkAcl[]>;
  securityGroups(scope: VpcSelection): Promise<AwsSecurityGroup[]>;
  endpoints(scope: VpcSelection): Promise<AwsVpcEndpoint[]>;
  endpointServices(): Promise<AwsServiceDetail[]>;
  dhcpOptions(): Promise<AwsDhcpOptions[]>;
  /** AWS's own lists (S3, DynamoDB) with their CIDRs. */
  prefixLists(): Promise<AwsPrefixList[]>;
  prefixListEntries(prefixListId: string): Promise<string[]>;
  vpcAttributes(vpcId: string): Promise<VpcAttributes>;
  /** By id, through a filter: one id that is gone does not fail the others. */
  networkInterfaces(ids: readonly string[]): Promise<AwsNetworkInterface[]>;
  /** The interfaces of EC2 instances; those of tasks on them are among these, with another index than 0. */
  interfacesOfInstances(instanceIds: readonly string[]): Promise<AwsNetworkInterface[]>;
  /** Those with one of these private IPv4 addresses, in whatever VPC. */
  networkInterfacesAt(addresses: readonly string[]): Promise<AwsNetworkInterface[]>;
  /**
   * The network interfaces that have this security group: `DeleteSecurityGroup` is refused while the list is not empty.
   */
  networkInterfacesOfGroup(groupId: string): Promise<AwsNetworkInterface[]>;
  /** All network interfaces of a VPC. */
  networkInterfacesOfVpc(vpcId: string): Promise<AwsNetworkInterface[]>;
  /** Other groups whose rules name this one; they too hold it. */
  securityGroupsNaming(groupId: string): Promise<AwsSecurityGroup[]>;
  /** A group's rules one by one, with the tags that each has of its own. */
  securityGroupRules(groupId: string): Promise<AwsSecurityGroupRule[]>;
  /** The clear text of an `Encoded authorization failure message`; rejects where the caller may not decode. */
  decodeAuthorizationMessage(encoded: string): Promise<string>;
}
