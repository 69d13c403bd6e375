import type { AwsEcsTask, EcsReader } from '../../aws/read/workload-reader.ts';
import type { PullpathError } from '../../errors.ts';
import { mapConcurrent } from '../reading/map-concurrent.ts';
import { stopWhenUnreachable } from '../reading/stop-when-unreachable.ts';
import { collectUnread, type ReadPart } from '../reading/unread.ts';
import { type CapacityProvider, toCapacityProvider, toEcsCluster } from './cluster.ts';
import type { EcsPart, EcsSnapshot, UnreadEcsPart } from './ecs-snapshot.ts';
import { completeExpress, completeRevisions } from './express.ts';
import { type HostReader, readInstances } from './read-instances.ts';
import { type EcsService, toEcsService } from './service.ts';
import { type EcsTask, toEcsTask } from './task.ts';
import { toTaskDefinition } from './task-definition.ts';
import {
  isMissingCluster,
  isUnknownDefinition,
  unknownCluster,
  unknownService,
  unknownTask,
  unknownTaskDefinition,
} from './unknown-name.ts';

/** What is asked of ECS; a cluster left out is ECS's own default, the cluster `default`. */
export type EcsQuery =
  | { readonly cluster?: string | undefined; readonly service: string }
  | { readonly cluster?: string | undefined; readonly task: string }
  | { readonly taskDefinition: string };

/** How many requests are under way at once where they follow one another for many clusters or definitions. */
const WIDTH = 8;

/**
 * Nothing could be read with these; all else leaves a part unread. An endpoint that cannot be reached is such a part
 * too.
 */
function isFatal({ kind }: PullpathError): boolean {
  return kind !== 'refused-by-aws' && kind !== 'failed';
}

interface Reading {
  readonly reader: EcsReader;
  readonly readPart: ReadPart<EcsPart>;
  readonly unread: UnreadEcsPart[];
  readonly hosts: HostReader | undefined;
}

function reading(reader: EcsReader, hosts: HostReader | undefined): Reading {
  const unread: UnreadEcsPart[] = [];
  return { hosts, reader: stopWhenUnreachable(reader), unread, readPart: collectUnread<EcsPart>(unread, [], isFatal) };
}

/**
 * Reads one service, task or definition of ECS, with all that its start depends on. What is refused is in `unread`.
 * @param hosts EC2, which tells the groups of container instances; left out, these stay unknown
 * @throws usage UnknownCluster, UnknownEcsService, UnknownTask or UnknownTaskDefinition, with the names that there are
 */
export async function readWorkload(reader: EcsReader, query: EcsQuery, hosts?: HostReader): Promise<EcsSnapshot> {
  const at = reading(reader, hosts);
  if ('taskDefinition' in query) {
    const snapshot = await complete(at, [], [], [query.taskDefinition]);
    // Of a service's own definition that is gone the rest of the service is still told.
    if (at.unread.some(isUnknownDefinition)) throw unknownTaskDefinition(query.taskDefinition);
    return snapshot;
  }
  const { cluster = 'default' } = query;
  if ('task' in query) {
    const task = await readTask(at, cluster, query.task);
    if (task === null) return complete(at, [cluster], [], []);
    const name = serviceOfTask(task);
    const services = name === null ? [] : await readServices(at, cluster, [name]);
    return complete(at, [cluster], services, [task.taskDefinition], [task]);
  }
  const services = await readServices(at, cluster, [query.service]);
  const isUnread = at.unread.some(({ part }) => part === 'services');
  if (services.length === 0 && !isUnread) throw await unknownService(reader, cluster, query.service);
  return complete(at, [cluster], services, [], await tasksOf(at, services));
}

/** Reads every service of every cluster of the region, as `readWorkload` reads one. */
export async function readAllServices(reader: EcsReader, hosts?: HostReader): Promise<EcsSnapshot> {
  const at = reading(reader, hosts);
  const clusters = await at.readPart('clusters', () => reader.clusterArns(), []);
  const services = await mapConcurrent(clusters, WIDTH, async (cluster) => {
    const names = await at.readPart('services', () => reader.serviceArns(cluster), []);
    return readServices(at, cluster, names);
  });
  const all = services.flat();
  return complete(at, clusters, all, [], await tasksOf(at, all));
}

async function readServices(at: Reading, cluster: string, names: readonly string[]): Promise<EcsService[]> {
  const read = async () => {
    try {
      const { found } = await at.reader.services(cluster, names);
      return await completeExpress(at.reader, at.readPart, found.map(toEcsService));
    } catch (error) {
      throw isMissingCluster(error) ? await unknownCluster(at.reader, cluster) : error;
    }
  };
  return at.readPart('services', read, []);
}

async function readTask(at: Reading, cluster: string, id: string): Promise<EcsTask | null> {
  const read = async () => {
    try {
      const [found] = (await at.reader.tasks(cluster, [id])).found;
      if (found === undefined) throw unknownTask(cluster, id);
      return toEcsTask(found);
    } catch (error) {
      throw isMissingCluster(error) ? await unknownCluster(at.reader, cluster) : error;
    }
  };
  return at.readPart('tasks', read, null);
}

/**
 * The tasks of services, running and stopped. Not every emulator minds the filter by service, so it is applied again.
 */
async function tasksOf(at: Reading, services: readonly EcsService[]): Promise<EcsTask[]> {
  const wanted = services.flatMap((service) =>
    (['RUNNING', 'STOPPED'] as const).map((status) => ({ service, status })),
  );
  const found = await mapConcurrent(wanted, WIDTH, ({ service, status }) =>
    at.readPart<readonly AwsEcsTask[]>('tasks', async () => {
      const { cluster, name } = service;
      const arns = await at.reader.taskArns(cluster, { service: name, status });
      return (await at.reader.tasks(cluster, arns)).found;
    }, []),
  );
  const tasks = found.flatMap((batch, i) =>
    batch.map(toEcsTask).filter((task) => (serviceOfTask(task) ?? wanted[i]?.service.name) === wanted[i]?.service.name),
  );
  return [...new Map(tasks.map((task) => [task.arn, task])).values()];
}

function serviceOfTask({ group }: EcsTask): string | null {
  return group?.startsWith('service:') ? group.slice('service:'.length) : null;
}

/** Adds what the launches name: clusters, definitions, capacity providers, and the instances behind these. */
async function complete(
  at: Reading,
  clusterNames: readonly string[],
  services: readonly EcsService[],
  definitionNames: readonly string[],
  tasks: readonly EcsTask[] = [],
): Promise<EcsSnapshot> {
  const { reader, readPart, unread, hosts } = at;
  const clustersRead = readPart(
    'clusters',
    async () => (await reader.clusters(clusterNames)).found.map(toEcsCluster),
    [],
  );
  const launches = services.flatMap((service) => [service, ...service.deployments, ...service.taskSets]);
  const named = launches.map(({ taskDefinition }) => taskDefinition).filter((name) => name !== null);
  const definitionsRead = mapConcurrent([...new Set([...named, ...definitionNames])], WIDTH, (name) =>
    readPart('taskDefinitions', async () => toTaskDefinition(await reader.taskDefinition(name)), null),
  );
  const revisionsRead = completeRevisions(reader, readPart, services);
  const clusters = await clustersRead;
  const providers = await readProviders(at, clusters, services, tasks);
  const instances = await readInstances(reader, readPart, { services, tasks, clusters, providers }, hosts);
  return {
    clusters,
    services: await revisionsRead,
    tasks: [...tasks],
    taskDefinitions: (await definitionsRead).filter((definition) => definition !== null),
    capacityProviders: providers,
    containerInstances: instances,
    unread,
  };
}

/** The names FARGATE and FARGATE_SPOT are enough to know them by. */
async function readProviders(
  { reader, readPart }: Reading,
  clusters: EcsSnapshot['clusters'],
  services: readonly EcsService[],
  tasks: readonly EcsTask[],
): Promise<CapacityProvider[]> {
  const found = await mapConcurrent(clusters, WIDTH, ({ name, defaultCapacityProviders }) => {
    const own = services.filter(({ cluster }) => cluster === name);
    const launches = own.flatMap((service) => [service, ...service.deployments, ...service.taskSets]);
    const asked = launches.flatMap((launch) => launch.capacityProviders);
    const ran = tasks.filter(({ cluster }) => cluster === name).map(({ capacityProvider }) => capacityProvider);
    const defaults = launches.some(leavesOpen) ? defaultCapacityProviders : [];
    const names = [...asked, ...ran, ...defaults].filter((each) => each !== null && !/^FARGATE(_SPOT)?$/.test(each));
    const unique = [...new Set(names)] as string[];
    return readPart(
      'capacityProviders',
      async () => (await reader.capacityProviders(name, unique)).found.map(toCapacityProvider),
      [],
    );
  });
  return found.flat();
}

function leavesOpen({ launchType, capacityProviders }: Pick<EcsService, 'launchType' | 'capacityProviders'>): boolean {
  return launchType === null && capacityProviders.length === 0;
}
