import type { EcsSnapshot } from '../../../discover/ecs/ecs-snapshot.ts';
import type { EcsService } from '../../../discover/ecs/service.ts';
import type { EcsTask } from '../../../discover/ecs/task.ts';
import { briefReason } from '../../../explain/wording/brief-reason.ts';
import { hasFailed, reportsOf } from '../../../symptom/report.ts';
import type { StartReport } from '../../../symptom/schema.ts';

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
  readonly explanation: StartReport['explanation'];
}

/** The services of a region as the wizard lists them. */
export interface ServiceHealth {
  /** The newest failure first. */
  readonly failing: readonly FailingService[];
  /** All others that tasks are to run in. */
  readonly others: readonly EcsService[];
}

/**
 * Which services fail to start their tasks: the last one that was tried did not start, or, where ECS could not even place
 * one, its last event says so. ECS tells of stopped tasks for an hour [aws-facts: ecs-stopped-task].
 * @param region where the services run, for reading ECS's texts
 */
export function serviceHealth(snapshot: EcsSnapshot, region: string): ServiceHealth {
  const alive = snapshot.services.filter(({ status }) => status === 'ACTIVE');
  const found = alive.map((service) => ({ service, failing: failingOf(snapshot, service, region) }));
  return {
    failing: found.flatMap(({ failing }) => failing ?? []).sort(byNewest),
    others: found.flatMap(({ service, failing }) => (failing === null ? [service] : [])),
  };
}

function failingOf(snapshot: EcsSnapshot, service: EcsService, region: string): FailingService | null {
  const { cluster, name, desiredCount, runningCount } = service;
  const tasks = snapshot.tasks.filter((task) => task.cluster === cluster && task.group === `service:${name}`);
  // Those that ran and ended have had their image.
  const failed = tasks.filter((task) => hasFailed(task) && task.startedAt === null);
  const ended = newest(failed.map(endOf));
  const started = newest(tasks.map(({ startedAt }) => startedAt ?? ''));
  const reports = reportsOf({ ...snapshot, tasks: failed }, service, region);
  const of = { cluster, service: name, desiredCount, runningCount, failures: failed.length };
  const toldBy = (report: StartReport | undefined, failedAt: string | null) =>
    report === undefined
      ? null
      : { ...of, failedAt, reason: briefReason(report.explanation), explanation: report.explanation };
  if (failed.length > 0 && compareTimes(ended, started) > 0) return toldBy(reports[0], ended || null);
  if (runningCount >= desiredCount || tasks.some(isStarting)) return null;
  // No task, so nothing was placed: the events tell why.
  const event = reports.find(({ source, explanation }) => source === 'event' && explanation.class !== 'unknown');
  if (event !== undefined) return toldBy(event, event.at);
  // ECS forgets tasks within the hour, and a deployment that it gave up never.
  const gaveUp = reports.find(({ source }) => source === 'deployment');
  return gaveUp === undefined
    ? null
    : { ...of, failedAt: gaveUp.at, reason: 'deployment failed', explanation: gaveUp.explanation };
}

function isStarting({ desiredStatus, startedAt }: EcsTask): boolean {
  return desiredStatus === 'RUNNING' && startedAt === null;
}

function endOf({ stoppedAt, createdAt }: EcsTask): string {
  return stoppedAt ?? createdAt ?? '';
}

function newest(times: readonly string[]): string {
  return times.toSorted(compareTimes).at(-1) ?? '';
}

/** The ISO texts of ECS's times sort as they are. */
function compareTimes(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function byNewest(a: FailingService, b: FailingService): number {
  return compareTimes(b.failedAt ?? '', a.failedAt ?? '') || compareTimes(a.service, b.service);
}
