import type { EcsSnapshot } from '../../../discover/ecs/ecs-snapshot.ts';
import type { EcsQuery } from '../../../discover/ecs/read-ecs.ts';
import type { EcsService } from '../../../discover/ecs/service.ts';
import { PullpathError } from '../../../errors.ts';
import type { Workload } from '../../../workload/workload.ts';
import type { Options } from '../../line/options.ts';
import type { Session } from '../session/session.ts';
import { assertSameRegion, clusterNamed } from './workload-arn.ts';

/** A workload as ECS describes it, with all that was read for it. */
export interface WorkloadReading {
  readonly workload: Workload;
  readonly ecs: EcsSnapshot;
}

/** The flags that name one workload. */
type Named = Pick<Options, 'cluster' | 'service' | 'task' | 'taskDefinition' | 'platformVersion'>;

/** True where the options name a workload of ECS. */
export function namesWorkload({ service, task, taskDefinition }: Named): boolean {
  return service !== undefined || task !== undefined || taskDefinition !== undefined;
}

/** True where the workload says in which subnets it runs; a task definition by itself does not. */
export function namesPlacedWorkload({ service, task }: Named): boolean {
  return service !== undefined || task !== undefined;
}

/**
 * Reads the workload that the options name, or null where they name none: then ECS is not asked, and its client not loaded.
 * @throws usage where ECS has nothing of that name, or it runs nowhere any more
 */
export async function readNamedWorkload(
  { ecs, region, reader: hosts }: Pick<Session, 'ecs' | 'region' | 'reader'>,
  options: Named,
): Promise<WorkloadReading | null> {
  const query = queryOf(options);
  if (query === null) return null;
  assertSameRegion(options, region.name);
  const [{ readWorkload }, workloads, { workloadOfDefinition }, reader] = await Promise.all([
    import('../../../discover/ecs/read-ecs.ts'),
    import('../../../workload/from-service.ts'),
    import('../../../workload/from-definition.ts'),
    ecs(),
  ]);
  const snapshot = await readWorkload(reader, query, hosts);
  const described = (): Workload => {
    if ('taskDefinition' in query)
      return workloadOfDefinition(snapshot, query.taskDefinition, region.name, options.platformVersion);
    const { cluster = 'default' } = query;
    if ('task' in query) {
      const [task] = snapshot.tasks;
      if (task !== undefined) return workloads.workloadOfTask(snapshot, task, region.name);
      return workloads.unreadWorkload({ cluster, service: null, task: query.task }, snapshot);
    }
    const [service] = snapshot.services;
    if (service === undefined)
      return workloads.unreadWorkload({ cluster, service: query.service, task: null }, snapshot);
    assertExists(service);
    return workloads.workloadOfService(snapshot, service, region.name);
  };
  const workload = described();
  return { workload: { ...workload, notes: [...clusterNotes(options, query), ...workload.notes] }, ecs: snapshot };
}

function queryOf({ service, task, taskDefinition, ...named }: Named): EcsQuery | null {
  const cluster = clusterNamed({ ...named, service, task });
  if (service !== undefined) return { cluster, service };
  if (task !== undefined) return { cluster, task };
  return taskDefinition === undefined ? null : { taskDefinition };
}

/** A deleted service stays visible for a while. */
function assertExists({ name, cluster, status }: EcsService): void {
  if (status !== 'INACTIVE') return;
  throw new PullpathError('usage', {
    code: 'InactiveService',
    message: `The service ${name} of cluster ${cluster} is INACTIVE: it has been deleted, and ECS starts no tasks for it.`,
    remedy: 'Check --service, --cluster and --region.',
  });
}

function clusterNotes(named: Named, query: EcsQuery): string[] {
  if (clusterNamed(named) !== undefined || 'taskDefinition' in query) return [];
  return ['No --cluster was given, which means the cluster named default, as everywhere in ECS.'];
}
