import { CreateVpcEndpointCommand, type CreateVpcEndpointCommandInput } from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { type World, type WorldName, worlds } from '../../src/sandbox/index.ts';
import { open, refusal } from './clients.ts';
import { inputs, service } from './endpoint-inputs.ts';

interface Case {
  title: string;
  world?: WorldName;
  prepare?: (world: World) => void;
  input: (given: ReturnType<typeof inputs>, world: World) => CreateVpcEndpointCommandInput;
  code: string;
  message?: RegExp;
}

const cases: Case[] = [
  {
    title: 'private DNS where a DNS attribute of the VPC is off',
    world: 'dns-off',
    input: ({ api }) => api,
    code: 'InvalidParameter',
    message: /^Enabling private DNS requires both enableDnsSupport and enableDnsHostnames .* for vpc-/,
  },
  {
    title: 'private DNS where another endpoint owns the name',
    world: 'open',
    input: ({ api }) => api,
    code: 'InvalidParameter',
    message: /conflicting DNS domain for api\.ecr\.us-east-1\.amazonaws\.com in the VPC vpc-/,
  },
  {
    title: 'private DNS where a private hosted zone owns the name',
    world: 'private-zone',
    input: ({ api }) => api,
    code: 'InvalidParameter',
    message: /conflicting DNS domain/,
  },
  {
    title: 'two subnets in one zone',
    world: 'same-zone',
    input: ({ api }, { subnets }) => ({ ...api, SubnetIds: subnets.map(({ id }) => id) }),
    code: 'DuplicateSubnetsInSameZone',
  },
  {
    title: 'a subnet in a zone that the service does not offer',
    world: 'zone-gap',
    input: ({ api }, { subnets }) => ({ ...api, ServiceName: service('ecr.dkr'), SubnetIds: [subnets[1]!.id] }),
    code: 'InvalidParameter',
    message: /ecr\.dkr does not support the availability zone of the subnet: subnet-/,
  },
  {
    title: 'a subnet in a Local Zone',
    world: 'local-zone',
    input: ({ api }, { subnets }) => ({ ...api, SubnetIds: [subnets[1]!.id] }),
    code: 'InvalidParameter',
    message: /does not support the availability zone/,
  },
  {
    title: 'a subnet on an Outpost',
    prepare: ({ subnets }) => {
      subnets[0]!.outpostArn = 'arn:aws:outposts:us-east-1:111122223333:outpost/op-1';
    },
    input: ({ api }) => api,
    code: 'InvalidParameter',
  },
  {
    title: 'a subnet that speaks only IPv6',
    prepare: ({ subnets }) => {
      subnets[0]!.ipv6Native = true;
    },
    input: ({ api }) => api,
    code: 'InvalidParameter',
  },
  {
    title: 'an unknown service',
    input: ({ api }) => ({ ...api, ServiceName: service('nope') }),
    code: 'InvalidServiceName',
  },
  {
    title: 'a type that the service does not have',
    input: ({ s3 }) => ({ ...s3, ServiceName: service('ecr.api') }),
    code: 'InvalidServiceName',
    message: /does not support the endpoint type 'Gateway'/,
  },
  {
    title: 'no type at all, which means Gateway',
    input: ({ api: { VpcEndpointType: _, ...api } }) => api,
    code: 'InvalidServiceName',
    message: /'Gateway'/,
  },
  { title: 'a table that has the route already', world: 'open', input: ({ s3 }) => s3, code: 'RouteAlreadyExists' },
  {
    title: 'an unknown VPC',
    input: ({ api }) => ({ ...api, VpcId: 'vpc-00000000000000000' }),
    code: 'InvalidVpcId.NotFound',
  },
  {
    title: 'an unknown subnet',
    input: ({ api }) => ({ ...api, SubnetIds: ['subnet-00000000000000000'] }),
    code: 'InvalidSubnetId.NotFound',
  },
  {
    title: 'an unknown security group',
    input: ({ api }) => ({ ...api, SecurityGroupIds: ['sg-00000000000000000'] }),
    code: 'InvalidSecurityGroupID.NotFound',
  },
  {
    title: 'an unknown route table',
    input: ({ s3 }) => ({ ...s3, RouteTableIds: ['rtb-00000000000000000'] }),
    code: 'InvalidRouteTableId.NotFound',
  },
  { title: 'a malformed VPC id', input: ({ api }) => ({ ...api, VpcId: 'nope' }), code: 'InvalidVpcID.Malformed' },
  {
    title: 'a subnet of another VPC',
    world: 'two-vpcs',
    input: ({ api }, { subnets }) => ({ ...api, SubnetIds: [subnets[2]!.id] }),
    code: 'InvalidParameter',
    message: /different VPC/,
  },
  {
    title: 'a security group of another VPC',
    world: 'two-vpcs',
    input: ({ api }, { securityGroups }) => ({ ...api, SecurityGroupIds: [securityGroups[1]!.id] }),
    code: 'InvalidParameter',
    message: /different VPC/,
  },
  {
    title: 'a route table of another VPC',
    world: 'two-vpcs',
    input: ({ s3 }) => s3,
    code: 'InvalidParameter',
    message: /different VPC/,
  },
  {
    title: 'a subnet without a free address',
    prepare: ({ subnets }) => {
      subnets[0]!.occupied = 251;
    },
    input: ({ api }) => api,
    code: 'InsufficientFreeAddressesInSubnet',
  },
  {
    title: 'more than five security groups',
    prepare: (world) => {
      for (let n = 1; n < 6; n += 1) {
        world.securityGroups.push({ ...world.securityGroups[0]!, id: `sg-0000000000000000${n}`, name: `g${n}` });
      }
    },
    input: ({ api }, { securityGroups }) => ({ ...api, SecurityGroupIds: securityGroups.map(({ id }) => id) }),
    code: 'SecurityGroupsPerInterfaceLimitExceeded',
  },
  {
    title: 'a policy that is not JSON',
    input: ({ api }) => ({ ...api, PolicyDocument: '{not json' }),
    code: 'InvalidPolicyDocument',
  },
  {
    title: 'a policy of more than 20,480 characters',
    input: ({ api }) => ({ ...api, PolicyDocument: JSON.stringify({ Statement: [{ Sid: 'x'.repeat(20_480) }] }) }),
    code: 'InvalidPolicyDocument',
  },
  {
    title: 'an S3 interface endpoint with private DNS where there is no S3 gateway',
    input: ({ api }) => ({ ...api, ServiceName: service('s3') }),
    code: 'InvalidParameter',
    message: /^To set PrivateDnsOnlyForInboundResolverEndpoint to true, the VPC vpc-\w+ must have a Gateway endpoint/,
  },
  {
    title: 'DNS options on a gateway',
    input: ({ s3 }) => ({ ...s3, DnsOptions: { PrivateDnsOnlyForInboundResolverEndpoint: false } }),
    code: 'InvalidParameter',
    message: /applicable only to Interface VPC Endpoints/,
  },
  {
    title: 'subnets on a gateway',
    input: ({ s3, api }) => ({ ...s3, SubnetIds: api.SubnetIds }),
    code: 'InvalidParameter',
  },
  {
    title: 'private DNS on a gateway',
    input: ({ s3 }) => ({ ...s3, PrivateDnsEnabled: true }),
    code: 'InvalidParameter',
  },
  {
    title: 'route tables on an interface endpoint',
    input: ({ api, s3 }) => ({ ...api, RouteTableIds: s3.RouteTableIds }),
    code: 'InvalidParameter',
  },
  {
    title: "a VPC that another account shares with the caller's",
    world: 'shared-vpc',
    input: ({ api: { SecurityGroupIds: _, ...api } }) => api,
    code: 'OperationNotPermitted',
  },
  {
    title: 'tags for another type of resource',
    input: ({ api }) => ({ ...api, TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'a', Value: 'b' }] }] }),
    code: 'InvalidParameterValue',
  },
  {
    title: 'a client token of more than 64 characters',
    input: ({ api }) => ({ ...api, ClientToken: 'x'.repeat(65) }),
    code: 'InvalidParameterValue',
  },
  {
    title: 'a dual-stack endpoint, which is not modelled',
    input: ({ api }) => ({ ...api, IpAddressType: 'dualstack' }),
    code: 'InvalidParameterValue',
  },
  {
    title: 'fixed addresses, which are not modelled',
    input: ({ api }) => ({ ...api, SubnetConfigurations: [{ SubnetId: api.SubnetIds[0], Ipv4: '10.0.1.9' }] }),
    code: 'UnsupportedOperation',
  },
];

describe('CreateVpcEndpoint refuses, and changes nothing', () => {
  test.for(cases)('$title', async ({ world: name = 'guide', prepare, input, code, message }) => {
    const world = worlds[name].make();
    prepare?.(world);
    const { sandbox, ec2 } = await open({ world });
    const before = sandbox.state();
    const refused = await refusal(ec2.send(new CreateVpcEndpointCommand(input(inputs(world), world))));
    expect(refused).toMatchObject({ code, status: 400 });
    if (message) expect(refused.message).toMatch(message);
    expect(sandbox.state()).toEqual(before);
  });

  test.for([
    {
      title: 'interface endpoints of a VPC',
      quotas: { endpointsPerVpc: 0 },
      kind: 'api' as const,
      code: 'VpcEndpointLimitExceeded',
    },
    {
      title: 'gateway endpoints of a region',
      quotas: { gatewaysPerRegion: 0 },
      kind: 's3' as const,
      code: 'VpcEndpointLimitExceeded',
    },
    {
      title: 'network interfaces of a zone',
      quotas: { interfacesPerZone: 0 },
      kind: 'api' as const,
      code: 'NetworkInterfaceLimitExceeded',
    },
  ])('beyond the quota of $title', async ({ quotas, kind, code }) => {
    const { sandbox, ec2 } = await open({ timing: { quotas } });
    const before = sandbox.state();
    const input = inputs(worlds.guide.make())[kind];
    expect(await refusal(ec2.send(new CreateVpcEndpointCommand(input)))).toMatchObject({ code });
    expect(sandbox.state()).toEqual(before);
  });
});
