import { z } from 'zod';
import type { AwsEcsTask } from '../../aws/read/workload-reader.ts';
import { nameOf, toTime } from './launch.ts';

/** What ECS tells of one container of a task: `reason` is the error where it could not start. */
const TaskContainer = z.object({
  name: z.string(),
  image: z.string().nullable(),
  /** Known once the image was pulled. */
  imageDigest: z.string().nullable(),
  lastStatus: z.string().nullable(),
  exitCode: z.number().int().nullable(),
  reason: z.string().nullable(),
});

/** A task, running or stopped; ECS tells of stopped ones for an hour [aws-facts: ecs-stopped-task]. */
export const EcsTask = z.object({
  arn: z.string(),
  id: z.string(),
  cluster: z.string(),
  /** `service:NAME` or `family:NAME`. */
  group: z.string().nullable(),
  startedBy: z.string().nullable(),
  taskDefinition: z.string(),
  launchType: z.string().nullable(),
  capacityProvider: z.string().nullable(),
  containerInstance: z.string().nullable(),
  /** The one that it runs on, never `LATEST`. */
  platformVersion: z.string().nullable(),
  platformFamily: z.string().nullable(),
  zoneName: z.string().nullable(),
  enableExecuteCommand: z.boolean(),
  /** Of its own network interface, as long as ECS tells of it; null in bridge and host mode. */
  subnetId: z.string().nullable(),
  networkInterfaceId: z.string().nullable(),
  lastStatus: z.string(),
  desiredStatus: z.string(),
  stopCode: z.string().nullable(),
  stoppedReason: z.string().nullable(),
  createdAt: z.string().nullable(),
  /** Missing: it failed before the pull. */
  pullStartedAt: z.string().nullable(),
  /** Missing after a start: it failed in the pull. */
  pullStoppedAt: z.string().nullable(),
  startedAt: z.string().nullable(),
  stoppedAt: z.string().nullable(),
  containers: z.array(TaskContainer),
});
export type EcsTask = z.infer<typeof EcsTask>;

export function toEcsTask(raw: AwsEcsTask): EcsTask {
  const details = (raw.attachments ?? []).find(({ type }) => type === 'ElasticNetworkInterface')?.details ?? [];
  const detail = (wanted: string) => details.find(({ name }) => name === wanted)?.value ?? null;
  return {
    arn: raw.taskArn ?? '',
    id: nameOf(raw.taskArn ?? ''),
    cluster: nameOf(raw.clusterArn ?? ''),
    group: raw.group ?? null,
    startedBy: raw.startedBy ?? null,
    taskDefinition: raw.taskDefinitionArn ?? '',
    launchType: raw.launchType ?? null,
    capacityProvider: raw.capacityProviderName ?? null,
    containerInstance: raw.containerInstanceArn ?? null,
    platformVersion: raw.platformVersion ?? null,
    platformFamily: raw.platformFamily ?? null,
    zoneName: raw.availabilityZone ?? null,
    enableExecuteCommand: raw.enableExecuteCommand ?? false,
    subnetId: detail('subnetId'),
    networkInterfaceId: detail('networkInterfaceId'),
    lastStatus: raw.lastStatus ?? '',
    desiredStatus: raw.desiredStatus ?? '',
    stopCode: raw.stopCode ?? null,
    stoppedReason: raw.stoppedReason ?? null,
    createdAt: toTime(raw.createdAt),
    pullStartedAt: toTime(raw.pullStartedAt),
    pullStoppedAt: toTime(raw.pullStoppedAt),
    startedAt: toTime(raw.startedAt),
    stoppedAt: toTime(raw.stoppedAt),
    containers: (raw.containers ?? []).map((container) => ({
      name: container.name ?? '',
      image: container.image ?? null,
      imageDigest: container.imageDigest ?? null,
      lastStatus: container.lastStatus ?? null,
      exitCode: container.exitCode ?? null,
      reason: container.reason ?? null,
    })),
  };
}
