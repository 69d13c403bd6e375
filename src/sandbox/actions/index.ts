import type { Action } from '../action.ts';
import type { Service } from '../wire.ts';
import {
  AuthorizeSecurityGroupEgress,
  AuthorizeSecurityGroupIngress,
  RevokeSecurityGroupEgress,
  RevokeSecurityGroupIngress,
} from './authorize.ts';
import { CreateVpcEndpoint } from './create-vpc-endpoint.ts';
import { DeleteVpcEndpoints } from './delete-vpc-endpoints.ts';
import { DescribeDhcpOptions } from './describe-dhcp-options.ts';
import { DescribeInternetGateways, DescribeNatGateways } from './describe-gateways.ts';
import { DescribeInstances } from './describe-instances.ts';
import { DescribeNetworkAcls } from './describe-network-acls.ts';
import { DescribeNetworkInterfaces } from './describe-network-interfaces.ts';
import { DescribeRouteTables } from './describe-route-tables.ts';
import { DescribeSecurityGroupRules, DescribeSecurityGroups } from './describe-security-groups.ts';
import { DescribeSubnets } from './describe-subnets.ts';
import { DescribeVpcEndpointServices } from './describe-vpc-endpoint-services.ts';
import { DescribeVpcEndpoints } from './describe-vpc-endpoints.ts';
import { DescribeVpcs } from './describe-vpcs.ts';
import { ecsActions } from './ecs/index.ts';
import { ModifyVpcEndpoint } from './modify-vpc-endpoint.ts';
import { DescribeManagedPrefixLists, DescribePrefixLists, GetManagedPrefixListEntries } from './prefix-lists.ts';
import { CreateSecurityGroup, DeleteSecurityGroup } from './security-groups.ts';
import { AssumeRole, DecodeAuthorizationMessage, GetCallerIdentity } from './sts.ts';
import { CreateTags, DeleteTags } from './tags.ts';
import { DescribeVpcAttribute, ModifyVpcAttribute } from './vpc-attributes.ts';
import { DescribeAvailabilityZones, DescribeRegions } from './zones.ts';

/** Every action that the sandbox answers, per service, under AWS's name. */
export const actions: Record<Service, Record<string, Action>> = {
  ec2: {
    AuthorizeSecurityGroupEgress,
    AuthorizeSecurityGroupIngress,
    CreateSecurityGroup,
    CreateTags,
    CreateVpcEndpoint,
    DeleteSecurityGroup,
    DeleteTags,
    DeleteVpcEndpoints,
    DescribeAvailabilityZones,
    DescribeDhcpOptions,
    DescribeInstances,
    DescribeInternetGateways,
    DescribeManagedPrefixLists,
    DescribeNatGateways,
    DescribeNetworkAcls,
    DescribeNetworkInterfaces,
    DescribePrefixLists,
    DescribeRegions,
    DescribeRouteTables,
    DescribeSecurityGroupRules,
    DescribeSecurityGroups,
    DescribeSubnets,
    DescribeVpcAttribute,
    DescribeVpcEndpoints,
    DescribeVpcEndpointServices,
    DescribeVpcs,
    GetManagedPrefixListEntries,
    ModifyVpcAttribute,
    ModifyVpcEndpoint,
    RevokeSecurityGroupEgress,
    RevokeSecurityGroupIngress,
  },
  ecs: ecsActions,
  sts: { AssumeRole, DecodeAuthorizationMessage, GetCallerIdentity },
};
