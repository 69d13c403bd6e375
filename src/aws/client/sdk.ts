/**
 * The only door to the AWS SDK at run time. Everything is named: a bundler that resolves the SDK's ES builds then drops
 * the other seven hundred operations of EC2, which is the difference between 0.1 and 0.8 seconds of start-up.
 */
export {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateTagsCommand,
  CreateVpcEndpointCommand,
  type CreateVpcEndpointCommandInput,
  DeleteSecurityGroupCommand,
  DeleteTagsCommand,
  DeleteVpcEndpointsCommand,
  DescribeAvailabilityZonesCommand,
  DescribeRegionsCommand,
  DescribeRouteTablesCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcEndpointServicesCommand,
  EC2Client,
  ModifyVpcAttributeCommand,
  ModifyVpcEndpointCommand,
  paginateDescribeDhcpOptions,
  paginateDescribeNatGateways,
  paginateDescribeNetworkAcls,
  paginateDescribeNetworkInterfaces,
  paginateDescribePrefixLists,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroupRules,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVpcEndpoints,
  paginateDescribeVpcs,
  paginateGetManagedPrefixListEntries,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
export {
  AssumeRoleCommand,
  DecodeAuthorizationMessageCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
export { AwsEc2QueryProtocol, XmlShapeDeserializer } from '@aws-sdk/core/protocols';
export { defaultProvider } from '@aws-sdk/credential-provider-node';
export { loadSharedConfigFiles } from '@smithy/core/config';
export { NodeHttpHandler } from '@smithy/node-http-handler';
