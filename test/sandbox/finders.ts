import type { EC2Client } from '@aws-sdk/client-ec2';
import * as sdk from '@aws-sdk/client-ec2';

export type Filters = sdk.Filter[];
export const filters = (given: Record<string, string | string[]>): Filters =>
  Object.entries(given).map(([Name, values]) => ({ Name, Values: [values].flat() }));

/** Ids that a describe call finds, by the name of its list. */
export const finders = {
  vpcs: async (ec2: EC2Client, Filters: Filters) =>
    (await ec2.send(new sdk.DescribeVpcsCommand({ Filters }))).Vpcs!.map((x) => x.VpcId),
  subnets: async (ec2: EC2Client, Filters: Filters) =>
    (await ec2.send(new sdk.DescribeSubnetsCommand({ Filters }))).Subnets!.map((x) => x.SubnetId),
  routeTables: async (ec2: EC2Client, Filters: Filters) =>
    (await ec2.send(new sdk.DescribeRouteTablesCommand({ Filters }))).RouteTables!.map((x) => x.RouteTableId),
  networkAcls: async (ec2: EC2Client, Filters: Filters) =>
    (await ec2.send(new sdk.DescribeNetworkAclsCommand({ Filters }))).NetworkAcls!.map((x) => x.NetworkAclId),
  securityGroups: async (ec2: EC2Client, Filters: Filters) =>
    (await ec2.send(new sdk.DescribeSecurityGroupsCommand({ Filters }))).SecurityGroups!.map((x) => x.GroupId),
  endpoints: async (ec2: EC2Client, Filters: Filters) =>
    (await ec2.send(new sdk.DescribeVpcEndpointsCommand({ Filters }))).VpcEndpoints!.map((x) => x.VpcEndpointId),
  interfaces: async (ec2: EC2Client, Filters: Filters) =>
    (await ec2.send(new sdk.DescribeNetworkInterfacesCommand({ Filters }))).NetworkInterfaces!.map(
      (x) => x.NetworkInterfaceId,
    ),
  internetGateways: async (ec2: EC2Client, Filters: Filters) =>
    (await ec2.send(new sdk.DescribeInternetGatewaysCommand({ Filters }))).InternetGateways!.map(
      (x) => x.InternetGatewayId,
    ),
  natGateways: async (ec2: EC2Client, Filter: Filters) =>
    (await ec2.send(new sdk.DescribeNatGatewaysCommand({ Filter }))).NatGateways!.map((x) => x.NatGatewayId),
  dhcpOptions: async (ec2: EC2Client, Filters: Filters) =>
    (await ec2.send(new sdk.DescribeDhcpOptionsCommand({ Filters }))).DhcpOptions!.map((x) => x.DhcpOptionsId),
  prefixLists: async (ec2: EC2Client, Filters: Filters) =>
    (await ec2.send(new sdk.DescribeManagedPrefixListsCommand({ Filters }))).PrefixLists!.map((x) => x.PrefixListId),
};
export type List = keyof typeof finders;
