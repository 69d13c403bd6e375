import type { Diagnosis } from '../diagnose/diagnosis.ts';
import type { EcsPart, EcsSnapshot } from '../discover/ecs/ecs-snapshot.ts';
import type { EcsService } from '../discover/ecs/service.ts';
import type { EcsTask } from '../discover/ecs/task.ts';
import type { Remedy as RemedyValue } from '../remedy/remedy.ts';
import { mergeRemedies } from '../remedy/remedy.ts';
import { formatCount } from '../words.ts';
import { alternativesTo, watch } from './alternatives.ts';
import { causeOf } from './cause.ts';
import { hasFailed, reportsOf, reportsOfTask } from './report.ts';
import type { ServiceState, StartReport, Symptom, SymptomCause } from './schema.ts';

export interface SymptomInput {
  readonly snapshot: EcsSnapshot;
  readonly service: EcsService;
  readonly region: string;
  /** Of the VPC and subnets that the service runs in; null where they were not judged. */
  readonly diagnosis: Diagnosis | null;
}

/** ECS tells of a stopped task for an hour [aws-facts: ecs-stopped-task]. */
const ONE_HOUR = 'ECS tells of a stopped task for one hour; nothing older is in this.';

/** What a service suffers from, from what was read of ECS and of its network. Pure; a read that was refused is a limit. */
export function symptomOf(input: SymptomInput): Symptom {
  const { snapshot, service, region, diagnosis } = input;
  const reports = reportsOf(snapshot, service, region);
  const [first] = reports;
  const state = stateOf(snapshot, service);
  const found = first === undefined ? null : causeOf(first, diagnosis, region);
  // That tasks start again is all that there is to say of a hop that is open by now.
  const cause = state === 'recovered' && found?.agreement === 'disagrees' ? null : found;
  const definition = snapshot.taskDefinitions.find(({ arn }) => arn === primaryDefinition(service)) ?? null;
  const alternatives =
    first === undefined || cause === null ? [] : alternativesTo({ report: first, cause, service, definition, region });
  return {
    cluster: service.cluster,
    service: service.name,
    task: null,
    state,
    message: messageOf(state, service, reports),
    desiredCount: service.desiredCount,
    runningCount: service.runningCount,
    reports,
    cause,
    alternatives,
    remedy: remedyFor(state, input, first, cause),
    limits: limitsOf(snapshot),
  };
}

/** What became of a task that no service runs, and what explains it. @param region where it ran */
export function symptomOfTask({
  snapshot,
  task,
  region,
  diagnosis,
}: Omit<SymptomInput, 'service'> & { readonly task: EcsTask }): Symptom {
  const failed = hasFailed(task);
  const reports = failed ? reportsOfTask(task, snapshot, region) : [];
  const [first] = reports;
  const cause = first === undefined ? null : causeOf(first, diagnosis, region);
  const definition = snapshot.taskDefinitions.find(({ arn }) => arn === task.taskDefinition) ?? null;
  const isOver = task.lastStatus === 'STOPPED';
  const reason = isOver && !failed && task.stoppedReason ? ` (${task.stoppedReason})` : '';
  return {
    cluster: task.cluster,
    service: null,
    task: task.id,
    state: failed ? 'failing' : isOver ? 'inactive' : task.startedAt === null ? 'starting' : 'running',
    message: `Task ${task.id} ${failed ? 'failed' : `is ${task.lastStatus}`}${reason}. No service runs it, so nothing starts it again.`,
    desiredCount: 1,
    runningCount: task.lastStatus === 'RUNNING' ? 1 : 0,
    reports,
    cause,
    alternatives:
      first === undefined || cause === null
        ? []
        : alternativesTo({ report: first, cause, service: null, definition, region }),
    remedy: taskRemedy(first, cause, diagnosis),
    limits: limitsOf(snapshot),
  };
}

function taskRemedy(
  report: StartReport | undefined,
  cause: SymptomCause | null,
  diagnosis: Diagnosis | null,
): RemedyValue | null {
  if (report === undefined || cause === null) return null;
  if (cause.agreement === 'explained') return mergeRemedies(decidingRemedies(cause, diagnosis));
  return cause.agreement === 'disagrees' ? null : mergeRemedies(toldBy(report));
}

/** Of the findings that close the hop. */
function decidingRemedies(cause: SymptomCause, diagnosis: Diagnosis | null): RemedyValue[] {
  const findings = diagnosis?.findings ?? [];
  return findings
    .filter(({ code, verdict }) => cause.findings.includes(code) && verdict === 'closed')
    .map(({ remedy }) => remedy);
}

function primaryDefinition({ deployments, taskSets, taskDefinition }: EcsService): string | null {
  const primary = [...deployments, ...taskSets].find(({ status }) => status === 'PRIMARY');
  return primary?.taskDefinition ?? taskDefinition;
}

function stateOf(snapshot: EcsSnapshot, service: EcsService): ServiceState {
  const { desiredCount, runningCount } = service;
  if (service.status !== 'ACTIVE') return 'inactive';
  if (desiredCount === 0) return 'scaled-to-zero';
  if (service.deployments.some(({ status, rolloutState }) => status === 'PRIMARY' && rolloutState === 'FAILED')) {
    return 'gave-up';
  }
  if (snapshot.unread.some(({ part }) => part === 'tasks')) return 'unknown';
  const own = snapshot.tasks.filter(({ group }) => group === `service:${service.name}`);
  const failed = newest(own.filter(hasFailed).map(({ stoppedAt }) => stoppedAt));
  const began = newest(own.filter(({ lastStatus }) => lastStatus === 'RUNNING').map(({ startedAt }) => startedAt));
  if (runningCount >= desiredCount) return failed === '' ? 'running' : began > failed ? 'recovered' : 'failing';
  return failed === '' ? 'starting' : 'failing';
}

/** The newest of times as ECS gives them, which compare as texts; empty where there is none. */
function newest(times: readonly (string | null)[]): string {
  return (
    times
      .filter((time) => time !== null)
      .toSorted()
      .at(-1) ?? ''
  );
}

function messageOf(state: ServiceState, service: EcsService, reports: readonly StartReport[]): string {
  const { name, desiredCount, runningCount, deployments } = service;
  const runs = `${name} runs ${runningCount} of ${formatCount(desiredCount, 'task')}`;
  const failed = new Set(reports.flatMap(({ taskIds }) => taskIds)).size;
  const lastHour =
    failed === 0
      ? 'None is known to have failed in the last hour'
      : `${formatCount(failed, 'task')} failed in the last hour`;
  switch (state) {
    case 'failing':
      return `${runs}. ${lastHour}.`;
    case 'recovered':
      return `${runs}, and the newest of them started after the last failure. ${lastHour}.`;
    case 'running':
      return `${runs}, and none failed in the last hour.`;
    case 'starting': {
      const counted = deployments.find(({ status }) => status === 'PRIMARY')?.failedTasks ?? 0;
      const earlier =
        counted === 0
          ? ''
          : ` ECS counts ${formatCount(counted, 'failed task')} in this deployment, all of them longer ago.`;
      return `${runs}. None is known to have failed in the last hour.${earlier}`;
    }
    case 'gave-up':
      return `${runs}. The deployment failed and ECS starts no more tasks of it. ${lastHour}.`;
    case 'scaled-to-zero':
      return `${name} is scaled to 0 tasks: nothing starts, so nothing is proved.`;
    case 'inactive':
      return `${name} is ${service.status}: ECS starts no tasks of it.`;
    case 'unknown':
      return `${runs}. Why is not known: its tasks could not be read.`;
  }
}

/** The findings' own remedies where they explain it; else what the text asks for, or the reads that would tell. */
function remedyFor(
  state: ServiceState,
  { service, diagnosis }: SymptomInput,
  report: StartReport | undefined,
  cause: SymptomCause | null,
): RemedyValue | null {
  const again =
    state === 'gave-up'
      ? [
          'ECS starts no more tasks of this deployment. Once the path is open, begin another:',
          watch(service, { forceNewDeployment: true }),
        ]
      : [];
  if (report === undefined || cause === null) return again.length === 0 ? null : again;
  if (state === 'recovered') return null;
  switch (cause.agreement) {
    case 'explained':
      return mergeRemedies([...decidingRemedies(cause, diagnosis), again]);
    case 'answered':
      return mergeRemedies([...toldBy(report), again]);
    case 'disagrees':
      return mergeRemedies([['See what the next task meets:', watch(service)], again]);
    case 'undecided':
      return mergeRemedies([...toldBy(report), again]);
  }
}

/** What the text asks for, and what would tell more. */
function toldBy({ explanation: { remedy, instead } }: StartReport): RemedyValue[] {
  if (instead === null) return [remedy];
  const isCommand = typeof instead !== 'string' && typeof instead[0] !== 'string';
  return [remedy, isCommand ? ['See for yourself:', ...instead] : instead];
}

const PARTS: { readonly [P in EcsPart]: string | null } = {
  clusters: 'The cluster',
  services: 'The service',
  expressServices: 'What ECS manages of the Express service',
  // Nothing of a symptom follows from it.
  serviceRevisions: null,
  tasks: 'Its tasks',
  taskDefinitions: 'The task definition',
  capacityProviders: 'The capacity providers',
  containerInstances: 'The container instances',
};

function limitsOf({ unread }: EcsSnapshot): string[] {
  const missing = unread.flatMap(({ part, code, action }) =>
    PARTS[part] === null ? [] : [`${PARTS[part]} could not be read: ${action} answered ${code}.`],
  );
  return [ONE_HOUR, ...missing];
}
