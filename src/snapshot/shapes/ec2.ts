import type {
  AwsAvailabilityZone,
  AwsDhcpOptions,
  AwsNatGateway,
  AwsNetworkAcl,
  AwsNetworkInterface,
  AwsPrefixList,
  AwsRouteTable,
  AwsSecurityGroup,
  AwsServiceDetail,
  AwsSubnet,
  AwsVpc,
  AwsVpcEndpoint,
} from '../../aws/read/reader.ts';
import type { ShapeOf } from '../shape.ts';

// What is kept of EC2's answers: what `discover/` reads, and nothing else. A test holds the two together.

export const ZONE: ShapeOf<AwsAvailabilityZone> = {
  ZoneName: 'word',
  ZoneId: 'word',
  ZoneType: 'word',
  RegionName: 'word',
};

export const VPC: ShapeOf<AwsVpc> = {
  VpcId: 'id',
  OwnerId: 'account',
  IsDefault: 'boolean',
  CidrBlock: 'address',
  CidrBlockAssociationSet: [{ CidrBlock: 'address', CidrBlockState: { State: 'word' } }],
  Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: 'address', Ipv6CidrBlockState: { State: 'word' } }],
  DhcpOptionsId: 'id',
  BlockPublicAccessStates: { InternetGatewayBlockMode: 'word' },
  Tags: 'tags',
};

export const SUBNET: ShapeOf<AwsSubnet> = {
  SubnetId: 'id',
  VpcId: 'id',
  OwnerId: 'account',
  CidrBlock: 'address',
  Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: 'address', Ipv6CidrBlockState: { State: 'word' } }],
  AvailabilityZone: 'word',
  AvailabilityZoneId: 'word',
  AvailableIpAddressCount: 'number',
  Ipv6Native: 'boolean',
  OutpostArn: 'arn',
  BlockPublicAccessStates: { InternetGatewayBlockMode: 'word' },
  Tags: 'tags',
};

export const ROUTE_TABLE: ShapeOf<AwsRouteTable> = {
  RouteTableId: 'id',
  VpcId: 'id',
  Associations: [{ AssociationState: { State: 'word' }, Main: 'boolean', SubnetId: 'id' }],
  Routes: [
    {
      DestinationCidrBlock: 'address',
      DestinationIpv6CidrBlock: 'address',
      DestinationPrefixListId: 'id',
      GatewayId: 'id',
      NatGatewayId: 'id',
      TransitGatewayId: 'id',
      VpcPeeringConnectionId: 'id',
      EgressOnlyInternetGatewayId: 'id',
      CoreNetworkArn: 'arn',
      LocalGatewayId: 'id',
      CarrierGatewayId: 'id',
      NetworkInterfaceId: 'id',
      InstanceId: 'id',
      OdbNetworkArn: 'arn',
      IpAddress: 'address',
      State: 'word',
      Origin: 'word',
    },
  ],
  Tags: 'tags',
};

export const NAT_GATEWAY: ShapeOf<AwsNatGateway> = {
  NatGatewayId: 'id',
  VpcId: 'id',
  SubnetId: 'id',
  State: 'word',
  ConnectivityType: 'word',
};

export const NETWORK_ACL: ShapeOf<AwsNetworkAcl> = {
  NetworkAclId: 'id',
  VpcId: 'id',
  IsDefault: 'boolean',
  Associations: [{ SubnetId: 'id' }],
  Entries: [
    {
      RuleNumber: 'number',
      Egress: 'boolean',
      RuleAction: 'word',
      Protocol: 'word',
      PortRange: { From: 'number', To: 'number' },
      CidrBlock: 'address',
      Ipv6CidrBlock: 'address',
    },
  ],
};

const PERMISSIONS: ShapeOf<NonNullable<AwsSecurityGroup['IpPermissions']>> = [
  {
    IpProtocol: 'word',
    FromPort: 'number',
    ToPort: 'number',
    IpRanges: [{ CidrIp: 'address', Description: 'name' }],
    Ipv6Ranges: [{ CidrIpv6: 'address', Description: 'name' }],
    PrefixListIds: [{ PrefixListId: 'id', Description: 'name' }],
    UserIdGroupPairs: [{ GroupId: 'id', Description: 'name' }],
  },
];

export const SECURITY_GROUP: ShapeOf<AwsSecurityGroup> = {
  GroupId: 'id',
  VpcId: 'id',
  OwnerId: 'account',
  GroupName: 'name',
  Description: 'name',
  IpPermissions: PERMISSIONS,
  IpPermissionsEgress: PERMISSIONS,
  Tags: 'tags',
};

export const VPC_ENDPOINT: ShapeOf<AwsVpcEndpoint> = {
  VpcEndpointId: 'id',
  VpcId: 'id',
  OwnerId: 'account',
  ServiceName: 'word',
  VpcEndpointType: 'word',
  State: 'word',
  FailureReason: 'text',
  LastError: { Message: 'text' },
  RequesterManaged: 'boolean',
  SubnetIds: ['id'],
  Groups: [{ GroupId: 'id' }],
  RouteTableIds: ['id'],
  NetworkInterfaceIds: ['id'],
  PrivateDnsEnabled: 'boolean',
  DnsOptions: { PrivateDnsOnlyForInboundResolverEndpoint: 'boolean' },
  IpAddressType: 'word',
  CreationTimestamp: 'date',
  DnsEntries: [{ DnsName: 'host', HostedZoneId: 'word' }],
  PolicyDocument: 'policy',
  Tags: 'tags',
};

export const ENDPOINT_SERVICE: ShapeOf<AwsServiceDetail> = {
  ServiceName: 'word',
  ServiceType: [{ ServiceType: 'word' }],
  Owner: 'account',
  AvailabilityZones: ['word'],
  PrivateDnsName: 'host',
  PrivateDnsNames: [{ PrivateDnsName: 'host' }],
  SupportedIpAddressTypes: ['word'],
};

export const DHCP_OPTIONS: ShapeOf<AwsDhcpOptions> = {
  DhcpOptionsId: 'id',
  DhcpConfigurations: [{ Key: 'word', Values: [{ Value: 'address' }] }],
};

export const PREFIX_LIST: ShapeOf<AwsPrefixList> = {
  PrefixListId: 'id',
  PrefixListName: 'word',
  Cidrs: ['address'],
};

export const NETWORK_INTERFACE: ShapeOf<AwsNetworkInterface> = {
  NetworkInterfaceId: 'id',
  VpcId: 'id',
  SubnetId: 'id',
  InterfaceType: 'word',
  Description: 'text',
  Status: 'word',
  PrivateIpAddress: 'address',
  PrivateIpAddresses: [{ PrivateIpAddress: 'address' }],
  Association: { PublicIp: 'address' },
  Attachment: { InstanceId: 'id', DeviceIndex: 'number', NetworkCardIndex: 'number' },
  Groups: [{ GroupId: 'id' }],
  SourceDestCheck: 'boolean',
};
