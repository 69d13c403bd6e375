import { z } from 'zod';
import type { Diagnosis } from '../diagnose/diagnosis.ts';
import type { EcsSnapshot } from '../discover/ecs/ecs-snapshot.ts';
import type { EcsService } from '../discover/ecs/service.ts';
import type { Remedy as RemedyValue } from '../remedy/remedy.ts';
import { mergeRemedies } from '../remedy/remedy.ts';
import { Remedy } from '../remedy/schema.ts';
import { formatCount } from '../words.ts';
import { Alternative, alternativesTo, watch } from './alternatives.ts';
import { causeOf, SymptomCause } from './cause.ts';
import { hasFailed, reportsOf, StartReport } from './report.ts';

/**
 * How a service does, by what ECS tells. `failing`: its tasks do not start · `recovered`: they did not, and now they
 * run ·
 * `running`: all that it wants run, and none failed within the hour · `starting`: some are under way ·
 * `gave-up`: the deployment failed, and ECS starts no more · `scaled-to-zero`: it wants none · `inactive`: it is being
 * deleted, or gone · `unknown`: its tasks could not be read.
 */
export const ServiceState = z.enum([
  'failing',
  'recovered',
  'running',
  'starting',
  'gave-up',
  'scaled-to-zero',
  'inactive',
  'unknown',
]);
export type ServiceState = z.infer<typeof ServiceState>;

/** What ECS reports of a service, what explains it, and what to do. */
export const Symptom = z.object({
  cluster: z.string(),
  service: z.string(),
  state: ServiceState,
  /** The state, in one or two sentences. */
  message: z.string(),
  desiredCount: z.number().int(),
  runningCount: z.number().int(),
  /** The newest first; empty where nothing failed that ECS still tells of. */
  reports: z.array(StartReport),
  /** What explains the first report; null without one. */
  cause: SymptomCause.nullable(),
  /** Where the network does not explain it. */
  alternatives: z.array(Alternative),
  remedy: Remedy.nullable(),
  /** What ECS cannot tell: nothing of a stopped task after an hour; tasks that could not be read. */
  limits: z.array(z.string()),
});
export type Symptom = z.infer<typeof Symptom>;

export interface SymptomInput {
  readonly snapshot: EcsSnapshot;
  readonly service: EcsService;
  readonly region: string;
  /** Of the VPC and subnets that the service runs in; null where they were not judged. */
  readonly diagnosis: Diagnosis | null;
}

/** ECS tells of a stopped task for an hour [aws-facts: ecs-stopped-task]. */
const ONE_HOUR = 'ECS tells of a stopped task for one hour; nothing older is in this.';

/**
 * What a service suffers from, from what was read of ECS and of its network. Pure; a read that was refused is a limit.
 */
export function symptomOf(input: SymptomInput): Symptom {
  const { snapshot, service, region, diagnosis } = input;
  const reports = reportsOf(snapshot, service, region);
  const [first] = reports;
  const state = stateOf(snapshot, service);
  const cause = first === undefined ? null : causeOf(first, diagnosis, region);
  const definition = snapshot.taskDefinitions.find(({ arn }) => arn === primaryDefinition(service)) ?? null;
  const alternatives =
    first === undefined || cause === null ? [] : alternativesTo({ report: first, cause, service, definition, region });
  return {
    cluster: service.cluster,
    service: service.name,
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
    case 'explained': {
      const deciding = (diagnosis?.findings ?? []).filter(
        ({ code, verdict }) => cause.findings.includes(code) && verdict === 'closed',
      );
      return mergeRemedies([...deciding.map(({ remedy }) => remedy), again]);
    }
    case 'answered':
      return mergeRemedies([...sentences(report, service), again]);
    case 'disagrees':
      return mergeRemedies([['See what the next task meets:', watch(service)], again]);
    case 'undecided':
      return mergeRemedies([...sentences(report, service), again]);
  }
}

/** What the text did not name and the service does, filled into the sentences of the explanation. */
function sentences({ explanation, taskIds }: StartReport, { cluster, name }: EcsService): string[] {
  const known = { '<cluster>': cluster, '<service>': name, '<task>': taskIds[0] ?? '<task>' };
  const filled = (text: string) => Object.entries(known).reduce((all, [gap, word]) => all.replaceAll(gap, word), text);
  const { remedy, instead } = explanation;
  if (instead === null) return [filled(remedy)];
  const isCommand = /^(aws|docker|curl) /.test(instead);
  return [filled(remedy), isCommand ? `\`${filled(instead)}\`` : filled(instead)];
}

function limitsOf({ unread }: EcsSnapshot): string[] {
  const missing = unread.map(({ part, code, action }) => `${part}: not read, for ${action} answered ${code}.`);
  return [ONE_HOUR, ...missing];
}
