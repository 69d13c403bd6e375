import type { ServiceSnapshot } from '../discover/ecs/read-service.ts';
import type { EcsTask } from '../discover/ecs/task.ts';
import { hasFailed } from '../symptom/report.ts';

/** From where on a pull counts. */
export interface WatchStart {
  /** The tasks that there were, by ARN, as they were. */
  readonly before: ReadonlyMap<string, EcsTask>;
  /** When the last change was made, as ISO text; null where none was, or nobody knows of one. */
  readonly since: string | null;
  /** The deployment that was forced: only its tasks count. Null where ECS starts tasks by itself. */
  readonly deploymentId: string | null;
}

/**
 * How far a task has come, for whoever watches. `earlier` ones were starting before the change: that they fail says
 * nothing.
 */
export type TaskStage = 'provisioning' | 'pulling' | 'pulled' | 'failed' | 'earlier';

/** Where a watch begins. @param since when the last change was made; null where nobody knows of one */
export function startOf(first: ServiceSnapshot, since: string | null, deploymentId: string | null): WatchStart {
  return { before: new Map(first.tasks.map((task) => [task.arn, task])), since, deploymentId };
}

/**
 * How far the tasks have come that tell something, those first that were created first. A pull counts where it began
 * after the change; a failure, where the whole task did.
 */
export function stagesOf({ tasks }: ServiceSnapshot, start: WatchStart): { task: EcsTask; stage: TaskStage }[] {
  return tasks
    .filter((task) => start.deploymentId === null || task.startedBy === start.deploymentId)
    .toSorted((a, b) => Date.parse(a.createdAt ?? '') - Date.parse(b.createdAt ?? '') || 0)
    .flatMap((task) => {
      const stage = stageOf(task, start);
      return stage === null ? [] : [{ task, stage }];
    });
}

/** Null of a task that had its pull, or its end, before the change. */
function stageOf(task: EcsTask, start: WatchStart): TaskStage | null {
  const before = start.before.get(task.arn);
  // What the first look did not show is later than the change, whatever the machine's clock says.
  const isNew = before === undefined || isSince(task.createdAt, start);
  const pullIsNew =
    task.pullStartedAt !== null && (before?.pullStartedAt == null || isSince(task.pullStartedAt, start));
  if (isFailedStart(task)) {
    if (isNew) return 'failed';
    return before?.lastStatus === 'STOPPED' ? null : 'earlier';
  }
  if (task.pullStoppedAt !== null) return pullIsNew ? 'pulled' : null;
  if (task.lastStatus === 'STOPPED') return null;
  if (task.pullStartedAt !== null) return pullIsNew ? 'pulling' : 'earlier';
  return isNew ? 'provisioning' : 'earlier';
}

/** A task whose image came, and that ended afterwards, has had its pull. */
function isFailedStart(task: EcsTask): boolean {
  const isOver = task.stopCode === 'TaskFailedToStart' || task.pullStoppedAt === null;
  const isPull = task.containers.some(({ reason }) => /^CannotPull/.test(reason ?? ''));
  return hasFailed(task) && (isOver || isPull);
}

/** Later than the change, where its time is known. */
function isSince(time: string | null, { since }: WatchStart): boolean {
  return since !== null && time !== null && time > since;
}

/**
 * The task that shows already, without any further look, that the service has recovered: its pull began after the last
 * failure that ECS tells of, by ECS's own clock. Null where none failed, or none has pulled since.
 */
export function recoveredBy({ tasks }: ServiceSnapshot): EcsTask | null {
  const failures = tasks.filter(isFailedStart).map(({ stoppedAt }) => stoppedAt ?? '');
  const last = failures.toSorted().at(-1);
  if (last === undefined) return null;
  const since = tasks.filter(
    (task) =>
      !isFailedStart(task) && task.pullStoppedAt !== null && task.pullStartedAt !== null && task.pullStartedAt > last,
  );
  return since.toSorted((a, b) => Date.parse(a.pullStartedAt ?? '') - Date.parse(b.pullStartedAt ?? ''))[0] ?? null;
}
