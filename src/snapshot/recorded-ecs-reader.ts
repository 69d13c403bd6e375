import type { AwsEcsExpressService, AwsEcsTaskDefinition, Described, EcsReader } from '../aws/read/workload-reader.ts';
import { PullpathError } from '../errors.ts';
import type { Remedy } from '../remedy/remedy.ts';
import { itemsOf, missing, notInSnapshot, type Recorded, refusalOf } from './recorded.ts';
import { answersOf } from './recorded-reader.ts';
import { type Item, SECTIONS, type SectionName } from './sections.ts';
import { revived } from './shape.ts';

/**
 * The reader of ECS over what a snapshot has recorded: of one service, or of all. What was not recorded is never said
 * to be missing in ECS; it rejects as `NotInSnapshot`.
 */
export function recordedEcsReader(recorded: Recorded): EcsReader {
  const isWhole = recorded.ecs === 'all';
  const absent = (section: SectionName, what: string): PullpathError => {
    const message = `${what} is not in the snapshot${recorded.ecs === null ? ', which was taken without ECS' : ''}.`;
    return refusalOf(recorded, section) === undefined || recorded.ecs === null
      ? notInSnapshot(SECTIONS[section].action, message, WITH_ECS)
      : missing(recorded, section, WITH_ECS);
  };
  const items = (section: SectionName, keep: (item: Item) => boolean = () => true): readonly Item[] => {
    const found = recorded.sections.has(section) ? itemsOf(recorded, section).filter(keep) : null;
    // Of several reads one may have been refused: what is not there is not known to be nowhere.
    if (found !== null && (found.length > 0 || refusalOf(recorded, section) === undefined)) return found;
    throw absent(section, `What ECS tells of ${SECTIONS[section].noun}`);
  };
  const described = <T>(section: SectionName, found: readonly Item[], asked: number, what: string): Described<T> => {
    if (found.length < asked && !isWhole) throw absent(section, what);
    return { found: answersOf<T>(section, found), failures: [] };
  };
  const isIn = (cluster: string) => (item: Item) => nameOf(clusterOf(item)) === nameOf(cluster);
  /** @throws ClusterNotFoundException, as ECS does, where the snapshot is of every cluster and has not this one */
  const assertCluster = (cluster: string) => {
    const known = recorded.sections.get('clusters') ?? [];
    if (!isWhole || known.some(({ clusterArn }) => nameOf(clusterArn) === nameOf(cluster))) return;
    throw new PullpathError('refused-by-aws', {
      code: 'ClusterNotFoundException',
      message: 'Cluster not found.',
      remedy: 'Check --cluster.',
      action: 'ecs:DescribeServices',
    });
  };
  return {
    clusterArns: async () => {
      if (!isWhole) throw absent('clusters', 'The list of ECS clusters');
      return items('clusters').map(({ clusterArn }) => String(clusterArn));
    },
    clusters: async (names) => {
      const found = named(items('clusters'), names, 'clusterArn');
      return { found: answersOf('clusters', found), failures: [] };
    },
    serviceArns: async (cluster) => {
      if (!isWhole) throw absent('services', `The list of services of cluster ${nameOf(cluster)}`);
      assertCluster(cluster);
      return items('services', isIn(cluster)).map(({ serviceArn }) => String(serviceArn));
    },
    services: async (cluster, names) => {
      assertCluster(cluster);
      const found = named(items('services', isIn(cluster)), names, 'serviceArn');
      return described(
        'services',
        found,
        names.length,
        `The service ${names.map(nameOf).join(', ')} of cluster ${nameOf(cluster)}`,
      );
    },
    expressService: async (arn) => {
      const [found] = items('expressServices', ({ serviceArn }) => serviceArn === arn);
      if (found === undefined) throw absent('expressServices', `The Express service ${nameOf(arn)}`);
      return one<AwsEcsExpressService>('expressServices', found);
    },
    serviceRevisions: async (arns) => {
      const wanted = new Set(arns);
      const found = items('serviceRevisions', ({ serviceRevisionArn }) => wanted.has(String(serviceRevisionArn)));
      return { found: answersOf('serviceRevisions', found), failures: [] };
    },
    taskArns: async (cluster, { service, status }) =>
      items('tasks', isIn(cluster))
        .filter(({ group, desiredStatus }) => {
          const isOfService = service === undefined || group === undefined || group === `service:${service}`;
          return isOfService && (desiredStatus === 'STOPPED') === (status === 'STOPPED');
        })
        .map(({ taskArn }) => String(taskArn)),
    tasks: async (cluster, ids) => {
      if (ids.length === 0) return { found: [], failures: [] };
      const found = named(items('tasks', isIn(cluster)), ids, 'taskArn');
      return described('tasks', found, ids.length, `The task ${ids.map(nameOf).join(', ')}`);
    },
    taskDefinition: async (name) => {
      const wanted = nameOf(name);
      const found = items('taskDefinitions')
        .filter(({ taskDefinitionArn }) => {
          const own = nameOf(taskDefinitionArn);
          return own === wanted || own.slice(0, own.lastIndexOf(':')) === wanted;
        })
        .toSorted((a, b) => Number(b.revision) - Number(a.revision));
      if (found[0] === undefined) throw absent('taskDefinitions', `The task definition ${wanted}`);
      return one<AwsEcsTaskDefinition>('taskDefinitions', found[0]);
    },
    capacityProviders: async (_, names) => {
      if (names.length === 0) return { found: [], failures: [] };
      const found = items('capacityProviders').filter(({ name }) => names.includes(String(name)));
      return described('capacityProviders', found, names.length, `The capacity provider ${names.join(', ')}`);
    },
    containerInstanceArns: async (cluster) =>
      instancesIn(cluster).map(({ containerInstanceArn }) => String(containerInstanceArn)),
    containerInstances: async (cluster, ids) => {
      const found = named(instancesIn(cluster), ids, 'containerInstanceArn');
      return { found: answersOf('containerInstances', found), failures: [] };
    },
  };

  /** The older form of their ARNs does not name the cluster. */
  function instancesIn(cluster: string): readonly Item[] {
    return items('containerInstances', ({ containerInstanceArn }) => {
      const parts = String(containerInstanceArn).split('/');
      return parts.length < 3 || parts[1] === nameOf(cluster);
    });
  }
}

const WITH_ECS: Remedy = 'Take the snapshot again with the same --cluster and --service, or with --all-services.';

function one<T>(section: SectionName, item: Item): T {
  return revived(SECTIONS[section].shape, item) as T;
}

/** Of things those that are asked for, by name or by ARN. */
function named(items: readonly Item[], names: readonly string[], key: string): readonly Item[] {
  const wanted = new Set(names.map(nameOf));
  return items.filter((item) => wanted.has(nameOf(item[key])));
}

/** The cluster of a service or task; ECS always says it, an ARN mostly. */
function clusterOf({ clusterArn, serviceArn, taskArn }: Item): string {
  const [, cluster = ''] = String(serviceArn ?? taskArn ?? '').split('/');
  return String(clusterArn ?? cluster);
}

/** The last part of an ARN of ECS; a bare name is its own. */
function nameOf(arn: unknown): string {
  const text = String(arn ?? '');
  return text.slice(text.lastIndexOf('/') + 1);
}
