import type { Filter } from '@aws-sdk/client-ec2';
import * as sdk from '../client/sdk.ts';
import { unexpectedResponse } from '../client/validate-response.ts';
import { everyItem, forEachChunk, LARGE_PAGE, SMALL_PAGE } from './paging.ts';
import type { AwsServiceDetail, Reader, VpcAttributes, VpcSelection } from './reader.ts';

export interface ReadClients {
  readonly ec2: sdk.EC2Client;
  readonly sts: sdk.STSClient;
}

/**
 * The Reader over the SDK's clients; rejects with the SDK's own errors (see errors/wrap-errors.ts). `pageSize` only lowers the
 * sizes, for tests. Filters are those that EC2 and its emulators agree on: `vpc-id` and ids, never `association.*`,
 * which leaves out the main route tables.
 */
export function ec2Reader({ ec2, sts }: ReadClients, pageSize: number = LARGE_PAGE): Reader {
  const large = { client: ec2, pageSize: Math.min(pageSize, LARGE_PAGE) };
  const small = { client: ec2, pageSize: Math.min(pageSize, SMALL_PAGE) };

  /** A whole region in one go, or the VPCs of the scope. */
  function scoped<T>({ vpcIds }: VpcSelection, ask: (input: { Filters?: Filter[] }) => Promise<T[]>): Promise<T[]> {
    if (vpcIds === undefined) return ask({});
    return forEachChunk(vpcIds, (Values) => ask({ Filters: [{ Name: 'vpc-id', Values }] }));
  }

  return {
    async callerIdentity() {
      const { Account, Arn, $metadata } = await sts.send(new sdk.GetCallerIdentityCommand({}));
      if (!Account || !Arn) throw unexpectedResponse($metadata);
      return { account: Account, arn: Arn };
    },
    async regions() {
      const { Regions } = await ec2.send(new sdk.DescribeRegionsCommand({}));
      return (Regions ?? []).map((region) => region.RegionName).filter((name) => name !== undefined);
    },
    async zones() {
      return (await ec2.send(new sdk.DescribeAvailabilityZonesCommand({}))).AvailabilityZones ?? [];
    },
    vpcs: (scope) => scoped(scope, (input) => everyItem(sdk.paginateDescribeVpcs(large, input), (page) => page.Vpcs)),
    subnets: (scope) =>
      scoped(scope, (input) => everyItem(sdk.paginateDescribeSubnets(large, input), (page) => page.Subnets)),
    routeTables: (scope, vpcsOf) =>
      scope.vpcIds === undefined && vpcsOf !== undefined
        ? allRouteTables(small, vpcsOf)
        : scoped(scope, (input) => routeTables(small, input)),
    natGateways: (scope) =>
      scoped(scope, ({ Filters }) =>
        // Only this call names its list `Filter`.
        everyItem(
          sdk.paginateDescribeNatGateways(large, Filters === undefined ? {} : { Filter: Filters }),
          (page) => page.NatGateways,
        ),
      ),
    networkAcls: (scope) =>
      scoped(scope, (input) => everyItem(sdk.paginateDescribeNetworkAcls(large, input), (page) => page.NetworkAcls)),
    securityGroups: (scope) =>
      scoped(scope, (input) =>
        everyItem(sdk.paginateDescribeSecurityGroups(large, input), (page) => page.SecurityGroups),
      ),
    endpoints: (scope) =>
      scoped(scope, (input) => everyItem(sdk.paginateDescribeVpcEndpoints(large, input), (page) => page.VpcEndpoints)),
    endpointServices: () => endpointServices(ec2, large.pageSize),
    dhcpOptions: () => everyItem(sdk.paginateDescribeDhcpOptions(large, {}), (page) => page.DhcpOptions),
    prefixLists: () => everyItem(sdk.paginateDescribePrefixLists(large, {}), (page) => page.PrefixLists),
    async prefixListEntries(PrefixListId) {
      const pages = sdk.paginateGetManagedPrefixListEntries(small, { PrefixListId });
      const entries = await everyItem(pages, (page) => page.Entries);
      return entries.map((entry) => entry.Cidr).filter((cidr) => cidr !== undefined);
    },
    vpcAttributes: (vpcId) => vpcAttributes(ec2, vpcId),
    networkInterfaces: (ids) =>
      forEachChunk(ids, (Values) => networkInterfaces(large, { Name: 'network-interface-id', Values })),
    interfacesOfInstances: (ids) =>
      forEachChunk(ids, (Values) => networkInterfaces(large, { Name: 'attachment.instance-id', Values })),
    networkInterfacesAt: (addresses) =>
      forEachChunk(addresses, (Values) => networkInterfaces(large, { Name: 'addresses.private-ip-address', Values })),
    networkInterfacesOfVpc: (vpcId) => networkInterfaces(large, { Name: 'vpc-id', Values: [vpcId] }),
    networkInterfacesOfGroup: (groupId) => networkInterfaces(large, { Name: 'group-id', Values: [groupId] }),
    async securityGroupsNaming(groupId) {
      const filters = ['ip-permission.group-id', 'egress.ip-permission.group-id'];
      const found = await Promise.all(
        filters.map((Name) => {
          const input = { Filters: [{ Name, Values: [groupId] }] };
          return everyItem(sdk.paginateDescribeSecurityGroups(large, input), (page) => page.SecurityGroups);
        }),
      );
      const others = found.flat().filter((group) => group.GroupId !== groupId);
      return [...new Map(others.map((group) => [group.GroupId, group])).values()];
    },
    securityGroupRules: (groupId) => {
      const input = { Filters: [{ Name: 'group-id', Values: [groupId] }] };
      return everyItem(sdk.paginateDescribeSecurityGroupRules(large, input), (page) => page.SecurityGroupRules);
    },
    async decodeAuthorizationMessage(EncodedMessage) {
      return (await sts.send(new sdk.DecodeAuthorizationMessageCommand({ EncodedMessage }))).DecodedMessage ?? '';
    },
  };
}

type Paging = { client: sdk.EC2Client; pageSize: number; startingToken?: string };

function routeTables(paging: Paging, input: { Filters?: Filter[] }) {
  return everyItem(sdk.paginateDescribeRouteTables(paging, input), (page) => page.RouteTables);
}

/**
 * Chains of pages that are read side by side: at EC2's usual tenth of a second, what its bucket gives in the long run
 * and a little more [aws-facts: throttling].
 */
const ABREAST = 4;

/**
 * A region's route tables come a hundred a page, and a page names the next: an estate of twenty thousand takes two
 * hundred requests, one after another. So what does not fit on one page is asked for by VPC, several chains at a time.
 * That takes a request more for each chain, however many tables there are.
 */
async function allRouteTables(paging: Paging, vpcsOf: () => Promise<readonly string[]>) {
  const { client, pageSize } = paging;
  const { RouteTables = [], NextToken } = await client.send(
    new sdk.DescribeRouteTablesCommand({ MaxResults: pageSize }),
  );
  if (NextToken === undefined) return RouteTables;
  const vpcIds = await vpcsOf();
  if (vpcIds.length < 2) return [...RouteTables, ...(await routeTables({ ...paging, startingToken: NextToken }, {}))];
  return forEachChunk(vpcIds, (Values) => routeTables(paging, { Filters: [{ Name: 'vpc-id', Values }] }), ABREAST);
}

function networkInterfaces(paging: Paging, ...Filters: Filter[]) {
  const pages = sdk.paginateDescribeNetworkInterfaces(paging, { Filters });
  return everyItem(pages, (page) => page.NetworkInterfaces);
}

/** The one paged call for which the SDK has no paginator. */
async function endpointServices(ec2: sdk.EC2Client, MaxResults: number): Promise<AwsServiceDetail[]> {
  const all: AwsServiceDetail[] = [];
  let NextToken: string | undefined;
  do {
    const input = NextToken === undefined ? { MaxResults } : { MaxResults, NextToken };
    const page = await ec2.send(new sdk.DescribeVpcEndpointServicesCommand(input));
    all.push(...(page.ServiceDetails ?? []));
    // Some calls of EC2 end with an empty token in place of none.
    NextToken = page.NextToken === '' ? undefined : page.NextToken;
  } while (NextToken !== undefined);
  return all;
}

/** EC2 tells one attribute a call. */
async function vpcAttributes(ec2: sdk.EC2Client, VpcId: string): Promise<VpcAttributes> {
  const [support, hostnames] = await Promise.all([
    ec2.send(new sdk.DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsSupport' })),
    ec2.send(new sdk.DescribeVpcAttributeCommand({ VpcId, Attribute: 'enableDnsHostnames' })),
  ]);
  return {
    enableDnsSupport: support.EnableDnsSupport?.Value ?? false,
    enableDnsHostnames: hostnames.EnableDnsHostnames?.Value ?? false,
  };
}
