import { uuidOf } from '../../ecs/new-task.ts';
import type { Task } from '../../ecs/types.ts';
import type { Fields } from '../../protocol/wire.ts';
import type { Action, Call } from '../action.ts';
import { zoneOfSubnet } from '../vpc/zones.ts';
import {
  arn,
  clusterArn,
  clusterName,
  ecsOf,
  findCluster,
  invalid,
  missing,
  names,
  pageOf,
  seconds,
  shortName,
  useIn,
} from './request.ts';
import { definitionArn } from './rollout-view.ts';
import { findService } from './services.ts';

const taskArn = (call: Call, id: string) => arn(call, `task/${clusterName(call)}/${id}`);

/** The tasks of the request's cluster; stopped ones for one hour [aws-facts: ecs-stopped-task]. */
function tasksIn(call: Call): Task[] {
  const name = clusterName(call);
  const gone = call.now - call.timing.tasks.stoppedVisibleMs;
  return ecsOf(call).tasks.filter(
    ({ cluster, stoppedAt }) => cluster === name && (stoppedAt === undefined || stoppedAt > gone),
  );
}

export const ListTasks: Action = {
  mutating: false,
  run(call) {
    const { form } = call;
    findCluster(call);
    const given = (name: string) => form.text(name);
    if (given('startedBy') !== undefined && ['serviceName', 'family', 'launchType'].some((name) => given(name))) {
      throw invalid('cannot specify startedBy with other filters.');
    }
    const service = given('serviceName');
    if (service !== undefined) findService(call, service);
    call.permit([useIn(call, '*')]);
    const wanted = given('desiredStatus') ?? 'RUNNING';
    const listed = tasksIn(call).filter(
      (task) =>
        task.desiredStatus === wanted &&
        (service === undefined || task.service === shortName(service)) &&
        (!given('startedBy') || task.startedBy === given('startedBy')) &&
        (!given('family') || task.taskDefinition.split(':')[0] === given('family')) &&
        (!given('launchType') || task.launchType === given('launchType')) &&
        (!given('containerInstance') || task.containerInstanceId === shortName(given('containerInstance')!)),
    );
    const { items, nextToken } = pageOf(
      call,
      listed.map(({ id }) => taskArn(call, id)),
      100,
    );
    return { taskArns: items, nextToken };
  },
};

function attachmentOf(task: Task): Fields[] {
  const { id, subnetId, interfaceId, privateIp, lastStatus } = task;
  if (subnetId === undefined) return [];
  const details = { subnetId, networkInterfaceId: interfaceId, privateIPv4Address: privateIp };
  const known = Object.entries(details).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
  const status = lastStatus === 'STOPPED' ? 'DELETED' : task.connectivityAt ? 'ATTACHED' : 'PRECREATED';
  return [{ id: uuidOf(id), type: 'ElasticNetworkInterface', status, details: known }];
}

function containerView(call: Call, task: Task, container: Task['containers'][number]): Fields {
  const { lastStatus, interfaceId, privateIp, id } = task;
  return {
    containerArn: arn(call, `container/${task.cluster}/${id}/${uuidOf(`${id}/${container.name}`)}`),
    taskArn: taskArn(call, id),
    name: container.name,
    image: container.image,
    // Told once the image is there.
    imageDigest: lastStatus === 'PROVISIONING' || lastStatus === 'PENDING' ? undefined : container.imageDigest,
    lastStatus: lastStatus === 'PROVISIONING' ? 'PENDING' : lastStatus,
    reason: lastStatus === 'STOPPED' ? container.reason : undefined,
    networkInterfaces: interfaceId ? [{ attachmentId: uuidOf(id), privateIpv4Address: privateIp }] : [],
    healthStatus: 'UNKNOWN',
    cpu: '0',
  };
}

function view(call: Call, task: Task): Fields {
  const zone = task.subnetId === undefined ? undefined : zoneOfSubnet(call.region.network, task.subnetId);
  const { containerInstanceId, launchType } = task;
  return {
    taskArn: taskArn(call, task.id),
    clusterArn: clusterArn(call, task.cluster),
    taskDefinitionArn: definitionArn(call, task.taskDefinition),
    containerInstanceArn: containerInstanceId && arn(call, `container-instance/${task.cluster}/${containerInstanceId}`),
    availabilityZone: zone,
    attachments: attachmentOf(task),
    containers: task.containers.map((container) => containerView(call, task, container)),
    group: `service:${task.service}`,
    startedBy: task.startedBy,
    launchType,
    capacityProviderName: task.capacityProvider,
    platformVersion: task.platformVersion,
    platformFamily: launchType === 'FARGATE' ? 'Linux' : undefined,
    lastStatus: task.lastStatus,
    desiredStatus: task.desiredStatus,
    connectivity: task.connectivityAt ? 'CONNECTED' : undefined,
    stopCode: task.stopCode,
    stoppedReason: task.stoppedReason,
    createdAt: seconds(task.createdAt),
    connectivityAt: seconds(task.connectivityAt),
    pullStartedAt: seconds(task.pullStartedAt),
    pullStoppedAt: seconds(task.pullStoppedAt),
    startedAt: seconds(task.startedAt),
    stoppingAt: seconds(task.stoppingAt),
    stoppedAt: seconds(task.stoppedAt),
    healthStatus: 'UNKNOWN',
    enableExecuteCommand: false,
    overrides: { containerOverrides: [] },
    tags: [],
  };
}

export const DescribeTasks: Action = {
  mutating: false,
  run(call) {
    const asked = names(call, 'tasks', 100);
    findCluster(call);
    call.permit(asked.map((given) => useIn(call, taskArn(call, shortName(given)))));
    const known = tasksIn(call);
    const found = asked.map((given) => known.find(({ id }) => id === shortName(given)));
    return {
      tasks: found.filter((task) => task !== undefined).map((task) => view(call, task)),
      failures: asked.filter((_, n) => !found[n]).map((given) => missing(taskArn(call, shortName(given)))),
    };
  },
};
