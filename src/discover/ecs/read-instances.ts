import type { Reader } from '../../aws/read/reader.ts';
import type { AwsEcsContainerInstance, EcsReader } from '../../aws/read/workload-reader.ts';
import { groupBy } from '../../order.ts';
import { toNetworkInterface } from '../entities/network-interface.ts';
import { mapConcurrent } from '../reading/map-concurrent.ts';
import type { ReadPart } from '../reading/unread.ts';
import {
  type CapacityProvider,
  type ContainerInstance,
  type EcsCluster,
  toContainerInstance,
  withInterface,
} from './cluster.ts';
import type { EcsPart } from './ecs-snapshot.ts';
import type { Launch } from './launch.ts';
import type { EcsService } from './service.ts';
import type { EcsTask } from './task.ts';

/** The part of EC2 that tells how container instances stand in the network. */
export type HostReader = Pick<Reader, 'interfacesOfInstances'>;

/** How many clusters are read at once. */
const WIDTH = 8;

/** All that decides which instances are read. */
export interface InstancesOf {
  readonly services: readonly EcsService[];
  readonly tasks: readonly EcsTask[];
  readonly clusters: readonly EcsCluster[];
  readonly providers: readonly CapacityProvider[];
}

/**
 * The container instances of clusters whose services run on instances, and those that tasks by themselves run on. Their
 * subnets, groups and public addresses are those of their first interface, which pulls [aws-facts: instance-interface].
 * @param hosts left out where EC2 is not to be asked: then the subnet is the one that the agent tells
 */
export async function readInstances(
  reader: EcsReader,
  readPart: ReadPart<EcsPart>,
  of: InstancesOf,
  hosts?: HostReader,
): Promise<ContainerInstance[]> {
  const whole = new Set(of.services.filter((service) => isOnInstances(service, of)).map(({ cluster }) => cluster));
  const running = of.tasks.filter(
    ({ containerInstance, cluster }) => containerInstance !== null && !whole.has(cluster),
  );
  const single = groupBy(running, ({ cluster }) => cluster);
  const wanted = [
    ...[...whole].map((cluster) => ({ cluster, arns: () => reader.containerInstanceArns(cluster) })),
    ...[...single].map(([cluster, tasks]) => ({
      cluster,
      arns: async () => [...new Set(tasks.flatMap(({ containerInstance }) => containerInstance ?? []))],
    })),
  ];
  const found = await mapConcurrent(wanted, WIDTH, ({ cluster, arns }) =>
    readPart<readonly AwsEcsContainerInstance[]>(
      'containerInstances',
      async () => (await reader.containerInstances(cluster, await arns())).found,
      [],
    ),
  );
  const instances = found.flat().map(toContainerInstance);
  const ids = instances.flatMap(({ instanceId }) => instanceId ?? []);
  if (hosts === undefined || ids.length === 0) return instances;
  const read = () => hosts.interfacesOfInstances([...new Set(ids)]);
  const interfaces = await readPart('containerInstances', read, []);
  const first = new Map(
    interfaces
      .filter(({ Attachment }) => (Attachment?.DeviceIndex ?? 0) === 0 && (Attachment?.NetworkCardIndex ?? 0) === 0)
      .map((raw) => [raw.Attachment?.InstanceId ?? '', toNetworkInterface(raw)]),
  );
  return instances.map((instance) => withInterface(instance, first.get(instance.instanceId ?? '')));
}

/** Where neither type nor provider is named, the cluster's default strategy decides [aws-facts: ecs-launch-type]. */
function isOnInstances(service: EcsService, { providers, clusters }: InstancesOf): boolean {
  const launches: Launch[] = [service, ...service.deployments, ...service.taskSets];
  const types = new Map(providers.map(({ name, type }) => [name, type]));
  const defaults = clusters.find(({ name }) => name === service.cluster)?.defaultCapacityProviders ?? [];
  const onInstances = (name: string) => ['EC2_AUTOSCALING', 'MANAGED_INSTANCES'].includes(types.get(name) ?? '');
  return launches.some(({ launchType, capacityProviders }) => {
    if (launchType !== null) return launchType === 'EC2' || launchType === 'MANAGED_INSTANCES';
    return (capacityProviders.length > 0 ? capacityProviders : defaults).some(onInstances);
  });
}
