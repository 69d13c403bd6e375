import type {
  AuthorizeSecurityGroupIngressCommandInput,
  CreateSecurityGroupCommandInput,
  CreateTagsCommandInput,
  CreateVpcEndpointCommandInput,
  DeleteTagsCommandInput,
  IpPermission,
  ModifyVpcAttributeCommandInput,
  ModifyVpcEndpointCommandInput,
  ResourceType,
  RevokeSecurityGroupIngressCommandInput,
  TagSpecification,
} from '@aws-sdk/client-ec2';
import type {
  EndpointChange,
  IngressRule,
  NewGatewayEndpoint,
  NewInterfaceEndpoint,
  NewSecurityGroup,
  VpcDnsAttribute,
} from './writer.ts';

/** What a Writer is told → what EC2 is sent. Pure, and shared by the writer that acts and the one that only asks. */

type Tags = Readonly<Record<string, string>>;

function tagList(tags: Tags): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Tags that come with the creating call; EC2 refuses an empty list. */
function tagged(ResourceType: ResourceType, tags: Tags): { TagSpecifications?: TagSpecification[] } {
  const Tags = tagList(tags);
  return Tags.length === 0 ? {} : { TagSpecifications: [{ ResourceType, Tags }] };
}

export function newSecurityGroup(group: NewSecurityGroup): CreateSecurityGroupCommandInput {
  return {
    VpcId: group.vpcId,
    GroupName: group.name,
    Description: group.description,
    ...tagged('security-group', group.tags),
  };
}

export function newIngress(
  GroupId: string,
  rules: readonly IngressRule[],
  tags: Tags,
): AuthorizeSecurityGroupIngressCommandInput {
  const IpPermissions = rules.map((rule) => permission(rule, { Description: rule.description }));
  return { GroupId, IpPermissions, ...tagged('security-group-rule', tags) };
}

/** A rule is found by protocol, ports and source; EC2 does not ask for its description. */
export function oldIngress(GroupId: string, rules: readonly IngressRule[]): RevokeSecurityGroupIngressCommandInput {
  return { GroupId, IpPermissions: rules.map((rule) => permission(rule, {})) };
}

function permission(rule: IngressRule, described: { Description?: string }): IpPermission {
  const { protocol: IpProtocol, fromPort: FromPort, toPort: ToPort, cidr } = rule;
  return { IpProtocol, FromPort, ToPort, IpRanges: [{ CidrIp: cidr, ...described }] };
}

/**
 * The type is always sent (the default is Gateway), and so is private DNS (the default is on)
 * [aws-facts: private-dns-default].
 */
export function newInterfaceEndpoint(endpoint: NewInterfaceEndpoint): CreateVpcEndpointCommandInput {
  return {
    VpcEndpointType: 'Interface',
    VpcId: endpoint.vpcId,
    ServiceName: endpoint.service,
    SubnetIds: [...endpoint.subnetIds],
    SecurityGroupIds: [...endpoint.groupIds],
    PrivateDnsEnabled: endpoint.privateDns,
    IpAddressType: 'ipv4',
    ClientToken: endpoint.clientToken,
    ...tagged('vpc-endpoint', endpoint.tags),
  };
}

export function newGatewayEndpoint(endpoint: NewGatewayEndpoint): CreateVpcEndpointCommandInput {
  return {
    VpcEndpointType: 'Gateway',
    VpcId: endpoint.vpcId,
    ServiceName: endpoint.service,
    RouteTableIds: [...endpoint.routeTableIds],
    ClientToken: endpoint.clientToken,
    ...tagged('vpc-endpoint', endpoint.tags),
  };
}

export function endpointChange(VpcEndpointId: string, change: EndpointChange): ModifyVpcEndpointCommandInput {
  const list = (ids: readonly string[] | undefined) => (ids === undefined || ids.length === 0 ? undefined : [...ids]);
  const input = {
    AddSubnetIds: list(change.addSubnetIds),
    AddSecurityGroupIds: list(change.addGroupIds),
    RemoveSecurityGroupIds: list(change.removeGroupIds),
    AddRouteTableIds: list(change.addRouteTableIds),
    PrivateDnsEnabled: change.privateDns,
  };
  return { VpcEndpointId, ...input };
}

export function vpcAttribute(
  VpcId: string,
  attribute: VpcDnsAttribute,
  Value: boolean,
): ModifyVpcAttributeCommandInput {
  return attribute === 'enableDnsSupport'
    ? { VpcId, EnableDnsSupport: { Value } }
    : { VpcId, EnableDnsHostnames: { Value } };
}

export function newTags(resourceIds: readonly string[], tags: Tags): CreateTagsCommandInput {
  return { Resources: [...resourceIds], Tags: tagList(tags) };
}

/** Without a value a key's tag goes whatever it says. */
export function oldTags(resourceIds: readonly string[], keys: readonly string[]): DeleteTagsCommandInput {
  return { Resources: [...resourceIds], Tags: keys.map((Key) => ({ Key })) };
}
