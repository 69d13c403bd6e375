import {
  DescribeInternetGatewaysCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2';

export type Account = Awaited<ReturnType<typeof readAccount>>;

/**
 * All that a region of an account holds and that pullpath could have touched, read without the program's help and put
 * into one order, so that two readings of the same state are equal. moto has one page for everything. Tags are read on
 * the things that bear them: moto's DescribeTags keeps those of deleted ones.
 */
export async function readAccount(ec2: EC2Client) {
  const [vpcs, subnets, tables, groups, rules, endpoints, interfaces, acls, gateways, nats] = await Promise.all([
    ec2.send(new DescribeVpcsCommand({})),
    ec2.send(new DescribeSubnetsCommand({})),
    ec2.send(new DescribeRouteTablesCommand({})),
    ec2.send(new DescribeSecurityGroupsCommand({})),
    ec2.send(new DescribeSecurityGroupRulesCommand({})),
    ec2.send(new DescribeVpcEndpointsCommand({})),
    ec2.send(new DescribeNetworkInterfacesCommand({})),
    ec2.send(new DescribeNetworkAclsCommand({})),
    ec2.send(new DescribeInternetGatewaysCommand({})),
    ec2.send(new DescribeNatGatewaysCommand({})),
  ]);
  const vpcIds = (vpcs.Vpcs ?? []).map((vpc) => vpc.VpcId!);
  return {
    vpcs: ordered(vpcs.Vpcs, (vpc) => vpc.VpcId),
    dns: await Promise.all(vpcIds.sort().map((id) => readDns(ec2, id))),
    subnets: ordered(subnets.Subnets, (subnet) => subnet.SubnetId),
    routeTables: ordered(
      tables.RouteTables?.map((table) => ({ ...table, Routes: ordered(table.Routes, JSON.stringify) })),
      (table) => table.RouteTableId,
    ),
    securityGroups: ordered(groups.SecurityGroups, (group) => group.GroupId),
    securityGroupRules: ordered(rules.SecurityGroupRules, (rule) => rule.SecurityGroupRuleId),
    endpoints: ordered(
      // moto shows a deleted endpoint for ever; AWS for a while.
      endpoints.VpcEndpoints?.filter((endpoint) => endpoint.State?.toLowerCase() !== 'deleted'),
      (endpoint) => endpoint.VpcEndpointId,
    ),
    networkInterfaces: ordered(interfaces.NetworkInterfaces, (each) => each.NetworkInterfaceId),
    networkAcls: ordered(acls.NetworkAcls, (acl) => acl.NetworkAclId),
    internetGateways: ordered(gateways.InternetGateways, (gateway) => gateway.InternetGatewayId),
    natGateways: ordered(nats.NatGateways, (gateway) => gateway.NatGatewayId),
  };
}

async function readDns(ec2: EC2Client, vpcId: string) {
  const [support, hostnames] = await Promise.all([
    ec2.send(new DescribeVpcAttributeCommand({ VpcId: vpcId, Attribute: 'enableDnsSupport' })),
    ec2.send(new DescribeVpcAttributeCommand({ VpcId: vpcId, Attribute: 'enableDnsHostnames' })),
  ]);
  return { vpcId, support: support.EnableDnsSupport?.Value, hostnames: hostnames.EnableDnsHostnames?.Value };
}

function ordered<T>(items: readonly T[] | undefined, by: (item: T) => string | undefined): T[] {
  const keyed = (items ?? []).map((item) => ({ item, key: by(item) ?? '' }));
  return keyed.sort((left, right) => (left.key < right.key ? -1 : 1)).map(({ item }) => item);
}
