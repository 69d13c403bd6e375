import { createHash } from 'node:crypto';
import { addInterface, freeAddresses } from '../network/endpoint.ts';
import type { Network } from '../network/types.ts';
import type { Ids } from '../state/ids.ts';
import { definitionOf, ecsArn, launchOf } from './find.ts';
import type { EcsService, Rollout, Task } from './types.ts';

/** Hexadecimal digits that are the same for the same text: task ids, digests. */
export const digits = (text: string, length: number) =>
  createHash('sha256').update(text).digest('hex').slice(0, length);

/** A UUID that is the same for the same text. */
export const uuidOf = (text: string) => digits(text, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/**
 * The platform version that a task gets: `LATEST` is 1.4.0 on Linux and 1.0.0 on Windows [aws-facts: task-interface].
 */
export function actualPlatform(wanted: string, operatingSystemFamily: string): string {
  if (wanted !== 'LATEST') return wanted;
  return operatingSystemFamily.startsWith('WINDOWS') ? '1.0.0' : '1.4.0';
}

function placeOf(
  network: Network,
  { launchType, capacityProvider }: Pick<Task, 'launchType' | 'capacityProvider'>,
  cluster: string,
  n: number,
) {
  if (launchType === 'FARGATE' || launchType === 'EXTERNAL') return {};
  const able = network.ecs.containerInstances.filter(
    (each) =>
      each.cluster === cluster &&
      each.agentConnected &&
      (capacityProvider === undefined || each.capacityProvider === capacityProvider),
  );
  return able.length > 0 ? { containerInstanceId: able[n % able.length]!.id } : undefined;
}

/**
 * The n-th task of a service, not yet started, with its network interface where it has one of its own: the subnets of
 * the rollout take turns. Undefined where no container instance can take it.
 */
export function newTask(
  network: Network,
  { accountId, ids }: { accountId: string; ids: Ids },
  service: EcsService,
  rollout: Rollout,
  n: number,
  now: number,
): Task | undefined {
  const definition = definitionOf(network.ecs, rollout.taskDefinition);
  const launch = launchOf(network.ecs, service, rollout);
  const place = placeOf(network, launch, service.cluster, n);
  if (!place) return undefined;
  const task: Task = {
    id: digits(`${service.cluster}/${service.name}/${n}`, 32),
    cluster: service.cluster,
    service: service.name,
    startedBy: rollout.id,
    taskDefinition: rollout.taskDefinition,
    ...launch,
    ...place,
    ...(launch.launchType === 'FARGATE' && {
      platformVersion: actualPlatform(rollout.platformVersion, definition.operatingSystemFamily),
    }),
    lastStatus: 'PROVISIONING',
    desiredStatus: 'RUNNING',
    groupIds: [],
    publicIp: false,
    containers: definition.containers.map(({ name, image }) => ({ name, image })),
    createdAt: now,
  };
  if (definition.networkMode === 'awsvpc' && rollout.network) attach(network, { accountId, ids }, task, rollout, n);
  return task;
}

function attach(
  network: Network,
  { accountId, ids }: { accountId: string; ids: Ids },
  task: Task,
  { network: wanted }: Rollout,
  n: number,
): void {
  const { subnetIds, groupIds, assignPublicIp } = wanted!;
  const subnet = network.subnets.find(({ id }) => id === subnetIds[n % subnetIds.length]);
  if (!subnet) throw new Error(`No subnet ${subnetIds[n % subnetIds.length]}`);
  const usual = network.securityGroups.find(({ vpcId, name }) => vpcId === subnet.vpcId && name === 'default');
  task.subnetId = subnet.id;
  task.groupIds = groupIds.length > 0 ? [...groupIds] : [usual!.id];
  task.publicIp = assignPublicIp === 'ENABLED';
  if (freeAddresses(network, subnet) === 0) return;
  const card = addInterface(network, ids.next('eni'), subnet, {
    ownerId: accountId,
    groupIds: [...task.groupIds],
    description: ecsArn(network, accountId, `attachment/${uuidOf(task.id)}`),
    type: 'interface',
    requesterManaged: true,
    taskId: task.id,
    ...(task.publicIp && { publicIp: `198.51.100.${(n % 250) + 1}` }),
  });
  task.interfaceId = card.id;
  task.privateIp = card.ip;
}

/** Takes a task's network interface away. */
export function detach(network: Network, { id }: Task): void {
  network.interfaces = network.interfaces.filter(({ taskId }) => taskId !== id);
}
