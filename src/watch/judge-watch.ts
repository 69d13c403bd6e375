import type { ServiceSnapshot } from '../discover/ecs/read-service.ts';
import type { EcsTask } from '../discover/ecs/task.ts';
import { hasFailed, taskReport, textsOf } from '../symptom/report.ts';
import type { StartReport } from '../symptom/schema.ts';
import { formatCount } from '../words.ts';
import { isOnInstance, type ObservedPull, pullOf, type WatchOutcome, type WatchReason } from './outcome.ts';
import { recoveredBy, stagesOf, type WatchStart } from './task-stages.ts';

/** What a watch knows besides what it sees. */
export interface WatchTerms {
  readonly start: WatchStart;
  /** The subnets in which tasks of the service pull; null where they are not known. */
  readonly subnetIds: readonly string[] | null;
  /** Where container instances are, by ARN. */
  readonly instanceSubnets: ReadonlyMap<string, string | null>;
  readonly region: string;
  /** Of hosts outside of AWS. */
  readonly external: boolean;
}

/** What ends a watch before it has begun: nothing will start, so nothing can be proved. */
export function endsAtOnce({ service }: ServiceSnapshot, terms: WatchTerms): WatchOutcome | null {
  const { name, status, desiredCount } = service;
  if (terms.external) {
    const message = `The tasks of ${name} run on hosts outside of AWS: no path of a VPC is proved by them.`;
    return undecided(terms, 'external-hosts', message);
  }
  if (status !== 'ACTIVE') return undecided(terms, 'inactive', `${name} is ${status}: ECS starts no tasks of it.`);
  if (desiredCount === 0) {
    const message = `${name} is scaled to 0 tasks: none will start, so nothing is proved.`;
    return undecided(terms, 'scaled-to-zero', message);
  }
  return null;
}

/**
 * What a look decides; null where the watch goes on. A failure goes before a pull of the same look: not every task gets
 * through then.
 */
export function judgeWatch(current: ServiceSnapshot, terms: WatchTerms): WatchOutcome | null {
  const stages = stagesOf(current, terms.start);
  const pulled = stages.filter(({ stage }) => stage === 'pulled').map(({ task }) => task);
  const failed = stages.find(({ stage }) => stage === 'failed')?.task;
  if (failed !== undefined) return failure(failed, pulled, current, terms);
  if (pulled.length > 0) return seenPulls(pulled, current, terms, whenOf(terms));
  // Where no change is known of, that it failed before and pulls since is as good.
  const { since, deploymentId } = terms.start;
  const recovered = since === null && deploymentId === null ? recoveredBy(current) : null;
  if (recovered !== null) return seenPulls([recovered], current, terms, 'after its last failure');
  const { service } = current;
  if (service.status !== 'ACTIVE' || service.desiredCount === 0) return endsAtOnce(current, terms);
  const followed = service.deployments.find(({ id, status }) =>
    terms.start.deploymentId === null ? status === 'PRIMARY' : id === terms.start.deploymentId,
  );
  const isUnderWay = stages.some(({ stage }) => stage !== 'earlier');
  if (followed?.rolloutState === 'FAILED' && !isUnderWay) {
    const message = `The deployment of ${service.name} failed before, and ECS starts no more tasks of it.`;
    return undecided(terms, 'gave-up', message);
  }
  return null;
}

/** What is waited for, in a few words. */
export function waitingFor(current: ServiceSnapshot, start: WatchStart): string {
  const stages = stagesOf(current, start);
  const of = (wanted: string) => stages.filter(({ stage }) => stage === wanted).length;
  if (of('pulling') > 0) return `${formatCount(of('pulling'), 'task')} pulling`;
  if (of('provisioning') > 0) return `${formatCount(of('provisioning'), 'task')} about to pull`;
  const { desiredCount, runningCount } = current.service;
  if (runningCount >= desiredCount)
    return `${runningCount} of ${formatCount(desiredCount, 'task')} running, none starting`;
  return of('earlier') > 0 ? 'a task from before the change is still starting' : 'no task starting yet';
}

/** What stands where the time is out, or the user ends it. */
export function unfinished(last: ServiceSnapshot, terms: WatchTerms, reason: 'time-out' | 'interrupted'): WatchOutcome {
  const { name, desiredCount, runningCount } = last.service;
  const when = reason === 'time-out' ? 'until the time was out' : 'until it was interrupted';
  const steady =
    runningCount >= desiredCount
      ? ` It runs ${runningCount} of ${formatCount(desiredCount, 'task')}, and ECS has no reason to start another.`
      : '';
  return undecided(terms, reason, `No task of ${name} has pulled an image ${when}.${steady}`);
}

function whenOf({ start: { since, deploymentId } }: WatchTerms): string {
  if (deploymentId !== null) return 'after the deployment began';
  return since === null ? 'while it was watched' : 'after the change';
}

function undecided(terms: WatchTerms, reason: WatchReason, message: string): WatchOutcome {
  return {
    verdict: 'undecided',
    reason,
    message,
    pulls: [],
    failure: null,
    unprovedSubnetIds: unproved(terms, []),
  };
}

function seenPulls(tasks: readonly EcsTask[], current: ServiceSnapshot, terms: WatchTerms, when: string): WatchOutcome {
  const pulls = pullsOf(tasks, current, terms);
  const isProof = pulls.some(({ overNetwork }) => overNetwork);
  const { name } = current.service;
  if (!isProof) {
    const message = `A task of ${name} started, but on an instance: its image may have come from the cache there, which proves no path.`;
    return { ...undecided(terms, 'maybe-cached', message), pulls };
  }
  return {
    verdict: 'proved',
    reason: 'pulled',
    message: pulls
      .filter(({ overNetwork }) => overNetwork)
      .map((pull) => `Task ${pull.taskId} of ${name} pulled ${where(pull)}in ${seconds(pull.seconds)}, ${when}.`)
      .join(' '),
    pulls,
    failure: null,
    unprovedSubnetIds: unproved(terms, pulls),
  };
}

function failure(task: EcsTask, pulled: readonly EcsTask[], current: ServiceSnapshot, terms: WatchTerms): WatchOutcome {
  const pulls = pullsOf(pulled, current, terms);
  const place = task.subnetId === null ? '' : ` in ${task.subnetId}`;
  return {
    verdict: 'not-proved',
    reason: 'failed',
    message: `Task ${task.id} of ${current.service.name} failed to start${place}.`,
    pulls,
    failure: reportOf(task, current.service.name, terms.region),
    unprovedSubnetIds: unproved(terms, pulls),
  };
}

function reportOf(task: EcsTask, service: string, region: string): StartReport {
  const [said = { container: null, text: '' }] = textsOf(task);
  return taskReport(task, said, task.subnetId === null ? [] : [task.subnetId], { region, service });
}

/** An instance on which a pull of this service failed has no copy of the image that could stand in for one. */
function pullsOf(tasks: readonly EcsTask[], current: ServiceSnapshot, terms: WatchTerms): ObservedPull[] {
  const failed = current.tasks.filter((task) => isOnInstance(task) && hasFailed(task) && task.pullStoppedAt === null);
  const cold = new Set(failed.map(({ containerInstance }) => containerInstance ?? ''));
  return tasks.map((task) => pullOf(task, terms.instanceSubnets, cold));
}

function unproved({ subnetIds }: WatchTerms, pulls: readonly ObservedPull[]): string[] | null {
  const proved = new Set(pulls.filter(({ overNetwork }) => overNetwork).map(({ subnetId }) => subnetId));
  return subnetIds === null ? null : subnetIds.filter((id) => !proved.has(id));
}

function where({ subnetId, availabilityZone }: ObservedPull): string {
  if (subnetId === null) return '';
  return availabilityZone === null ? `in ${subnetId} ` : `in ${subnetId} (${availabilityZone}) `;
}

/** `0.3 s`, `12 s`. */
function seconds(value: number): string {
  return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)} s`;
}
