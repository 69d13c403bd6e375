import { ApiError } from '../protocol/api-error.ts';

/** How the ids of one kind of resource look, and what EC2 answers to a bad one [aws-facts: not-found-spelling]. */
export interface Kind {
  prefix: string;
  /** As `CreateTags` and ARNs name it. */
  resourceType: string;
  malformed: string;
  notFound: string;
  noun: string;
}

const kind = (
  prefix: string,
  resourceType: string,
  stem: string,
  noun: string,
  malformed = `${stem}.Malformed`,
): Kind => ({
  prefix,
  resourceType,
  malformed,
  notFound: `${stem}.NotFound`,
  noun,
});

export const kinds = {
  vpc: kind('vpc', 'vpc', 'InvalidVpcID', 'vpc ID'),
  subnet: kind('subnet', 'subnet', 'InvalidSubnetID', 'subnet ID'),
  routeTable: kind('rtb', 'route-table', 'InvalidRouteTableID', 'routeTable ID', 'InvalidRouteTableId.Malformed'),
  networkAcl: kind('acl', 'network-acl', 'InvalidNetworkAclID', 'networkAcl ID'),
  securityGroup: kind('sg', 'security-group', 'InvalidGroup', 'security group', 'InvalidGroupId.Malformed'),
  rule: kind('sgr', 'security-group-rule', 'InvalidSecurityGroupRuleId', 'security group rule ID'),
  endpoint: kind('vpce', 'vpc-endpoint', 'InvalidVpcEndpointId', 'Vpc Endpoint Id'),
  interface: kind('eni', 'network-interface', 'InvalidNetworkInterfaceID', 'networkInterface ID'),
  internetGateway: kind('igw', 'internet-gateway', 'InvalidInternetGatewayID', 'internetGateway ID'),
  natGateway: {
    ...kind('nat', 'natgateway', '', 'NAT gateway', 'NatGatewayMalformed'),
    notFound: 'NatGatewayNotFound',
  },
  dhcpOptions: kind('dopt', 'dhcp-options', 'InvalidDhcpOptionID', 'dhcpOption ID'),
  prefixList: kind('pl', 'prefix-list', 'InvalidPrefixListID', 'prefix list ID'),
  instance: kind('i', 'instance', 'InvalidInstanceID', 'instance ID'),
} satisfies Record<string, Kind>;

/** Throws the kind's Malformed code unless the id has its shape: prefix and 8 or 17 hexadecimal digits. */
export function checkShape(of: Kind, id: string): void {
  if (!new RegExp(`^${of.prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`).test(id)) {
    throw new ApiError(of.malformed, `Invalid id: "${id}" (expecting "${of.prefix}-...")`);
  }
}

export function notFound(of: Kind, id: string): ApiError {
  return new ApiError(of.notFound, `The ${of.noun} '${id}' does not exist`);
}
