import type { CreateVpcEndpointCommandInput } from '@aws-sdk/client-ec2';
import type { World } from '../../src/sandbox/index.ts';

export const service = (name: string) => `com.amazonaws.us-east-1.${name}`;

/** What the call needs to succeed in a world, for an interface endpoint or for the S3 gateway. */
export function inputs(world: World) {
  const { vpcs, subnets, routeTables, securityGroups } = world;
  const VpcId = vpcs[0]!.id;
  const tables = routeTables.filter(({ associations }) => associations.some(({ main }) => !main));
  return {
    api: {
      VpcId,
      ServiceName: service('ecr.api'),
      VpcEndpointType: 'Interface',
      SubnetIds: [subnets[0]!.id],
      SecurityGroupIds: [securityGroups[0]!.id],
      PrivateDnsEnabled: true,
    } satisfies CreateVpcEndpointCommandInput,
    s3: {
      VpcId,
      ServiceName: service('s3'),
      VpcEndpointType: 'Gateway',
      RouteTableIds: tables.map(({ id }) => id),
    } satisfies CreateVpcEndpointCommandInput,
  };
}
