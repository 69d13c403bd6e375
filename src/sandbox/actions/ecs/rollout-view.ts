import { launchOf } from '../../ecs/find.ts';
import { actualPlatform } from '../../ecs/new-task.ts';
import type { EcsService, Rollout, StrategyItem } from '../../ecs/types.ts';
import type { Fields } from '../../protocol/wire.ts';
import type { Call } from '../action.ts';
import { arn, clusterArn, ecsOf, seconds, serviceArn } from './request.ts';

export const strategyOf = (items: readonly StrategyItem[]): Fields[] =>
  items.map(({ capacityProvider, weight, base }) => ({ capacityProvider, weight, base }));

export const definitionArn = (call: Call, name: string) => arn(call, `task-definition/${name}`);

/** `launchType` and `capacityProviderStrategy` exclude each other; the platform is told of Fargate only. */
export function launchView(call: Call, service: EcsService, rollout: Rollout): Fields {
  const { launchType } = launchOf(ecsOf(call), service, rollout);
  const { network, strategy } = rollout;
  return {
    ...(strategy.length > 0 ? { capacityProviderStrategy: strategyOf(strategy) } : { launchType: rollout.launchType }),
    ...(launchType === 'FARGATE' && { platformVersion: rollout.platformVersion, platformFamily: 'Linux' }),
    ...(network &&
      !service.express && {
        networkConfiguration: {
          awsvpcConfiguration: {
            subnets: network.subnetIds,
            securityGroups: network.groupIds,
            assignPublicIp: network.assignPublicIp,
          },
        },
      }),
  };
}

function counts(call: Call, rollout: Rollout) {
  const own = ecsOf(call).tasks.filter((task) => task.startedBy === rollout.id && task.desiredStatus === 'RUNNING');
  const running = own.filter(({ lastStatus }) => lastStatus === 'RUNNING').length;
  return { runningCount: running, pendingCount: own.length - running };
}

/** A deployment's LATEST is shown as the version that it stands for. */
export function deploymentView(call: Call, service: EcsService, rollout: Rollout): Fields {
  const launch = launchView(call, service, rollout);
  return {
    id: rollout.id,
    status: rollout.status,
    taskDefinition: definitionArn(call, rollout.taskDefinition),
    desiredCount: rollout.desiredCount,
    ...counts(call, rollout),
    failedTasks: rollout.failedTasks,
    createdAt: seconds(rollout.createdAt),
    updatedAt: seconds(rollout.updatedAt),
    ...launch,
    ...(launch.platformVersion !== undefined && { platformVersion: actualPlatform(rollout.platformVersion, 'LINUX') }),
    rolloutState: rollout.rolloutState,
    rolloutStateReason: rollout.rolloutStateReason,
  };
}

export const taskSetArn = (call: Call, { cluster, name }: EcsService, { id }: Rollout) =>
  arn(call, `task-set/${cluster}/${name}/${id}`);

export function taskSetView(call: Call, service: EcsService, rollout: Rollout): Fields {
  return {
    id: rollout.id,
    taskSetArn: taskSetArn(call, service, rollout),
    serviceArn: serviceArn(call, service),
    clusterArn: clusterArn(call, service.cluster),
    startedBy: service.controller === 'CODE_DEPLOY' ? 'CODE_DEPLOY' : undefined,
    externalId: service.controller === 'CODE_DEPLOY' ? `d-${rollout.id.slice(-9)}` : undefined,
    status: rollout.status,
    taskDefinition: definitionArn(call, rollout.taskDefinition),
    computedDesiredCount: rollout.desiredCount,
    ...counts(call, rollout),
    createdAt: seconds(rollout.createdAt),
    updatedAt: seconds(rollout.updatedAt),
    ...launchView(call, service, rollout),
    scale: { value: 100, unit: 'PERCENT' },
    stabilityStatus: rollout.rolloutState === 'COMPLETED' ? 'STEADY_STATE' : 'STABILIZING',
    loadBalancers: [],
    serviceRegistries: [],
    tags: [],
  };
}
