import { z } from 'zod';
import type { AwsEcsService } from '../../aws/read/workload-reader.ts';
import { Launch, nameOf, toLaunch, toTime } from './launch.ts';
import { LogConfiguration, toLogConfiguration } from './task-definition.ts';

/**
 * One deployment of a service with the rolling controller: `PRIMARY` is the one that is to be, `ACTIVE` those before
 * it.
 */
const Deployment = Launch.extend({
  id: z.string(),
  status: z.string(),
  desiredCount: z.number().int(),
  runningCount: z.number().int(),
  failedTasks: z.number().int(),
  rolloutState: z.string().nullable(),
  rolloutStateReason: z.string().nullable(),
  createdAt: z.string().nullable(),
  serviceConnect: z.boolean(),
  serviceConnectLog: LogConfiguration.nullable(),
});

/** What takes a deployment's place with the controllers CODE_DEPLOY and EXTERNAL. */
const TaskSet = Launch.extend({ id: z.string(), status: z.string(), runningCount: z.number().int() });

export const EcsService = Launch.extend({
  arn: z.string(),
  name: z.string(),
  cluster: z.string(),
  /** ACTIVE, DRAINING or INACTIVE. */
  status: z.string(),
  desiredCount: z.number().int(),
  runningCount: z.number().int(),
  pendingCount: z.number().int(),
  /** ECS, CODE_DEPLOY or EXTERNAL. */
  deploymentController: z.string(),
  enableExecuteCommand: z.boolean(),
  /** True for an Express service, whose parts ECS manages. */
  express: z.boolean(),
  /** What it runs as by now; none of deployments before 25 October 2024. */
  revisionArns: z.array(z.string()),
  /** Whether GuardDuty's agent runs next to the containers; null where ECS did not tell. */
  guardDuty: z.boolean().nullable(),
  deployments: z.array(Deployment),
  taskSets: z.array(TaskSet),
  /** The last hundred, newest first. */
  events: z.array(z.object({ at: z.string().nullable(), message: z.string() })),
});
export type EcsService = z.infer<typeof EcsService>;

export function toEcsService(raw: AwsEcsService): EcsService {
  return {
    ...toLaunch(raw),
    arn: raw.serviceArn ?? '',
    name: raw.serviceName ?? nameOf(raw.serviceArn ?? ''),
    cluster: nameOf(raw.clusterArn ?? ''),
    status: raw.status ?? '',
    desiredCount: raw.desiredCount ?? 0,
    runningCount: raw.runningCount ?? 0,
    pendingCount: raw.pendingCount ?? 0,
    deploymentController: raw.deploymentController?.type ?? 'ECS',
    enableExecuteCommand: raw.enableExecuteCommand ?? false,
    express: raw.resourceManagementType === 'ECS',
    revisionArns: (raw.currentServiceRevisions ?? []).flatMap(({ arn }) => arn ?? []),
    guardDuty: null,
    deployments: (raw.deployments ?? []).map((deployment) => ({
      ...toLaunch(deployment),
      id: deployment.id ?? '',
      status: deployment.status ?? '',
      desiredCount: deployment.desiredCount ?? 0,
      runningCount: deployment.runningCount ?? 0,
      failedTasks: deployment.failedTasks ?? 0,
      rolloutState: deployment.rolloutState ?? null,
      rolloutStateReason: deployment.rolloutStateReason ?? null,
      createdAt: toTime(deployment.createdAt),
      serviceConnect: deployment.serviceConnectConfiguration?.enabled ?? false,
      serviceConnectLog: toLogConfiguration(deployment.serviceConnectConfiguration?.logConfiguration),
    })),
    taskSets: (raw.taskSets ?? []).map((set) => ({
      ...toLaunch(set),
      id: set.id ?? '',
      status: set.status ?? '',
      runningCount: set.runningCount ?? 0,
    })),
    events: (raw.events ?? []).map(({ createdAt, message }) => ({ at: toTime(createdAt), message: message ?? '' })),
  };
}
