import type { Network } from '../network/types.ts';
import { type Walk, walk } from '../walk/walk.ts';
import { definitionOf } from './find.ts';
import { type Hop, hopsOf } from './hops.ts';
import type { LaunchType, Task } from './types.ts';

/** Where the packets of a task's start come from. */
export interface Origin {
  subnetId: string;
  groupIds: readonly string[];
  publicIp: boolean;
  ip?: string;
  platformVersion?: string;
  launchType: LaunchType;
}

export interface WalkedHop extends Hop {
  walk: Walk;
}

/** Fargate before 1.4.0 signs in and fetches secrets over an interface of its own [aws-facts: task-interface]. */
const overOwnInterface = ['sign-in', 'registry-credentials', 'secret'];

const arrived: Walk = { reached: true, stage: 'arrived', trace: ["Fargate's own interface"] };

function walkHop(
  network: Network,
  hop: Hop,
  { subnetId, groupIds, publicIp, ip, platformVersion, launchType }: Origin,
): Walk {
  if (launchType === 'FARGATE' && platformVersion === '1.3.0' && overOwnInterface.includes(hop.step)) return arrived;
  const query = { subnetId, service: hop.service, host: hop.host, taskGroupIds: groupIds, publicIp };
  return walk(network, ip === undefined ? query : { ...query, sourceIp: ip });
}

/**
 * Where the start of a task sends from: on Fargate its own interface, on EC2 and Managed Instances that of the instance
 * [aws-facts: instance-interface]. Undefined outside AWS (`EXTERNAL`), and where the instance is not known.
 */
export function originOf(network: Network, task: Task): Origin | undefined {
  const { launchType, subnetId, groupIds, publicIp, privateIp, platformVersion } = task;
  if (launchType === 'FARGATE') {
    if (subnetId === undefined) return undefined;
    const origin = { subnetId, groupIds, publicIp, launchType };
    return { ...origin, ...(privateIp && { ip: privateIp }), ...(platformVersion && { platformVersion }) };
  }
  const { instanceId } = network.ecs.containerInstances.find(({ id }) => id === task.containerInstanceId) ?? {};
  const card = network.interfaces.find((each) => each.instanceId !== undefined && each.instanceId === instanceId);
  if (!card) return undefined;
  return {
    subnetId: card.subnetId,
    groupIds: card.groupIds,
    publicIp: card.publicIp !== undefined,
    ip: card.ip,
    launchType,
  };
}

/**
 * Walks all that the start of a task must reach, by the network as it is now. Of a task that has stopped it tells what
 * a new one in the same place would meet. Empty for a task outside AWS.
 */
export function walkTask(network: Network, task: Task): WalkedHop[] {
  const origin = originOf(network, task);
  if (!origin) return [];
  return hopsOf(definitionOf(network.ecs, task.taskDefinition), network.region).map((hop) => ({
    ...hop,
    walk: walkHop(network, hop, origin),
  }));
}

/**
 * Whether a hop stops a task. Where only some connections arrive every second task is stopped (`odd`); what is decided
 * beyond this network is taken to arrive (chosen).
 */
export function stops({ walk: { reached } }: WalkedHop, odd: boolean): boolean {
  return reached === false || (reached === 'some' && odd);
}
