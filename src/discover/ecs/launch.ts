import { z } from 'zod';
import type { AwsEcsService } from '../../aws/read/workload-reader.ts';

/** The network of tasks that have an interface of their own. An empty list of groups means the VPC's default group. */
export const TaskNetwork = z.object({
  subnetIds: z.array(z.string()),
  securityGroupIds: z.array(z.string()),
  /** Null where ECS does not tell, as of an Express service. */
  assignPublicIp: z.boolean().nullable(),
});
export type TaskNetwork = z.infer<typeof TaskNetwork>;

/** How tasks are launched; a service, each of its deployments and each of its task sets has all of it. */
export const Launch = z.object({
  /** Null where capacity providers decide, the service's own or the cluster's. */
  launchType: z.string().nullable(),
  capacityProviders: z.array(z.string()),
  /** As asked for, so perhaps `LATEST`; null on EC2. */
  platformVersion: z.string().nullable(),
  /** `Linux`, `Windows…`; null where ECS does not say. */
  platformFamily: z.string().nullable(),
  taskDefinition: z.string().nullable(),
  /** Null for tasks in bridge or host mode, which use the instance's network. */
  network: TaskNetwork.nullable(),
});
export type Launch = z.infer<typeof Launch>;

type AwsLaunch = Pick<
  AwsEcsService,
  'launchType' | 'capacityProviderStrategy' | 'platformVersion' | 'platformFamily' | 'taskDefinition'
> &
  Pick<AwsEcsService, 'networkConfiguration'>;

export function toLaunch(raw: AwsLaunch): Launch {
  return {
    launchType: raw.launchType ?? null,
    capacityProviders: (raw.capacityProviderStrategy ?? []).map((item) => item.capacityProvider ?? ''),
    platformVersion: raw.platformVersion ?? null,
    platformFamily: raw.platformFamily ?? null,
    taskDefinition: raw.taskDefinition ?? null,
    network: toTaskNetwork(raw.networkConfiguration),
  };
}

/** Left out when a service is made, `assignPublicIp` is DISABLED [aws-facts: ecs-network-configuration]. */
function toTaskNetwork(raw: AwsEcsService['networkConfiguration']): TaskNetwork | null {
  const network = raw?.awsvpcConfiguration;
  if (network === undefined) return null;
  return {
    subnetIds: network.subnets ?? [],
    securityGroupIds: network.securityGroups ?? [],
    assignPublicIp: network.assignPublicIp === 'ENABLED',
  };
}

/** The last part of an ARN of ECS: `…:service/prod/orders` → `orders`. A bare name is its own. */
export function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** A date as ISO text, or null. */
export function toTime(date: Date | undefined): string | null {
  return date?.toISOString() ?? null;
}
