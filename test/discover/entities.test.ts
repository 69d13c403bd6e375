import { describe, expect, it } from 'vitest';
import { toDhcpOptions } from '../../src/discover/entities/dhcp-options.ts';
import { toEndpoint } from '../../src/discover/entities/endpoint.ts';
import { toEndpointServices } from '../../src/discover/entities/endpoint-service.ts';
import { toNatGateway } from '../../src/discover/entities/nat-gateway.ts';
import { toNetworkAcl } from '../../src/discover/entities/network-acl.ts';
import { toNetworkInterface } from '../../src/discover/entities/network-interface.ts';
import { toPrefixList } from '../../src/discover/entities/prefix-list.ts';
import { toRouteTable } from '../../src/discover/entities/route-table.ts';
import { toSecurityGroup } from '../../src/discover/entities/security-group.ts';
import { toSubnet } from '../../src/discover/entities/subnet.ts';
import { toVpc } from '../../src/discover/entities/vpc.ts';
import { toZone } from '../../src/discover/entities/zone.ts';

describe('a route', () => {
  const cidr = { DestinationCidrBlock: '0.0.0.0/0' };

  it.each([
    ['local', { GatewayId: 'local' }, 'local'],
    ['internet-gateway', { GatewayId: 'igw-1' }, 'igw-1'],
    ['vpn-gateway', { GatewayId: 'vgw-1' }, 'vgw-1'],
    ['vpc-endpoint', { GatewayId: 'vpce-1' }, 'vpce-1'],
    ['nat-gateway', { NatGatewayId: 'nat-1' }, 'nat-1'],
    ['network-interface', { NetworkInterfaceId: 'eni-1', InstanceId: 'i-1' }, 'eni-1'],
    ['network-interface', { InstanceId: 'i-1' }, 'i-1'],
    ['transit-gateway', { TransitGatewayId: 'tgw-1' }, 'tgw-1'],
    ['core-network', { CoreNetworkArn: 'arn:core' }, 'arn:core'],
    ['peering', { VpcPeeringConnectionId: 'pcx-1' }, 'pcx-1'],
    ['egress-only-gateway', { EgressOnlyInternetGatewayId: 'eigw-1' }, 'eigw-1'],
    ['local-gateway', { LocalGatewayId: 'lgw-1' }, 'lgw-1'],
    ['carrier-gateway', { CarrierGatewayId: 'cagw-1' }, 'cagw-1'],
    ['other', { OdbNetworkArn: 'arn:odb' }, 'arn:odb'],
    ['other', { IpAddress: '10.0.0.9' }, '10.0.0.9'],
    ['other', {}, ''],
  ])('to %s: %j', (kind, target, id) => {
    const [route] = toRouteTable({ Routes: [{ ...cidr, ...target }] }).routes;
    expect(route?.target).toEqual({ kind, id });
  });

  it.each([
    [{ DestinationCidrBlock: '10.0.0.0/8' }, { kind: 'ipv4', value: '10.0.0.0/8' }],
    [{ DestinationIpv6CidrBlock: '::/0' }, { kind: 'ipv6', value: '::/0' }],
    [{ DestinationPrefixListId: 'pl-1' }, { kind: 'prefix-list', value: 'pl-1' }],
  ])('has the destination %j', (raw, destination) => {
    expect(toRouteTable({ Routes: [raw] }).routes[0]?.destination).toEqual(destination);
  });

  it.each([
    [{}, 'active', false],
    [{ State: 'active' as const, Origin: 'CreateRoute' as const }, 'active', false],
    [{ State: 'blackhole' as const }, 'blackhole', false],
    [{ State: 'filtered' as const }, 'filtered', false],
    [{ Origin: 'EnableVgwRoutePropagation' as const }, 'active', true],
    [{ Origin: 'Advertisement' as const }, 'active', true],
  ])('%j is %s, propagated: %s', (raw, state, propagated) => {
    expect(toRouteTable({ Routes: [{ ...cidr, ...raw }] }).routes[0]).toMatchObject({ state, propagated });
  });
});

describe('a route table', () => {
  it('counts subnets that are associated, and not those that are leaving, nor gateways', () => {
    const table = toRouteTable({
      RouteTableId: 'rtb-1',
      VpcId: 'vpc-1',
      Associations: [
        { SubnetId: 'subnet-1', AssociationState: { State: 'associated' } },
        { SubnetId: 'subnet-2', AssociationState: { State: 'disassociating' } },
        { SubnetId: 'subnet-3' },
        { GatewayId: 'igw-1', AssociationState: { State: 'associated' } },
      ],
    });
    expect(table).toMatchObject({ main: false, subnetIds: ['subnet-1', 'subnet-3'] });
  });

  it('is the main one by an association that names no subnet', () => {
    expect(toRouteTable({ Associations: [{ Main: true }] })).toMatchObject({ main: true, subnetIds: [] });
  });
});

describe('an endpoint', () => {
  it('without a type is a gateway, for some partitions leave it out', () => {
    expect(toEndpoint({ VpcEndpointId: 'vpce-1' }).type).toBe('Gateway');
  });

  it('has its state in lower case, whichever way it was spelt', () => {
    expect(toEndpoint({ State: 'Available' }).state).toBe('available');
    expect(toEndpoint({ State: 'pendingAcceptance' as never }).state).toBe('pendingacceptance');
  });

  it('tells why it failed, in the newer field or the older, as a part of a sentence', () => {
    expect(toEndpoint({ FailureReason: 'new.' }).failure).toBe('new');
    expect(toEndpoint({ LastError: { Message: 'old. ' } }).failure).toBe('old');
    expect(toEndpoint({}).failure).toBeNull();
  });

  it('keeps all that decides whether it serves', () => {
    expect(
      toEndpoint({
        VpcEndpointId: 'vpce-1',
        VpcEndpointType: 'Interface',
        VpcId: 'vpc-1',
        ServiceName: 'com.amazonaws.eu-west-1.ecr.api',
        Groups: [{ GroupId: 'sg-1', GroupName: 'x' }],
        SubnetIds: ['subnet-1'],
        NetworkInterfaceIds: ['eni-1'],
        PrivateDnsEnabled: true,
        RequesterManaged: true,
        CreationTimestamp: new Date('2026-10-06T09:45:01Z'),
        DnsOptions: { PrivateDnsOnlyForInboundResolverEndpoint: true },
        DnsEntries: [{ DnsName: 'api.ecr.eu-west-1.amazonaws.com' }, { HostedZoneId: 'Z' }],
        PolicyDocument: '{}',
        OwnerId: '123456789012',
        Tags: [{ Key: 'Name', Value: 'x' }],
      }),
    ).toEqual({
      id: 'vpce-1',
      vpcId: 'vpc-1',
      ownerId: '123456789012',
      service: 'com.amazonaws.eu-west-1.ecr.api',
      type: 'Interface',
      state: '',
      failure: null,
      requesterManaged: true,
      subnetIds: ['subnet-1'],
      groupIds: ['sg-1'],
      routeTableIds: [],
      networkInterfaceIds: ['eni-1'],
      privateDns: true,
      inboundResolverOnly: true,
      ipAddressType: 'ipv4',
      createdAt: '2026-10-06T09:45:01.000Z',
      dnsNames: ['api.ecr.eu-west-1.amazonaws.com'],
      privateZoneIds: ['Z'],
      policy: '{}',
      tags: { Name: 'x' },
    });
  });

  it.each([undefined, new Date('nonsense')])(
    'that tells no time of its creation (%s) has none',
    (CreationTimestamp) => {
      expect(toEndpoint({ CreationTimestamp })).toMatchObject({ createdAt: null });
    },
  );
});

describe('a security group', () => {
  it('has one rule for each source that a permission bundles', () => {
    const group = toSecurityGroup({
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: 443,
          ToPort: 443,
          IpRanges: [{ CidrIp: '10.0.0.0/16', Description: 'x' }, { CidrIp: '10.1.0.0/16' }],
          Ipv6Ranges: [{ CidrIpv6: 'fd00::/8' }],
          PrefixListIds: [{ PrefixListId: 'pl-1' }],
          UserIdGroupPairs: [{ GroupId: 'sg-2' }],
        },
      ],
      IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    });
    expect(group.ingress.map((rule) => rule.peer)).toEqual([
      { kind: 'ipv4', value: '10.0.0.0/16' },
      { kind: 'ipv4', value: '10.1.0.0/16' },
      { kind: 'ipv6', value: 'fd00::/8' },
      { kind: 'prefix-list', value: 'pl-1' },
      { kind: 'group', value: 'sg-2' },
    ]);
    expect(group.ingress[0]).toMatchObject({ protocol: 'tcp', fromPort: 443, toPort: 443, description: 'x' });
    expect(group.egress[0]).toMatchObject({ protocol: 'all', fromPort: null, toPort: null });
  });
});

describe('a network ACL', () => {
  it.each([
    ['-1', 'all'],
    ['6', 'tcp'],
    ['17', 'udp'],
    ['1', '1'],
  ])('names protocol %s as %s', (Protocol, protocol) => {
    expect(toNetworkAcl({ Entries: [{ Protocol }] }).entries[0]?.protocol).toBe(protocol);
  });

  it('has its entries by rising number, for the first match decides', () => {
    const acl = toNetworkAcl({
      NetworkAclId: 'acl-1',
      Associations: [{ SubnetId: 'subnet-1' }],
      Entries: [
        { RuleNumber: 32767, RuleAction: 'deny', CidrBlock: '0.0.0.0/0', Egress: true },
        { RuleNumber: 100, RuleAction: 'allow', Ipv6CidrBlock: '::/0', PortRange: { From: 443, To: 443 } },
      ],
    });
    expect(acl.subnetIds).toEqual(['subnet-1']);
    expect(acl.entries).toMatchObject([
      { number: 100, allow: true, egress: false, cidr: '::/0', fromPort: 443, toPort: 443 },
      { number: 32767, allow: false, egress: true, cidr: '0.0.0.0/0', fromPort: null, toPort: null },
    ]);
  });
});

describe('an endpoint service', () => {
  it('stands once for each of its types', () => {
    const services = toEndpointServices({
      ServiceName: 'com.amazonaws.eu-west-1.s3',
      ServiceType: [{ ServiceType: 'Gateway' }, { ServiceType: 'Interface' }],
      AvailabilityZones: ['eu-west-1a'],
      PrivateDnsName: '*.s3.eu-west-1.amazonaws.com',
      PrivateDnsNames: [
        { PrivateDnsName: '*.s3.eu-west-1.amazonaws.com' },
        { PrivateDnsName: 's3.eu-west-1.amazonaws.com' },
      ],
    });
    expect(services.map((service) => service.type)).toEqual(['Gateway', 'Interface']);
    expect(services[0]).toMatchObject({
      zoneNames: ['eu-west-1a'],
      privateDnsNames: ['*.s3.eu-west-1.amazonaws.com', 's3.eu-west-1.amazonaws.com'],
    });
  });
});

describe('a VPC and its subnets', () => {
  it('have every associated block, the primary first, and not those that are leaving', () => {
    const vpc = toVpc({
      VpcId: 'vpc-1',
      CidrBlock: '10.0.0.0/16',
      CidrBlockAssociationSet: [
        { CidrBlock: '100.64.0.0/16', CidrBlockState: { State: 'associated' } },
        { CidrBlock: '10.0.0.0/16', CidrBlockState: { State: 'associated' } },
        { CidrBlock: '10.9.0.0/16', CidrBlockState: { State: 'disassociating' } },
      ],
    });
    expect(vpc.cidrBlocks).toEqual(['10.0.0.0/16', '100.64.0.0/16']);
  });

  it.each([
    ['block-bidirectional', 'block-bidirectional'],
    ['block-ingress', 'block-ingress'],
    ['off', 'off'],
    [undefined, 'off'],
  ])('with Block Public Access %s are %s', (InternetGatewayBlockMode, expected) => {
    const BlockPublicAccessStates = { InternetGatewayBlockMode: InternetGatewayBlockMode as 'off' };
    expect(toVpc({ BlockPublicAccessStates }).publicAccessBlock).toBe(expected);
    expect(toSubnet({ BlockPublicAccessStates }).publicAccessBlock).toBe(expected);
  });

  it('tell an IPv6-only subnet, and one on an Outpost', () => {
    expect(toSubnet({ Ipv6Native: true, OutpostArn: 'arn:outpost' })).toMatchObject({
      cidrBlock: null,
      ipv6Only: true,
      outpostArn: 'arn:outpost',
    });
  });
});

describe('the rest', () => {
  it('a NAT gateway is public unless it says private, and a regional one has no subnet', () => {
    expect(toNatGateway({ ConnectivityType: 'private', State: 'available' }).connectivity).toBe('private');
    expect(toNatGateway({ NatGatewayId: 'nat-1', State: 'failed' })).toEqual({
      id: 'nat-1',
      vpcId: '',
      subnetId: null,
      state: 'failed',
      connectivity: 'public',
    });
  });

  it('a network interface has each address once', () => {
    const raw = {
      PrivateIpAddress: '10.0.0.5',
      PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.5' }, { PrivateIpAddress: '10.0.0.6' }],
    };
    expect(toNetworkInterface(raw).addresses).toEqual(['10.0.0.5', '10.0.0.6']);
    expect(toNetworkInterface({ SourceDestCheck: false }).sourceDestCheck).toBe(false);
  });

  it('DHCP options name their DNS servers, or none where AWS’s default is meant', () => {
    const DhcpConfigurations = [{ Key: 'domain-name-servers', Values: [{ Value: '10.0.0.2' }, { Value: '10.0.0.3' }] }];
    expect(toDhcpOptions({ DhcpOptionsId: 'dopt-1', DhcpConfigurations }).dnsServers).toEqual(['10.0.0.2', '10.0.0.3']);
    expect(toDhcpOptions({}).dnsServers).toEqual([]);
  });

  it('a prefix list of AWS’s without CIDRs did not tell them', () => {
    expect(toPrefixList({ PrefixListId: 'pl-1', Cidrs: [] }).cidrs).toBeNull();
    expect(toPrefixList({ PrefixListId: 'pl-1', Cidrs: ['52.0.0.0/15'] }).cidrs).toEqual(['52.0.0.0/15']);
  });

  it('a zone is an availability zone where the type is not told', () => {
    expect(toZone({ ZoneName: 'eu-west-1a', ZoneId: 'euw1-az1' }).type).toBe('availability-zone');
    expect(toZone({ ZoneType: 'local-zone' }).type).toBe('local-zone');
  });
});
