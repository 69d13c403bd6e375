import type { Service } from '../protocol/wire.ts';
import type { Action } from './action.ts';
import { profileActions } from './dns/profiles.ts';
import { resolverActions } from './dns/resolver.ts';
import { route53Actions } from './dns/route53.ts';
import { ecsActions } from './ecs/index.ts';
import { CreateVpcEndpoint } from './endpoints/create-vpc-endpoint.ts';
import { DeleteVpcEndpoints } from './endpoints/delete-vpc-endpoints.ts';
import { DescribeVpcEndpointServices } from './endpoints/describe-vpc-endpoint-services.ts';
import { DescribeVpcEndpoints } from './endpoints/describe-vpc-endpoints.ts';
import { ModifyVpcEndpoint } from './endpoints/modify-vpc-endpoint.ts';
import {
  AuthorizeSecurityGroupEgress,
  AuthorizeSecurityGroupIngress,
  RevokeSecurityGroupEgress,
  RevokeSecurityGroupIngress,
} from './security-groups/authorize.ts';
import { DescribeSecurityGroupRules, DescribeSecurityGroups } from './security-groups/describe-security-groups.ts';
import { CreateSecurityGroup, DeleteSecurityGroup } from './security-groups/security-groups.ts';
import { AssumeRole, DecodeAuthorizationMessage, GetCallerIdentity } from './sts.ts';
import { CreateTags, DeleteTags } from './tags.ts';
import { DescribeDhcpOptions } from './vpc/describe-dhcp-options.ts';
import { DescribeInternetGateways, DescribeNatGateways } from './vpc/describe-gateways.ts';
import { DescribeInstances } from './vpc/describe-instances.ts';
import { DescribeNetworkAcls } from './vpc/describe-network-acls.ts';
import { DescribeNetworkInterfaces } from './vpc/describe-network-interfaces.ts';
import { DescribeRouteTables } from './vpc/describe-route-tables.ts';
import { DescribeSubnets } from './vpc/describe-subnets.ts';
import {
  DescribeTransitGatewayAttachments,
  DescribeTransitGatewayVpcAttachments,
  DescribeVpcPeeringConnections,
  SearchTransitGatewayRoutes,
} from './vpc/describe-transit.ts';
import { DescribeVpcs } from './vpc/describe-vpcs.ts';
import { DescribeManagedPrefixLists, DescribePrefixLists, GetManagedPrefixListEntries } from './vpc/prefix-lists.ts';
import { DescribeVpcAttribute, ModifyVpcAttribute } from './vpc/vpc-attributes.ts';
import { DescribeAvailabilityZones, DescribeRegions } from './vpc/zones.ts';

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
    DescribeTransitGatewayAttachments,
    DescribeTransitGatewayVpcAttachments,
    DescribeVpcAttribute,
    DescribeVpcEndpoints,
    DescribeVpcEndpointServices,
    DescribeVpcPeeringConnections,
    DescribeVpcs,
    GetManagedPrefixListEntries,
    ModifyVpcAttribute,
    ModifyVpcEndpoint,
    RevokeSecurityGroupEgress,
    RevokeSecurityGroupIngress,
    SearchTransitGatewayRoutes,
  },
  ecs: ecsActions,
  route53: route53Actions,
  route53profiles: profileActions,
  route53resolver: resolverActions,
  sts: { AssumeRole, DecodeAuthorizationMessage, GetCallerIdentity },
};
