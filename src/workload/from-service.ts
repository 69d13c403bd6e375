import type { EcsSnapshot } from '../discover/ecs/ecs-snapshot.ts';
import type { Launch, TaskNetwork } from '../discover/ecs/launch.ts';
import type { EcsService } from '../discover/ecs/service.ts';
import { platformOf } from './platform-of.ts';
import { type NotJudged, type TaskImage, taskNeeds } from './task-needs.ts';
import { type Platform, UNKNOWN_WORKLOAD, type Workload } from './workload.ts';

/** The workload that a service is, with what its definition tells beyond it. */
export interface ServiceWorkload {
  readonly workload: Workload;
  readonly images: readonly TaskImage[];
  readonly notJudged: readonly NotJudged[];
  /** True for hosts outside the VPC, where there is nothing to audit. */
  readonly external: boolean;
}

/**
 * The workload of a service, from what was read: its PRIMARY deployment or task set, for which ECS starts tasks now.
 * What could not be read or told stays null. On EC2 and Managed Instances the subnets are those of the instances, which
 * pull [aws-facts: ecs-network-configuration, instance-interface].
 * @param region where the service runs
 */
export function workloadOfService(snapshot: EcsSnapshot, service: EcsService, region: string): ServiceWorkload {
  const launch = currentLaunch(service);
  const cluster = snapshot.clusters.find(({ name }) => name === service.cluster);
  const definition = snapshot.taskDefinitions.find(({ arn }) => arn === launch.taskDefinition) ?? null;
  const defaults = cluster?.defaultCapacityProviders ?? [];
  const told = platformOf(launch, snapshot.capacityProviders, defaults, definition?.operatingSystem ?? null);
  const platform = told === 'external' ? null : told;
  const from = `service ${service.name} of cluster ${service.cluster}`;
  const known = <T>(value: T | null) => (value === null ? null : { value, from });
  const providers =
    launch.capacityProviders.length > 0 || launch.launchType !== null ? launch.capacityProviders : defaults;
  const network = networkOf(snapshot, service, launch.network, providers, platform);
  const deployment = service.deployments.find(({ status }) => status === 'PRIMARY');
  const needs =
    definition === null || platform === null
      ? null
      : taskNeeds({
          definition,
          platform,
          region,
          exec: service.enableExecuteCommand ? (cluster?.exec ?? NO_RECORD) : null,
          serviceConnect: deployment?.serviceConnect ? { log: deployment.serviceConnectLog } : null,
        });
  const images = definition?.containers.map(({ name, image }) => ({ container: name, image })) ?? null;
  const ofDefinition = <T>(value: T | null) =>
    value === null ? null : { value, from: `task definition ${definition?.family}:${definition?.revision}` };
  return {
    workload: {
      ...UNKNOWN_WORKLOAD,
      cluster: service.cluster,
      service: service.name,
      taskDefinition: launch.taskDefinition,
      subnetIds: known(network.subnetIds),
      securityGroupIds: known(network.securityGroupIds),
      publicAddress: known(network.assignPublicIp),
      platform: known(platform),
      images: ofDefinition(images),
      services: ofDefinition(needs === null ? null : [...needs.needs]),
    },
    images: needs?.images ?? [],
    notJudged: needs?.notJudged ?? [],
    external: told === 'external',
  };
}

const NO_RECORD = { kmsKeyId: null, logGroup: null, bucket: null };

/**
 * With the rolling controller the PRIMARY deployment, with the others the PRIMARY task set; else what the service says.
 */
function currentLaunch(service: EcsService): Launch {
  const all = service.deploymentController === 'ECS' ? service.deployments : service.taskSets;
  const primary: Launch | undefined = all.find(({ status }) => status === 'PRIMARY');
  return primary === undefined ? service : { ...primary, network: primary.network ?? service.network };
}

interface Network {
  readonly subnetIds: string[] | null;
  readonly securityGroupIds: string[] | null;
  readonly assignPublicIp: boolean | null;
}

const UNKNOWN: Network = { subnetIds: null, securityGroupIds: null, assignPublicIp: null };

function networkOf(
  snapshot: EcsSnapshot,
  service: EcsService,
  network: TaskNetwork | null,
  providers: readonly string[],
  platform: Platform | null,
): Network {
  if (platform === 'managed-instances') {
    const [instances] = snapshot.capacityProviders
      .filter(({ name }) => providers.includes(name))
      .map((provider) => provider.instances);
    return instances ? { ...instances, assignPublicIp: null } : UNKNOWN;
  }
  if (platform === 'ec2') return { ...UNKNOWN, subnetIds: subnetsOfInstances(snapshot, service, providers) };
  return platform === null ? UNKNOWN : ofTask(network);
}

function ofTask(network: TaskNetwork | null): Network {
  return network === null ? UNKNOWN : network;
}

/** Null where an instance does not tell its subnet, or there is none: part of a list would look like all of it. */
function subnetsOfInstances(
  { containerInstances }: EcsSnapshot,
  { cluster }: EcsService,
  providers: readonly string[],
): string[] | null {
  const own = containerInstances.filter(
    ({ arn, capacityProvider }) =>
      arn.includes(`/${cluster}/`) && (providers.length === 0 || providers.includes(capacityProvider ?? '')),
  );
  const subnetIds = own.map(({ subnetId }) => subnetId);
  const told = subnetIds.filter((id) => id !== null);
  return told.length === 0 || told.length < subnetIds.length ? null : [...new Set(told)];
}
