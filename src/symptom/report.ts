import type { EcsSnapshot } from '../discover/ecs/ecs-snapshot.ts';
import type { EcsService } from '../discover/ecs/service.ts';
import type { EcsTask } from '../discover/ecs/task.ts';
import { type ExplainContext, explain } from '../explain/explain.ts';
import { compare, groupBy } from '../order.ts';
import type { StartPhase, StartReport } from './schema.ts';

/** What ECS puts in a task's `stoppedReason` where the containers have the text. */
const IN_CONTAINERS = /^(Task failed to start|Essential container in task exited|)$/;

/** A stop that somebody wanted, or that AWS announced: nothing failed. */
const WANTED: ReadonlySet<string> = new Set(['UserInitiated', 'SpotInterruption', 'TerminationNotice']);
const SCALED = /^Scaling activity initiated by/;
/** What the scheduler stops for another reason than these it replaces, or no longer wants. */
const UNHEALTHY = /fail|unhealthy/i;

const STEADY = /has reached a steady state\.$/;

/** True of a task whose start failed, or that ended by itself: not of one that was told to stop. */
export function hasFailed({ lastStatus, stopCode, stoppedReason, containers }: EcsTask): boolean {
  if (lastStatus !== 'STOPPED') return false;
  if (stopCode === 'TaskFailedToStart' || containers.some(({ reason }) => /^CannotPull/.test(reason ?? '')))
    return true;
  if (stopCode === 'ServiceSchedulerInitiated') return UNHEALTHY.test(stoppedReason ?? '');
  return !WANTED.has(stopCode ?? '') && !SCALED.test(stoppedReason ?? '');
}

function phaseOf({ pullStartedAt, pullStoppedAt, launchType }: EcsTask): StartPhase | null {
  if (pullStoppedAt !== null) return 'after-the-pull';
  if (pullStartedAt !== null) return 'in-the-pull';
  return launchType === 'FARGATE' ? 'before-the-pull' : null;
}

/** What ECS tells of one failed task: of each container that could not start, else of the task. */
export function textsOf({ stoppedReason, containers }: EcsTask): { container: string | null; text: string }[] {
  const told = containers.flatMap(({ name, reason }) => (reason ? [{ container: name, text: reason }] : []));
  const own = stoppedReason ?? '';
  const isTold = IN_CONTAINERS.test(own) ? told.length > 0 : told.some(({ text }) => text === own);
  return isTold ? told : [{ container: null, text: own }, ...told];
}

/**
 * All that ECS reports of a service's failed starts, the newest first: stopped tasks of the last hour, events since the last
 * steady state, and a deployment that was given up. Texts go through `explain`.
 * @param region where the service runs
 */
export function reportsOf(snapshot: EcsSnapshot, service: EcsService, region: string): StartReport[] {
  const tasks = snapshot.tasks
    .filter((task) => task.group === `service:${service.name}` && task.cluster === service.cluster && hasFailed(task))
    .toSorted(newestFirst);
  const ofTasks = tasks.flatMap((task) =>
    textsOf(task).map((said) => taskReport(task, said, subnetsOf(task, snapshot), { region, service: service.name })),
  );
  return [...together(ofTasks), ...deploymentsOf(service, region), ...eventsOf(service, region)];
}

/** The same of one failed task. */
export function reportsOfTask(task: EcsTask, snapshot: EcsSnapshot, region: string): StartReport[] {
  return together(
    textsOf(task).map((said) => taskReport(task, said, subnetsOf(task, snapshot), { region, service: null })),
  );
}

/** What one text of a failed task says, with its explanation. */
export function taskReport(
  task: EcsTask,
  { container, text }: { readonly container: string | null; readonly text: string },
  subnetIds: readonly string[],
  { region, service }: { readonly region: string; readonly service: string | null },
): StartReport {
  return {
    source: 'task',
    text,
    container,
    stopCode: task.stopCode,
    phase: phaseOf(task),
    at: task.stoppedAt,
    taskIds: [task.id],
    subnetIds: [...subnetIds],
    explanation: explained(text, {
      region,
      cluster: task.cluster,
      task: task.id,
      ...(service === null ? {} : { ecsService: service }),
    }),
  };
}

/** Where a task pulls: on Fargate from its own interface, elsewhere from the instance's [aws-facts: instance-interface]. */
function subnetsOf(
  { launchType, subnetId, containerInstance }: EcsTask,
  { containerInstances }: EcsSnapshot,
): string[] {
  const instance = containerInstances.find(({ arn }) => arn === containerInstance);
  const pulls = launchType === 'FARGATE' || containerInstance === null ? subnetId : (instance?.subnetId ?? null);
  return pulls === null ? [] : [pulls];
}

/** The text, explained to a reader whose task runs in a region; `region` is the one of what the text calls. */
function explained(text: string, context: ExplainContext & { readonly region: string }): StartReport['explanation'] {
  const told = explain(text, context);
  const { family, class: errorClass, hop, service, cause, remedy, instead, hosts, repository } = told;
  // Without the reader's word, a host or image of another region is what the text tells.
  const alone = explain(text);
  const called = alone.regionSource === 'host' || alone.regionSource === 'image' ? alone.region : context.region;
  return { family, class: errorClass, hop, service, cause, remedy, instead, region: called, hosts, repository };
}

function newestFirst(a: EcsTask, b: EcsTask): number {
  return Date.parse(b.stoppedAt ?? '') - Date.parse(a.stoppedAt ?? '') || 0;
}

/** Reports of the same failure as one. */
function together(reports: readonly StartReport[]): StartReport[] {
  const alike = groupBy(reports, ({ container, explanation: { family, hop, hosts, repository }, text }) =>
    // A text that nothing is known of stands for itself.
    [container, family, hop, ...hosts, repository?.name, family === 'nothing-known' ? text : ''].join(' '),
  );
  return [...alike.values()].flatMap(([newest, ...others]) =>
    newest === undefined
      ? []
      : [
          {
            ...newest,
            taskIds: [newest, ...others].flatMap(({ taskIds }) => taskIds),
            subnetIds: [...new Set([newest, ...others].flatMap(({ subnetIds }) => subnetIds))].sort(compare),
          },
        ],
  );
}

const OF_NO_TASK = { container: null, stopCode: null, phase: null, taskIds: [], subnetIds: [] };

/** A deployment that ECS has given up: it starts no more tasks. */
function deploymentsOf({ cluster, name, deployments }: EcsService, region: string): StartReport[] {
  return deployments
    .filter(({ rolloutState }) => rolloutState === 'FAILED')
    .map(({ rolloutStateReason, createdAt }) => {
      const text = rolloutStateReason ?? 'The deployment failed.';
      const explanation = explained(text, { region, cluster, ecsService: name });
      return { ...OF_NO_TASK, source: 'deployment', text, at: createdAt, explanation };
    });
}

/** Events since the service was last well, those that `explain` knows something of, each sentence once. */
function eventsOf({ cluster, name, events }: EcsService, region: string): StartReport[] {
  const well = events.findIndex(({ message }) => STEADY.test(message));
  const since = well === -1 ? events : events.slice(0, well);
  const known = since
    .map(
      ({ at, message }): StartReport => ({
        ...OF_NO_TASK,
        source: 'event',
        text: message,
        at,
        explanation: explained(message, { region, cluster, ecsService: name }),
      }),
    )
    .filter(({ explanation }) => !['nothing-known', 'empty'].includes(explanation.family));
  return [...new Map(known.toReversed().map((report) => [report.explanation.family, report])).values()];
}
