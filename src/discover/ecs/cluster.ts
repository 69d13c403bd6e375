import { z } from 'zod';
import type { AwsEcsCapacityProvider, AwsEcsCluster, AwsEcsContainerInstance } from '../../aws/read/workload-reader.ts';
import type { NetworkInterface } from '../entities/network-interface.ts';
import { nameOf } from './launch.ts';

export const EcsCluster = z.object({
  arn: z.string(),
  name: z.string(),
  status: z.string(),
  /** What launches tasks where a service names neither launch type nor strategy. */
  defaultCapacityProviders: z.array(z.string()),
  /** Where ECS Exec keeps its record. */
  exec: z.object({ kmsKeyId: z.string().nullable(), logGroup: z.string().nullable(), bucket: z.string().nullable() }),
});
export type EcsCluster = z.infer<typeof EcsCluster>;

export function toEcsCluster(raw: AwsEcsCluster): EcsCluster {
  const exec = raw.configuration?.executeCommandConfiguration;
  return {
    arn: raw.clusterArn ?? '',
    name: raw.clusterName ?? nameOf(raw.clusterArn ?? ''),
    status: raw.status ?? '',
    defaultCapacityProviders: (raw.defaultCapacityProviderStrategy ?? []).map((item) => item.capacityProvider ?? ''),
    exec: {
      kmsKeyId: exec?.kmsKeyId ?? null,
      logGroup: exec?.logConfiguration?.cloudWatchLogGroupName ?? null,
      bucket: exec?.logConfiguration?.s3BucketName ?? null,
    },
  };
}

export const CapacityProvider = z.object({
  name: z.string(),
  /** FARGATE, FARGATE_SPOT, EC2_AUTOSCALING or MANAGED_INSTANCES; null where ECS does not say. */
  type: z.string().nullable(),
  /** Of Managed Instances: where the instances stand, which pull. */
  instances: z.object({ subnetIds: z.array(z.string()), securityGroupIds: z.array(z.string()) }).nullable(),
});
export type CapacityProvider = z.infer<typeof CapacityProvider>;

export function toCapacityProvider(raw: AwsEcsCapacityProvider): CapacityProvider {
  const network = raw.managedInstancesProvider?.instanceLaunchTemplate?.networkConfiguration;
  return {
    name: raw.name ?? '',
    type: raw.type ?? impliedType(raw),
    instances:
      network === undefined
        ? null
        : { subnetIds: network.subnets ?? [], securityGroupIds: network.securityGroups ?? [] },
  };
}

function impliedType(raw: AwsEcsCapacityProvider): string | null {
  if (raw.name === 'FARGATE' || raw.name === 'FARGATE_SPOT') return raw.name;
  if (raw.managedInstancesProvider !== undefined) return 'MANAGED_INSTANCES';
  return raw.autoScalingGroupProvider === undefined ? null : 'EC2_AUTOSCALING';
}

/** An instance that runs tasks. What neither its agent nor EC2 tells is null. */
export const ContainerInstance = z.object({
  arn: z.string(),
  instanceId: z.string().nullable(),
  capacityProvider: z.string().nullable(),
  /** False: the agent has no way to ECS. */
  agentConnected: z.boolean(),
  subnetId: z.string().nullable(),
  vpcId: z.string().nullable(),
  /** Of its first interface, which pulls; null where EC2 was not asked, or did not tell. */
  securityGroupIds: z.array(z.string()).nullable(),
  publicAddress: z.boolean().nullable(),
});
export type ContainerInstance = z.infer<typeof ContainerInstance>;

export function toContainerInstance(raw: AwsEcsContainerInstance): ContainerInstance {
  const attribute = (wanted: string) => raw.attributes?.find(({ name }) => name === wanted)?.value ?? null;
  return {
    arn: raw.containerInstanceArn ?? '',
    instanceId: raw.ec2InstanceId ?? null,
    capacityProvider: raw.capacityProviderName ?? null,
    agentConnected: raw.agentConnected ?? false,
    subnetId: attribute('ecs.subnet-id'),
    vpcId: attribute('ecs.vpc-id'),
    securityGroupIds: null,
    publicAddress: null,
  };
}

/** The instance with what EC2 tells of its first interface. */
export function withInterface(instance: ContainerInstance, first: NetworkInterface | undefined): ContainerInstance {
  if (first === undefined) return instance;
  const { subnetId, vpcId, groupIds, publicAddress } = first;
  return { ...instance, subnetId, vpcId, securityGroupIds: groupIds, publicAddress: publicAddress !== null };
}
