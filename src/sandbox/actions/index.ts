import type { Action } from '../action.ts';
import type { Service } from '../wire.ts';
import * as authorize from './authorize.ts';
import { CreateVpcEndpoint } from './create-vpc-endpoint.ts';
import { DeleteVpcEndpoints } from './delete-vpc-endpoints.ts';
import { DescribeDhcpOptions } from './describe-dhcp-options.ts';
import * as gateways from './describe-gateways.ts';
import { DescribeInstances } from './describe-instances.ts';
import { DescribeNetworkAcls } from './describe-network-acls.ts';
import { DescribeNetworkInterfaces } from './describe-network-interfaces.ts';
import { DescribeRouteTables } from './describe-route-tables.ts';
import { DescribeSecurityGroupRules, DescribeSecurityGroups } from './describe-security-groups.ts';
import { DescribeSubnets } from './describe-subnets.ts';
import { DescribeVpcEndpointServices } from './describe-vpc-endpoint-services.ts';
import { DescribeVpcEndpoints } from './describe-vpc-endpoints.ts';
import { DescribeVpcs } from './describe-vpcs.ts';
import { ModifyVpcEndpoint } from './modify-vpc-endpoint.ts';
import * as prefixLists from './prefix-lists.ts';
import { CreateSecurityGroup, DeleteSecurityGroup } from './security-groups.ts';
import * as sts from './sts.ts';
import * as tags from './tags.ts';
import * as attributes from './vpc-attributes.ts';
import { DescribeAvailabilityZones, DescribeRegions } from './zones.ts';

/** Every action that the sandbox answers, per service, under AWS's name. */
export const actions: Record<Service, Record<string, Action>> = {
  ec2: {
    ...attributes,
    ...authorize,
    ...gateways,
    ...prefixLists,
    ...tags,
    CreateSecurityGroup,
    CreateVpcEndpoint,
    DeleteSecurityGroup,
    DeleteVpcEndpoints,
    DescribeAvailabilityZones,
    DescribeDhcpOptions,
    DescribeInstances,
    DescribeNetworkAcls,
    DescribeNetworkInterfaces,
    DescribeRegions,
    DescribeRouteTables,
    DescribeSecurityGroupRules,
    DescribeSecurityGroups,
    DescribeSubnets,
    DescribeVpcEndpoints,
    DescribeVpcEndpointServices,
    DescribeVpcs,
    ModifyVpcEndpoint,
  },
  sts,
};
