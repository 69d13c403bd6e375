import type { ServiceSnapshot } from '../src/discover/ecs/read-service.ts';
import type { EcsService } from '../src/discover/ecs/service.ts';
import type { EcsTask } from '../src/discover/ecs/task.ts';
import type { WatchTerms } from '../src/watch/judge-watch.ts';
import { startOf } from '../src/watch/task-stages.ts';

/** A time of the day on which all of these tests take place: `at(12, 3)` is three minutes past noon. */
export function at(hour: number, minute: number, second = 0): string {
  return new Date(Date.UTC(2026, 10, 28, hour, minute, second)).toISOString();
}

/** A task of the service `orders` on Fargate that is about to pull. */
export function task(id: string, over: Partial<EcsTask> = {}): EcsTask {
  return {
    arn: `arn:aws:ecs:us-east-1:111122223333:task/prod/${id}`,
    id,
    cluster: 'prod',
    group: 'service:orders',
    startedBy: 'ecs-svc/1',
    taskDefinition: 'arn:aws:ecs:us-east-1:111122223333:task-definition/orders:1',
    launchType: 'FARGATE',
    capacityProvider: null,
    containerInstance: null,
    platformVersion: '1.4.0',
    platformFamily: 'Linux',
    zoneName: 'us-east-1a',
    enableExecuteCommand: false,
    subnetId: 'subnet-a',
    networkInterfaceId: 'eni-1',
    lastStatus: 'PROVISIONING',
    desiredStatus: 'RUNNING',
    stopCode: null,
    stoppedReason: null,
    createdAt: at(12, 0),
    pullStartedAt: null,
    pullStoppedAt: null,
    startedAt: null,
    stoppedAt: null,
    containers: [
      { name: 'orders', image: 'orders:1', imageDigest: null, lastStatus: null, exitCode: null, reason: null },
    ],
    ...over,
  };
}

/** It has stopped, since it could not sign in. */
export function failed(id: string, stoppedAt: string, over: Partial<EcsTask> = {}): EcsTask {
  return task(id, {
    lastStatus: 'STOPPED',
    desiredStatus: 'STOPPED',
    stopCode: 'TaskFailedToStart',
    stoppedReason: SIGN_IN,
    stoppedAt,
    ...over,
  });
}

/** It pulled for twelve seconds, and runs. */
export function pulled(id: string, from: string, over: Partial<EcsTask> = {}): EcsTask {
  const end = new Date(Date.parse(from) + 12_000).toISOString();
  return task(id, { lastStatus: 'RUNNING', pullStartedAt: from, pullStoppedAt: end, startedAt: end, ...over });
}

export const SIGN_IN =
  'ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. RequestError: send request failed caused by: Post "https://api.ecr.us-east-1.amazonaws.com/": dial tcp 44.213.79.86:443: i/o timeout';

/** The service `orders`, which wants one task in two subnets. */
export function service(over: Partial<EcsService> = {}): EcsService {
  const launch = {
    launchType: 'FARGATE',
    capacityProviders: [],
    platformVersion: 'LATEST',
    platformFamily: 'Linux',
    taskDefinition: 'arn:aws:ecs:us-east-1:111122223333:task-definition/orders:1',
    network: { subnetIds: ['subnet-a', 'subnet-b'], securityGroupIds: ['sg-1'], assignPublicIp: false },
  };
  return {
    ...launch,
    arn: 'arn:aws:ecs:us-east-1:111122223333:service/prod/orders',
    name: 'orders',
    cluster: 'prod',
    status: 'ACTIVE',
    desiredCount: 1,
    runningCount: 0,
    pendingCount: 0,
    deploymentController: 'ECS',
    enableExecuteCommand: false,
    express: false,
    revisionArns: [],
    guardDuty: null,
    deployments: [
      {
        ...launch,
        id: 'ecs-svc/1',
        status: 'PRIMARY',
        desiredCount: 1,
        runningCount: 0,
        failedTasks: 0,
        rolloutState: 'IN_PROGRESS',
        rolloutStateReason: null,
        createdAt: at(11, 0),
        serviceConnect: false,
        serviceConnectLog: null,
      },
    ],
    taskSets: [],
    events: [],
    ...over,
  };
}

/** What a watch knows that began with these tasks. */
export function terms(
  before: readonly EcsTask[],
  over: { since?: string; deploymentId?: string } & Partial<Omit<WatchTerms, 'start'>> = {},
): WatchTerms {
  const { since = null, deploymentId = null, ...rest } = over;
  return {
    start: startOf({ service: service(), tasks: before }, since, deploymentId),
    subnetIds: ['subnet-a', 'subnet-b'],
    instanceSubnets: new Map(),
    region: 'us-east-1',
    external: false,
    ...rest,
  };
}

export function current(tasks: readonly EcsTask[], over: Partial<EcsService> = {}): ServiceSnapshot {
  return { service: service(over), tasks };
}
