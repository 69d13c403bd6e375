import type { EcsSnapshot } from '../../../discover/ecs/ecs-snapshot.ts';
import type { EcsService } from '../../../discover/ecs/service.ts';
import type { EcsTask } from '../../../discover/ecs/task.ts';
import { type ExplainContext, explain } from '../../../explain/explain.ts';
import type { Explanation } from '../../../explain/explanation.ts';
import { briefReason } from '../../../explain/wording/brief-reason.ts';

/** A service whose tasks do not start, and why not. */
export interface FailingService {
  readonly cluster: string;
  readonly service: string;
  /** When the last task failed to start, as ISO text; null where ECS does not say. */
  readonly failedAt: string | null;
  /** How many tasks failed to start, of those that ECS still tells of. */
  readonly failures: number;
  readonly desiredCount: number;
  readonly runningCount: number;
  /** In five words at most. */
  readonly reason: string;
  readonly explanation: Explanation;
}

/** The services of a region as the wizard lists them. */
export interface ServiceHealth {
  /** The newest failure first. */
  readonly failing: readonly FailingService[];
  /** All others that tasks are to run in. */
  readonly others: readonly EcsService[];
}

/** Who or what stopped such a task stopped it on purpose [aws-facts: ecs-stopped-task]. */
const STOPPED_ON_PURPOSE: ReadonlySet<string> = new Set([
  'UserInitiated',
  'ServiceSchedulerInitiated',
  'SpotInterruption',
  'TerminationNotice',
]);

/**
 * Which services fail to start their tasks: the last one that was tried did not start, or, where ECS could not even place
 * one, its last event says so. ECS tells of stopped tasks for an hour [aws-facts: ecs-stopped-task].
 * @param region where the services run, for reading ECS's texts
 */
export function serviceHealth(snapshot: EcsSnapshot, region: string): ServiceHealth {
  const alive = snapshot.services.filter(({ status }) => status === 'ACTIVE');
  const found = alive.map((service) => ({ service, failing: failingOf(service, tasksOf(snapshot, service), region) }));
  return {
    failing: found.flatMap(({ failing }) => failing ?? []).sort(byNewest),
    others: found.flatMap(({ service, failing }) => (failing === null ? [service] : [])),
  };
}

function failingOf(service: EcsService, tasks: readonly EcsTask[], region: string): FailingService | null {
  const failed = tasks.filter(failedToStart).sort((a, b) => compareTimes(endOf(b), endOf(a)));
  const [last] = failed;
  const started =
    tasks
      .map(({ startedAt }) => startedAt ?? '')
      .sort()
      .at(-1) ?? '';
  const { cluster, name, desiredCount, runningCount } = service;
  const of = { cluster, service: name, desiredCount, runningCount, failures: failed.length };
  if (last !== undefined && compareTimes(endOf(last), started) > 0)
    return {
      ...of,
      failedAt: endOf(last) || null,
      ...reasonOf(textOf(last), { region, cluster, ecsService: name, task: last.id }),
    };
  if (runningCount >= desiredCount || tasks.some(isStarting)) return null;
  // No task, so nothing was placed: the events tell why.
  const told = service.events.map(({ at, message }) => ({
    at,
    ...reasonOf(message, { region, cluster, ecsService: name }),
  }));
  const event = told.find(({ explanation }) => explanation.class !== 'unknown');
  return event === undefined
    ? null
    : { ...of, failedAt: event.at, reason: event.reason, explanation: event.explanation };
}

function reasonOf(text: string, context: ExplainContext): Pick<FailingService, 'reason' | 'explanation'> {
  const explanation = explain(text, context);
  return { reason: briefReason(explanation), explanation };
}

function tasksOf({ tasks }: EcsSnapshot, { cluster, name }: EcsService): EcsTask[] {
  return tasks.filter((task) => task.cluster === cluster && task.group === `service:${name}`);
}

function failedToStart({ lastStatus, desiredStatus, startedAt, stopCode }: EcsTask): boolean {
  const isOver = lastStatus === 'STOPPED' || desiredStatus === 'STOPPED';
  return isOver && startedAt === null && !STOPPED_ON_PURPOSE.has(stopCode ?? '');
}

function isStarting({ desiredStatus, startedAt }: EcsTask): boolean {
  return desiredStatus === 'RUNNING' && startedAt === null;
}

/** What ECS says of a task that stopped: its own reason, and those of its containers. */
function textOf({ stoppedReason, containers }: EcsTask): string {
  const reasons = [stoppedReason, ...containers.map(({ reason }) => reason)];
  return [...new Set(reasons.filter((reason) => reason !== null && reason !== ''))].join('\n');
}

function endOf({ stoppedAt, createdAt }: EcsTask): string {
  return stoppedAt ?? createdAt ?? '';
}

/** The ISO texts of ECS's times sort as they are. */
function compareTimes(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function byNewest(a: FailingService, b: FailingService): number {
  return compareTimes(b.failedAt ?? '', a.failedAt ?? '') || compareTimes(a.service, b.service);
}
