import { z } from 'zod';
import type { EcsTask } from '../discover/ecs/task.ts';
import { StartReport } from '../symptom/schema.ts';

/** A pull that was seen from its beginning to its end. */
export const ObservedPull = z.object({
  taskId: z.string(),
  /** Of the interface that pulled: the task's on Fargate, the instance's elsewhere; null where ECS does not tell it. */
  subnetId: z.string().nullable(),
  availabilityZone: z.string().nullable(),
  pullStartedAt: z.string(),
  pullStoppedAt: z.string(),
  seconds: z.number(),
  /** False on an instance: the image may have come out of its cache, over no network. */
  overNetwork: z.boolean(),
});
export type ObservedPull = z.infer<typeof ObservedPull>;

/** Why a watch ended as it did. */
export const WatchReason = z.enum([
  'pulled',
  'failed',
  'maybe-cached',
  'time-out',
  'interrupted',
  'scaled-to-zero',
  'inactive',
  'external-hosts',
  'gave-up',
]);
export type WatchReason = z.infer<typeof WatchReason>;

/** What following a service came to. */
export const WatchOutcome = z.object({
  verdict: z.enum(['proved', 'not-proved', 'undecided']),
  reason: WatchReason,
  /** One sentence: what was seen, or why nothing could be. */
  message: z.string(),
  pulls: z.array(ObservedPull),
  /** The next error, explained; null where none was seen. */
  failure: StartReport.nullable(),
  /** Subnets of the service that no pull has been seen in; null where it is not known in which ones its tasks pull. */
  unprovedSubnetIds: z.array(z.string()).nullable(),
});
export type WatchOutcome = z.infer<typeof WatchOutcome>;

/** Whose interface pulls: on Fargate the task's [aws-facts: task-interface, instance-interface]. */
export function isOnInstance({ launchType, containerInstance }: EcsTask): boolean {
  return launchType !== 'FARGATE' && containerInstance !== null;
}

/**
 * The pull of a task.
 * @param instanceSubnets where container instances are, by ARN
 * @param cold instances on which a pull of this service has failed lately: they hold no copy of the image
 */
export function pullOf(
  task: EcsTask,
  instanceSubnets: ReadonlyMap<string, string | null>,
  cold: ReadonlySet<string>,
): ObservedPull {
  const { pullStartedAt, pullStoppedAt, containerInstance } = task;
  const onInstance = isOnInstance(task);
  const startedAt = pullStartedAt ?? '';
  const stoppedAt = pullStoppedAt ?? '';
  return {
    taskId: task.id,
    subnetId: onInstance ? (instanceSubnets.get(containerInstance ?? '') ?? null) : task.subnetId,
    availabilityZone: task.zoneName,
    pullStartedAt: startedAt,
    pullStoppedAt: stoppedAt,
    seconds: Math.max(0, Date.parse(stoppedAt) - Date.parse(startedAt)) / 1000,
    overNetwork: !onInstance || cold.has(containerInstance ?? ''),
  };
}
