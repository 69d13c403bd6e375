import type { EcsSnapshot } from '../discover/ecs/ecs-snapshot.ts';
import type { Launch } from '../discover/ecs/launch.ts';
import type { TaskDefinition } from '../discover/ecs/task-definition.ts';
import { platformOf } from './platform-of.ts';
import { type TaskFacts, taskNeeds } from './task-needs.ts';
import { type NotJudged, type Platform, UNKNOWN_WORKLOAD, type Workload } from './workload.ts';

/** Whose network interface pulls: where it is, and what it has. Null is what cannot be told. */
export interface PullingNetwork {
  readonly subnetIds: string[] | null;
  readonly securityGroupIds: string[] | null;
  readonly assignPublicIp: boolean | null;
  /** Where it was read, where that is not what was launched. */
  readonly from?: string;
  /** Why the subnets are not known. */
  readonly why?: string;
}

export const UNKNOWN_NETWORK: PullingNetwork = { subnetIds: null, securityGroupIds: null, assignPublicIp: null };

/** What ECS launches, or has launched, from which a workload follows. */
export interface Launched {
  readonly cluster: string;
  /** `service orders of cluster prod`, for whatever was read there. */
  readonly from: string;
  readonly launch: Launch;
  /** The interface that pulls, by the platform; null where that is not known. */
  readonly network: (platform: Platform | null, providers: readonly string[]) => PullingNetwork;
  readonly enableExecuteCommand: boolean;
  readonly serviceConnect: TaskFacts['serviceConnect'];
}

const NO_RECORD = { kmsKeyId: null, logGroup: null, bucket: null };

/** The workload of a launch, with its needs, images and network as far as they were read. @param region where it runs */
export function workloadOfLaunch(snapshot: EcsSnapshot, launched: Launched, region: string): Workload {
  const { launch, from } = launched;
  const cluster = snapshot.clusters.find(({ name }) => name === launched.cluster);
  const definition = snapshot.taskDefinitions.find(({ arn }) => arn === launch.taskDefinition) ?? null;
  const defaults = cluster?.defaultCapacityProviders ?? [];
  const told = platformOf(launch, snapshot.capacityProviders, defaults, definition?.operatingSystem ?? null);
  const platform = told === 'external' ? null : told;
  const providers =
    launch.capacityProviders.length > 0 || launch.launchType !== null ? launch.capacityProviders : defaults;
  const network = launched.network(platform, providers);
  const withOrigin = <T>(value: T | null) => (value === null ? null : { value, from });
  const ofNetwork = <T>(value: T | null) => (value === null ? null : { value, from: network.from ?? from });
  const exec = launched.enableExecuteCommand ? (cluster?.exec ?? NO_RECORD) : null;
  const needed = ofDefinition(definition, { platform, region, exec, serviceConnect: launched.serviceConnect });
  return {
    ...UNKNOWN_WORKLOAD,
    ...needed,
    cluster: launched.cluster,
    taskDefinition: launch.taskDefinition,
    subnetIds: ofNetwork(network.subnetIds),
    securityGroupIds: ofNetwork(network.securityGroupIds),
    publicAddress: ofNetwork(network.assignPublicIp),
    platform: withOrigin(platform),
    external: told === 'external',
    notJudged: [...needed.notJudged, ...notJudgedOf(network, platform)],
    notes: network.why === undefined ? [] : [network.why],
    unread: unreadCalls(snapshot),
  };
}

/** What a task definition tells: images and needs. Of another network interface than the one that pulls no verdict speaks. */
export function ofDefinition(
  definition: TaskDefinition | null,
  facts: Omit<TaskFacts, 'definition' | 'platform'> & { readonly platform: Platform | null },
): Pick<Workload, 'images' | 'services' | 'notJudged'> {
  if (definition === null) return { images: null, services: null, notJudged: [] };
  const { platform } = facts;
  const from = `task definition ${definition.family}:${definition.revision}`;
  const images = { value: definition.containers.map(({ name, image }) => ({ container: name, image })), from };
  if (platform === null) return { images, services: null, notJudged: [] };
  const { needs, notJudged } = taskNeeds({ ...facts, definition, platform });
  const pulling = platform === 'ec2' || platform === 'managed-instances' ? 'instance' : 'task';
  const others = needs.filter(({ carrier }) => carrier !== pulling);
  return {
    images,
    services: { value: needs.filter(({ carrier }) => carrier === pulling), from },
    notJudged: [
      ...notJudged,
      ...others.map(({ service, because }) => ({ what: `${service}, from the task's own interface`, because })),
    ],
  };
}

function notJudgedOf({ securityGroupIds }: PullingNetwork, platform: Platform | null): NotJudged[] {
  if (securityGroupIds !== null) return [];
  return platform === 'ec2' || platform === 'managed-instances'
    ? [
        {
          what: 'the security groups of the container instances',
          because: 'the instances pull, and they have different groups, or EC2 does not tell them',
        },
      ]
    : [{ what: 'the security groups of the tasks', because: 'ECS does not tell them' }];
}

/** The reads that told nothing, each once. */
export function unreadCalls({ unread }: EcsSnapshot): Workload['unread'] {
  // What only a note depends on leaves nothing of the path unknown.
  const needed = unread.filter(({ part }) => part !== 'serviceRevisions');
  const calls = needed.map(({ action, why, message, code }) => ({ action, why, error: message || code }));
  return [...new Map(calls.map((call) => [call.action, call])).values()];
}
