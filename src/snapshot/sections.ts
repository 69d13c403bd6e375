import type { EcsPart } from '../discover/ecs/ecs-snapshot.ts';
import type { SnapshotPart } from '../discover/snapshot.ts';
import type { Json, Shape } from './shape.ts';
import {
  HOSTED_ZONE,
  PROFILES_OF_VPC,
  RECORDS_OF_ZONE,
  RESOLVER_RULE,
  RESOURCES_OF_PROFILE,
  RULES_OF_VPC,
  ZONES_OF_VPC,
} from './shapes/dns.ts';
import {
  DHCP_OPTIONS,
  ENDPOINT_SERVICE,
  NAT_GATEWAY,
  NETWORK_ACL,
  NETWORK_INTERFACE,
  PREFIX_LIST,
  ROUTE_TABLE,
  SECURITY_GROUP,
  SUBNET,
  VPC,
  VPC_ENDPOINT,
  ZONE,
} from './shapes/ec2.ts';
import {
  CAPACITY_PROVIDER,
  CLUSTER,
  CONTAINER_INSTANCE,
  EXPRESS_SERVICE,
  SERVICE,
  SERVICE_REVISION,
  TASK,
  TASK_DEFINITION,
} from './shapes/ecs.ts';

/** One kind of things in a snapshot file, named as the list in the AWS CLI's answer is. */
interface SectionDefinition {
  /** What it is a part of, once it is read. */
  readonly part: SnapshotPart | EcsPart;
  /** What it is called in a sentence. */
  readonly noun: string;
  /** The call that answers it, as IAM names it. */
  readonly action: string;
  /** The call that lists what is then described. */
  readonly listedBy?: string;
  readonly shape: Shape;
  /** The fields that tell one of its things from another. */
  readonly keys: readonly string[];
}

export const SECTIONS = {
  AvailabilityZones: {
    part: 'zones',
    noun: 'Availability Zones',
    action: 'ec2:DescribeAvailabilityZones',
    shape: ZONE,
    keys: ['ZoneName'],
  },
  Vpcs: { part: 'vpcs', noun: 'VPCs', action: 'ec2:DescribeVpcs', shape: VPC, keys: ['VpcId'] },
  Subnets: { part: 'subnets', noun: 'subnets', action: 'ec2:DescribeSubnets', shape: SUBNET, keys: ['SubnetId'] },
  RouteTables: {
    part: 'routeTables',
    noun: 'route tables',
    action: 'ec2:DescribeRouteTables',
    shape: ROUTE_TABLE,
    keys: ['RouteTableId'],
  },
  NatGateways: {
    part: 'natGateways',
    noun: 'NAT gateways',
    action: 'ec2:DescribeNatGateways',
    shape: NAT_GATEWAY,
    keys: ['NatGatewayId'],
  },
  NetworkAcls: {
    part: 'networkAcls',
    noun: 'network ACLs',
    action: 'ec2:DescribeNetworkAcls',
    shape: NETWORK_ACL,
    keys: ['NetworkAclId'],
  },
  SecurityGroups: {
    part: 'securityGroups',
    noun: 'security groups',
    action: 'ec2:DescribeSecurityGroups',
    shape: SECURITY_GROUP,
    keys: ['GroupId'],
  },
  VpcEndpoints: {
    part: 'endpoints',
    noun: 'VPC endpoints',
    action: 'ec2:DescribeVpcEndpoints',
    shape: VPC_ENDPOINT,
    keys: ['VpcEndpointId'],
  },
  ServiceDetails: {
    part: 'endpointServices',
    noun: 'endpoint services',
    action: 'ec2:DescribeVpcEndpointServices',
    shape: ENDPOINT_SERVICE,
    // S3 is there twice, as gateway and as interface.
    keys: ['ServiceName', 'ServiceType'],
  },
  DhcpOptions: {
    part: 'dhcpOptions',
    noun: 'DHCP options',
    action: 'ec2:DescribeDhcpOptions',
    shape: DHCP_OPTIONS,
    keys: ['DhcpOptionsId'],
  },
  PrefixLists: {
    part: 'prefixLists',
    noun: 'prefix lists of AWS',
    action: 'ec2:DescribePrefixLists',
    shape: PREFIX_LIST,
    keys: ['PrefixListId'],
  },
  VpcAttributes: {
    part: 'dnsAttributes',
    noun: 'DNS attributes',
    action: 'ec2:DescribeVpcAttribute',
    shape: { VpcId: 'id', EnableDnsSupport: { Value: 'boolean' }, EnableDnsHostnames: { Value: 'boolean' } },
    keys: ['VpcId'],
  },
  NetworkInterfaces: {
    part: 'networkInterfaces',
    noun: 'network interfaces',
    action: 'ec2:DescribeNetworkInterfaces',
    shape: NETWORK_INTERFACE,
    keys: ['NetworkInterfaceId'],
  },
  PrefixListEntries: {
    part: 'prefixLists',
    noun: 'entries of prefix lists',
    action: 'ec2:GetManagedPrefixListEntries',
    shape: { PrefixListId: 'id', Entries: [{ Cidr: 'address' }] },
    keys: ['PrefixListId'],
  },
  HostedZonesOfVpc: {
    part: 'hostedZones',
    noun: 'private hosted zones',
    action: 'route53:ListHostedZonesByVPC',
    shape: ZONES_OF_VPC,
    keys: ['VpcId'],
  },
  HostedZones: {
    part: 'hostedZones',
    noun: 'private hosted zones',
    action: 'route53:GetHostedZone',
    shape: HOSTED_ZONE,
    keys: ['Id'],
  },
  RecordSets: {
    part: 'hostedZones',
    noun: 'records of hosted zones',
    action: 'route53:ListResourceRecordSets',
    shape: RECORDS_OF_ZONE,
    keys: ['HostedZoneId'],
  },
  ResolverRuleAssociations: {
    part: 'resolverRules',
    noun: 'Resolver rules',
    action: 'route53resolver:ListResolverRuleAssociations',
    shape: RULES_OF_VPC,
    keys: ['VpcId'],
  },
  ResolverRules: {
    part: 'resolverRules',
    noun: 'Resolver rules',
    action: 'route53resolver:GetResolverRule',
    shape: RESOLVER_RULE,
    keys: ['Id'],
  },
  ProfileAssociations: {
    part: 'dnsProfiles',
    noun: 'Route 53 Profiles',
    action: 'route53profiles:ListProfileAssociations',
    shape: PROFILES_OF_VPC,
    keys: ['VpcId'],
  },
  ProfileResources: {
    part: 'dnsProfiles',
    noun: 'resources of Route 53 Profiles',
    action: 'route53profiles:ListProfileResourceAssociations',
    shape: RESOURCES_OF_PROFILE,
    keys: ['ProfileId'],
  },
  clusters: {
    part: 'clusters',
    noun: 'ECS clusters',
    action: 'ecs:DescribeClusters',
    listedBy: 'ecs:ListClusters',
    shape: CLUSTER,
    keys: ['clusterArn'],
  },
  services: {
    part: 'services',
    noun: 'ECS services',
    action: 'ecs:DescribeServices',
    listedBy: 'ecs:ListServices',
    shape: SERVICE,
    keys: ['serviceArn'],
  },
  expressServices: {
    part: 'expressServices',
    noun: 'Express services',
    action: 'ecs:DescribeExpressGatewayService',
    shape: EXPRESS_SERVICE,
    keys: ['serviceArn'],
  },
  serviceRevisions: {
    part: 'serviceRevisions',
    noun: 'service revisions',
    action: 'ecs:DescribeServiceRevisions',
    shape: SERVICE_REVISION,
    keys: ['serviceRevisionArn'],
  },
  tasks: {
    part: 'tasks',
    noun: 'ECS tasks',
    action: 'ecs:DescribeTasks',
    listedBy: 'ecs:ListTasks',
    shape: TASK,
    keys: ['taskArn'],
  },
  taskDefinitions: {
    part: 'taskDefinitions',
    noun: 'task definitions',
    action: 'ecs:DescribeTaskDefinition',
    shape: TASK_DEFINITION,
    keys: ['taskDefinitionArn'],
  },
  capacityProviders: {
    part: 'capacityProviders',
    noun: 'capacity providers',
    action: 'ecs:DescribeCapacityProviders',
    shape: CAPACITY_PROVIDER,
    keys: ['name'],
  },
  containerInstances: {
    part: 'containerInstances',
    noun: 'container instances',
    action: 'ecs:DescribeContainerInstances',
    listedBy: 'ecs:ListContainerInstances',
    shape: CONTAINER_INSTANCE,
    keys: ['containerInstanceArn'],
  },
} as const satisfies Record<string, SectionDefinition>;

/** The same, in a form in which any attribute can be asked for. */
export const sectionOf = (name: SectionName): SectionDefinition => SECTIONS[name];

export type SectionName = keyof typeof SECTIONS;
export const SECTION_NAMES = Object.keys(SECTIONS) as SectionName[];

export function isSection(name: string): name is SectionName {
  return Object.hasOwn(SECTIONS, name);
}

/** One thing of a section, as plain JSON in AWS's words. */
export type Item = { readonly [field: string]: Json };

/** What tells a thing from others of its section. */
export function keyOfItem(section: SectionName, item: Item): string {
  return SECTIONS[section].keys.map((key) => JSON.stringify(item[key] ?? null)).join(' ');
}

export function isEcs(section: SectionName): boolean {
  return SECTIONS[section].action.startsWith('ecs:');
}
