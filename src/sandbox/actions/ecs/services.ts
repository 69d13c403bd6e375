import { rolloutsOf } from '../../ecs/rollout.ts';
import type { EcsService } from '../../ecs/types.ts';
import { ApiError } from '../../protocol/api-error.ts';
import type { Fields } from '../../protocol/wire.ts';
import type { Action, Call } from '../action.ts';
import {
  arn,
  clusterArn,
  clusterName,
  ecsOf,
  findCluster,
  missing,
  names,
  pageOf,
  seconds,
  serviceArn,
  shortName,
  tagList,
  useIn,
} from './request.ts';
import { revisionView } from './revisions.ts';
import { definitionArn, deploymentView, launchView, taskSetArn, taskSetView } from './rollout-view.ts';

export const ListServices: Action = {
  mutating: false,
  run(call) {
    const cluster = findCluster(call);
    call.permit([useIn(call, '*')]);
    const launchType = call.form.text('launchType');
    const listed = ecsOf(call).services.filter(
      (service) =>
        service.cluster === cluster.name &&
        service.status !== 'INACTIVE' &&
        (launchType === undefined || rolloutsOf(service)[0]?.launchType === launchType),
    );
    const { items, nextToken } = pageOf(
      call,
      listed.map((service) => serviceArn(call, service)),
      10,
    );
    return { serviceArns: items, nextToken };
  },
};

/** What a service shows of itself is what its current deployment has; with other controllers the task sets have it. */
export function serviceView(call: Call, service: EcsService): Fields {
  const { controller, deployments, taskSets } = service;
  const current = rolloutsOf(service)[0]!;
  const live = ecsOf(call).tasks.filter(
    (task) => task.cluster === service.cluster && task.service === service.name && task.desiredStatus === 'RUNNING',
  );
  const running = live.filter(({ lastStatus }) => lastStatus === 'RUNNING').length;
  return {
    serviceArn: serviceArn(call, service),
    serviceName: service.name,
    clusterArn: clusterArn(call, service.cluster),
    loadBalancers: [],
    serviceRegistries: [],
    status: service.status,
    desiredCount: service.desiredCount,
    runningCount: running,
    pendingCount: live.length - running,
    ...(service.express && { resourceManagementType: 'ECS' }),
    ...(controller === 'ECS' && {
      currentServiceRevisions: deployments.map((each) => revisionView(call, service, each)),
    }),
    ...(controller !== 'EXTERNAL' && {
      ...launchView(call, service, current),
      taskDefinition: definitionArn(call, current.taskDefinition),
    }),
    deploymentConfiguration: {
      deploymentCircuitBreaker: {
        enable: service.circuitBreaker?.enable ?? false,
        rollback: service.circuitBreaker?.rollback ?? false,
      },
      maximumPercent: 200,
      minimumHealthyPercent: 100,
      strategy: 'ROLLING',
    },
    ...(taskSets.length > 0 && { taskSets: taskSets.map((rollout) => taskSetView(call, service, rollout)) }),
    deployments: deployments.map((rollout) => deploymentView(call, service, rollout)),
    events: service.events.map(({ id, createdAt, message }) => ({ id, createdAt: seconds(createdAt), message })),
    createdAt: seconds(service.createdAt),
    schedulingStrategy: 'REPLICA',
    deploymentController: { type: controller },
    enableECSManagedTags: true,
    propagateTags: 'NONE',
    enableExecuteCommand: service.enableExecuteCommand,
    availabilityZoneRebalancing: 'DISABLED',
    ...(call.form.list('include').includes('TAGS') && { tags: tagList(service.tags) }),
  };
}

/** The service of that name in the request's cluster; INACTIVE ones are still described. */
function serviceIn(call: Call, given: string): EcsService | undefined {
  return ecsOf(call).services.find(({ cluster, name }) => cluster === clusterName(call) && name === shortName(given));
}

/** @throws ServiceNotFoundException */
export function findService(call: Call, given: string): EcsService {
  const found = serviceIn(call, given);
  if (!found) throw new ApiError('ServiceNotFoundException', 'Service not found.');
  return found;
}

const nameToArn = (call: Call, given: string) => arn(call, `service/${clusterName(call)}/${shortName(given)}`);

export const DescribeServices: Action = {
  mutating: false,
  run(call) {
    const asked = names(call, 'services', 10);
    findCluster(call);
    const found = asked.map((given) => serviceIn(call, given));
    call.permit(asked.map((given, n) => useIn(call, nameToArn(call, given), found[n]?.tags)));
    return {
      services: found.filter((service) => service !== undefined).map((service) => serviceView(call, service)),
      failures: asked.filter((_, n) => !found[n]).map((given) => missing(nameToArn(call, given))),
    };
  },
};

export const DescribeTaskSets: Action = {
  mutating: false,
  run(call) {
    findCluster(call);
    const service = findService(call, call.form.text('service') ?? '');
    const given = call.form.list('taskSets');
    const asked = service.taskSets.filter((each) => given.length === 0 || given.some((name) => name.endsWith(each.id)));
    call.permit(asked.map((each) => useIn(call, taskSetArn(call, service, each))));
    const unknown = given.filter((name) => !asked.some(({ id }) => name.endsWith(id)));
    return { taskSets: asked.map((each) => taskSetView(call, service, each)), failures: unknown.map(missing) };
  },
};
