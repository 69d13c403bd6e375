import type { DnsReader } from '../read/dns-reader.ts';
import type { HubReader } from '../read/hub-reader.ts';
import type { Reader } from '../read/reader.ts';
import type { EcsReader } from '../read/workload-reader.ts';
import type { EcsWriter } from '../write/ecs-writer.ts';
import type { Writer } from '../write/writer.ts';

/** What a caller is going to do; each mode has a least IAM policy. */
export const MODES = ['audit', 'plan', 'apply', 'rollback', 'release'] as const;
export type Mode = (typeof MODES)[number];

/** A method of the Reader: the IAM actions that it sends, all on resource `*` [aws-facts: iam-actions]. */
export interface ReadCall {
  readonly actions: readonly [string, ...string[]];
  readonly modes: readonly Mode[];
}

/** The resource part of an ARN of EC2; a hosted zone is Route 53's. */
export type ResourceType =
  | 'vpc'
  | 'subnet'
  | 'route-table'
  | 'security-group'
  | 'security-group-rule'
  | 'vpc-endpoint'
  | 'hostedzone';

/** What a grant may be tied to without getting in pullpath's way; the keys behind each are in iam-conditions.ts. */
export type IamCondition =
  /** The request sends the tags that we put on whatever we create. */
  | 'request-tagged-ours'
  /** The resource has those tags. */
  | 'resource-tagged-ours'
  /** The resource has the stack's tag: ours, or foreign and tagged before it is modified. */
  | 'resource-tagged-with-stack'
  /** The request names no tag but those that a modification of something foreign leaves. */
  | 'only-stack-and-undo-tags'
  /** The request names no tag but pullpath's own. */
  | 'only-our-tags'
  /** The tags come with the call that creates. */
  | 'while-creating'
  /** An AWS service, and one of those that are needed. */
  | 'needed-service'
  /** For the VPC of the policy, where it is narrowed to one. */
  | 'for-vpc';

/** One permission; those of one `statement` have the same ties, and stand together in a policy. */
export interface Grant {
  readonly modes: readonly Mode[];
  readonly statement: string;
  readonly action: string;
  readonly on: ResourceType;
  readonly conditions: readonly IamCondition[];
  /**
   * Whether pullpath may change what others made (`--modify-existing`): some permissions are needed only there, others
   * only elsewhere, because a wider one covers them there. Left out: needed in either case.
   */
  readonly modifyExisting?: boolean;
  /** True where AWS's sources disagree whether it is checked at all: granted all the same, and said. */
  readonly isUncertain?: boolean;
}

/** The permissions of a mode, in the order of the calls. */
export function grantsOf(mode: Mode, modifyExisting: boolean): Grant[] {
  return Object.values(WRITE_CALLS)
    .flat()
    .filter((grant) => grant.modes.includes(mode) && (grant.modifyExisting ?? modifyExisting) === modifyExisting);
}

/** A method of the Writer: the permissions that it needs. The first one's action is the request that it sends. */
export type WriteCall = readonly [Grant, ...Grant[]];

function read(...actions: [string, ...string[]]): ReadCall {
  return { actions, modes: MODES };
}

/** `iam-policy`, the finding on missing permissions and the names in error messages all come from these two tables. */
export const READ_CALLS: { readonly [K in keyof Reader]: ReadCall } = {
  /** AWS answers this one to everybody; no policy can or need allow it. */
  callerIdentity: { actions: ['sts:GetCallerIdentity'], modes: [] },
  regions: { actions: ['ec2:DescribeRegions'], modes: ['audit'] },
  zones: read('ec2:DescribeAvailabilityZones'),
  vpcs: read('ec2:DescribeVpcs'),
  subnets: read('ec2:DescribeSubnets'),
  routeTables: read('ec2:DescribeRouteTables'),
  natGateways: read('ec2:DescribeNatGateways'),
  networkAcls: read('ec2:DescribeNetworkAcls'),
  securityGroups: read('ec2:DescribeSecurityGroups'),
  endpoints: read('ec2:DescribeVpcEndpoints'),
  endpointServices: read('ec2:DescribeVpcEndpointServices'),
  dhcpOptions: read('ec2:DescribeDhcpOptions'),
  prefixLists: read('ec2:DescribePrefixLists'),
  prefixListEntries: read('ec2:GetManagedPrefixListEntries'),
  vpcAttributes: read('ec2:DescribeVpcAttribute'),
  networkInterfaces: read('ec2:DescribeNetworkInterfaces'),
  interfacesOfInstances: read('ec2:DescribeNetworkInterfaces'),
  networkInterfacesAt: read('ec2:DescribeNetworkInterfaces'),
  networkInterfacesOfVpc: read('ec2:DescribeNetworkInterfaces'),
  networkInterfacesOfGroup: read('ec2:DescribeNetworkInterfaces'),
  securityGroupsNaming: read('ec2:DescribeSecurityGroups'),
  securityGroupRules: { actions: ['ec2:DescribeSecurityGroupRules'], modes: ['release'] },
  decodeAuthorizationMessage: {
    actions: ['sts:DecodeAuthorizationMessage'],
    modes: ['plan', 'apply', 'rollback', 'release'],
  },
};

/** A call that is made only where a workload of ECS is named. */
function ecsRead(action: string): ReadCall {
  return { actions: [action], modes: ['audit', 'plan', 'apply'] };
}

export const ECS_READ_CALLS: { readonly [K in keyof EcsReader]: ReadCall } = {
  clusterArns: ecsRead('ecs:ListClusters'),
  clusters: ecsRead('ecs:DescribeClusters'),
  serviceArns: ecsRead('ecs:ListServices'),
  services: ecsRead('ecs:DescribeServices'),
  expressService: ecsRead('ecs:DescribeExpressGatewayService'),
  serviceRevisions: ecsRead('ecs:DescribeServiceRevisions'),
  taskArns: ecsRead('ecs:ListTasks'),
  tasks: ecsRead('ecs:DescribeTasks'),
  taskDefinition: ecsRead('ecs:DescribeTaskDefinition'),
  capacityProviders: ecsRead('ecs:DescribeCapacityProviders'),
  containerInstanceArns: ecsRead('ecs:ListContainerInstances'),
  containerInstances: ecsRead('ecs:DescribeContainerInstances'),
};

/** A call that is made only where it can decide who answers a name, or where the answer lies, and that may be denied. */
function optionalRead(action: string): ReadCall {
  return { actions: [action], modes: ['audit', 'plan', 'apply'] };
}

/** [aws-facts: zone-records] */
export const DNS_READ_CALLS: { readonly [K in keyof DnsReader]: ReadCall } = {
  hostedZonesOfVpc: optionalRead('route53:ListHostedZonesByVPC'),
  hostedZone: optionalRead('route53:GetHostedZone'),
  recordSets: optionalRead('route53:ListResourceRecordSets'),
  resolverRuleAssociations: optionalRead('route53resolver:ListResolverRuleAssociations'),
  resolverRule: optionalRead('route53resolver:GetResolverRule'),
  profileAssociations: optionalRead('route53profiles:ListProfileAssociations'),
  profileResources: optionalRead('route53profiles:ListProfileResourceAssociations'),
};

/** [aws-facts: transit-gateway-reads] */
export const HUB_READ_CALLS: { readonly [K in keyof HubReader]: ReadCall } = {
  transitGatewayVpcAttachments: optionalRead('ec2:DescribeTransitGatewayVpcAttachments'),
  transitGatewayAttachments: optionalRead('ec2:DescribeTransitGatewayAttachments'),
  transitGatewayRoutes: optionalRead('ec2:SearchTransitGatewayRoutes'),
  peeringConnections: optionalRead('ec2:DescribeVpcPeeringConnections'),
};

/** What changes something in ECS, each only where the user asked for it by its flag. */
export const ECS_WRITE_CALLS: { readonly [K in keyof EcsWriter]: ReadCall } = {
  forceNewDeployment: { actions: ['ecs:UpdateService'], modes: ['apply'] },
};

const APPLY: readonly Mode[] = ['apply'];
const ROLLBACK: readonly Mode[] = ['rollback'];
const RELEASE: readonly Mode[] = ['release'];
const BOTH: readonly Mode[] = ['apply', 'rollback'];

function grant(
  modes: readonly Mode[],
  statement: string,
  action: string,
  on: ResourceType,
  ...conditions: IamCondition[]
): Grant {
  return { modes, statement, action: `ec2:${action}`, on, conditions };
}

function grantWhenModifyingExisting(...args: Parameters<typeof grant>): Grant {
  return { ...grant(...args), modifyExisting: true };
}

function grantUnlessModifyingExisting(...args: Parameters<typeof grant>): Grant {
  return { ...grant(...args), modifyExisting: false };
}

const NEW_ENDPOINT: WriteCall = [
  grant(APPLY, 'NewEndpoint', 'CreateVpcEndpoint', 'vpc-endpoint', 'request-tagged-ours', 'needed-service'),
  grant(APPLY, 'InVpc', 'CreateVpcEndpoint', 'vpc'),
  grant(APPLY, 'TagWhileCreating', 'CreateTags', 'vpc-endpoint', 'while-creating'),
];

/** What an endpoint can be attached to: a change of the endpoint is checked against these too. */
const ATTACHABLE: readonly ResourceType[] = ['subnet', 'security-group', 'route-table'];

/** Resource types and condition keys: the Service Authorization Reference [aws-facts: iam-actions]. */
export const WRITE_CALLS: { readonly [K in keyof Writer]: WriteCall } = {
  createSecurityGroup: [
    grant(APPLY, 'NewGroup', 'CreateSecurityGroup', 'security-group', 'request-tagged-ours'),
    grant(APPLY, 'InVpc', 'CreateSecurityGroup', 'vpc'),
    grant(APPLY, 'TagWhileCreating', 'CreateTags', 'security-group', 'while-creating'),
  ],
  authorizeIngress: [
    grant(APPLY, 'OwnGroup', 'AuthorizeSecurityGroupIngress', 'security-group', 'resource-tagged-ours'),
    grant(APPLY, 'NewRule', 'AuthorizeSecurityGroupIngress', 'security-group-rule'),
    grant(APPLY, 'TagWhileCreating', 'CreateTags', 'security-group-rule', 'while-creating'),
  ],
  revokeIngress: [grant(APPLY, 'OwnGroup', 'RevokeSecurityGroupIngress', 'security-group', 'resource-tagged-ours')],
  deleteSecurityGroup: [grant(ROLLBACK, 'OwnGroup', 'DeleteSecurityGroup', 'security-group', 'resource-tagged-ours')],
  createInterfaceEndpoint: [
    ...NEW_ENDPOINT,
    grant(APPLY, 'Attach', 'CreateVpcEndpoint', 'subnet'),
    grant(APPLY, 'Attach', 'CreateVpcEndpoint', 'security-group'),
    // With private DNS, AWS associates a zone of its own with the VPC [aws-facts: zone-permission].
    {
      modes: APPLY,
      statement: 'PrivateDnsZone',
      action: 'route53:AssociateVPCWithHostedZone',
      on: 'hostedzone',
      conditions: ['for-vpc'],
      isUncertain: true,
    },
  ],
  createGatewayEndpoint: [...NEW_ENDPOINT, grant(APPLY, 'Attach', 'CreateVpcEndpoint', 'route-table')],
  modifyEndpoint: [
    // What is ours has the stack's tag too, so that tag covers both.
    grantUnlessModifyingExisting(APPLY, 'OwnEndpoint', 'ModifyVpcEndpoint', 'vpc-endpoint', 'resource-tagged-ours'),
    grantWhenModifyingExisting(
      BOTH,
      'MarkedEndpoint',
      'ModifyVpcEndpoint',
      'vpc-endpoint',
      'resource-tagged-with-stack',
    ),
    ...ATTACHABLE.map((on) => grant(APPLY, 'Attach', 'ModifyVpcEndpoint', on)),
    grantWhenModifyingExisting(ROLLBACK, 'Attach', 'ModifyVpcEndpoint', 'security-group'),
  ],
  /** Apply removes an endpoint of its own that has failed, to create it again. */
  deleteEndpoints: [grant(BOTH, 'OwnEndpoint', 'DeleteVpcEndpoints', 'vpc-endpoint', 'resource-tagged-ours')],
  modifyVpcAttribute: [
    grantWhenModifyingExisting(BOTH, 'MarkedVpc', 'ModifyVpcAttribute', 'vpc', 'resource-tagged-with-stack'),
  ],
  createTags: [
    grant(APPLY, 'TagOwn', 'CreateTags', 'security-group', 'resource-tagged-ours'),
    grant(APPLY, 'TagOwn', 'CreateTags', 'vpc-endpoint', 'resource-tagged-ours'),
    grantWhenModifyingExisting(APPLY, 'MarkForeign', 'CreateTags', 'vpc-endpoint', 'only-stack-and-undo-tags'),
    grantWhenModifyingExisting(APPLY, 'MarkForeign', 'CreateTags', 'vpc', 'only-stack-and-undo-tags'),
  ],
  deleteTags: [
    grantWhenModifyingExisting(
      ROLLBACK,
      'Unmark',
      'DeleteTags',
      'vpc-endpoint',
      'resource-tagged-with-stack',
      'only-stack-and-undo-tags',
    ),
    grantWhenModifyingExisting(
      ROLLBACK,
      'Unmark',
      'DeleteTags',
      'vpc',
      'resource-tagged-with-stack',
      'only-stack-and-undo-tags',
    ),
    grant(RELEASE, 'LetGo', 'DeleteTags', 'security-group', 'resource-tagged-with-stack', 'only-our-tags'),
    grant(RELEASE, 'LetGo', 'DeleteTags', 'security-group-rule', 'resource-tagged-with-stack', 'only-our-tags'),
    grant(RELEASE, 'LetGo', 'DeleteTags', 'vpc-endpoint', 'resource-tagged-with-stack', 'only-our-tags'),
    grant(RELEASE, 'LetGo', 'DeleteTags', 'vpc', 'resource-tagged-with-stack', 'only-our-tags'),
  ],
};

/** The request that each method sends, by its IAM action. */
export const READ_ACTIONS = requestsOf(READ_CALLS);
export const ECS_READ_ACTIONS = requestsOf(ECS_READ_CALLS);
export const DNS_READ_ACTIONS = requestsOf(DNS_READ_CALLS);
export const HUB_READ_ACTIONS = requestsOf(HUB_READ_CALLS);
export const ECS_WRITE_ACTIONS = requestsOf(ECS_WRITE_CALLS);

function requestsOf<K extends string>(calls: { readonly [P in K]: ReadCall }): { readonly [P in K]: string } {
  const named = Object.entries<ReadCall>(calls).map(([name, { actions }]) => [name, actions[0]]);
  return Object.fromEntries(named) as { readonly [P in K]: string };
}

export const WRITE_ACTIONS = Object.fromEntries(
  Object.entries(WRITE_CALLS).map(([name, [first]]) => [name, first.action]),
) as { readonly [K in keyof Writer]: string };
