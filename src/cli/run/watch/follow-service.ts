import { systemClock } from '../../../apply/clock.ts';
import type { EcsSnapshot } from '../../../discover/ecs/ecs-snapshot.ts';
import { readWorkload } from '../../../discover/ecs/read-ecs.ts';
import { readService } from '../../../discover/ecs/read-service.ts';
import type { EcsService } from '../../../discover/ecs/service.ts';
import { ExitCode, PullpathError } from '../../../errors.ts';
import { watchEventDocument } from '../../../render/documents/event.ts';
import type { AccountHeading } from '../../../render/text/heading.ts';
import { watchEventLine } from '../../../render/text/watch-text.ts';
import type { WatchEvent } from '../../../watch/event.ts';
import { assertCanForce } from '../../../watch/force.ts';
import type { WatchTerms } from '../../../watch/judge-watch.ts';
import type { WatchOutcome } from '../../../watch/outcome.ts';
import { startOf } from '../../../watch/task-stages.ts';
import { watchService } from '../../../watch/watch-service.ts';
import { workloadOfService } from '../../../workload/from-service.ts';
import type { Invocation } from '../invocation.ts';
import type { Session } from '../session/session.ts';
import { assertSameRegion } from '../targets/workload-arn.ts';

/** The service to follow, and from where on. */
export interface Follow {
  readonly cluster: string;
  readonly service: string;
  /** When the last change of the path was made, as ISO text; null where this run made none. */
  readonly since: string | null;
  /** Has ECS start all its tasks anew first: only where the user said so. */
  readonly forceNewDeployment: boolean;
}

/** What following a service came to. */
export interface Followed {
  readonly place: AccountHeading;
  readonly service: EcsService;
  readonly outcome: WatchOutcome;
  /** The deployment that was forced; null where none was, or ECS named none. */
  readonly deploymentId: string | null;
  readonly forced: boolean;
  readonly exitCode: ExitCode;
}

const EXIT_CODES: { readonly [V in WatchOutcome['verdict']]: ExitCode } = {
  proved: ExitCode.Done,
  'not-proved': ExitCode.NotOpen,
  undecided: ExitCode.Undecided,
};

/**
 * Follows a service until a task has pulled, the next start has failed, or the time of the run is out; forces a deployment
 * before, where that was asked for. Changes nothing else.
 * @throws usage where ECS has no such service; refused-by-aws where it may not be read; needs-person where its deployments
 *   are not ECS's to force
 */
export async function followService(
  command: 'apply' | 'watch',
  session: Session,
  invocation: Invocation,
  follow: Follow,
): Promise<Followed> {
  const { output, interrupts } = invocation;
  const { cluster, since } = follow;
  const [reader, { account, arn }] = await Promise.all([session.ecs(), session.reader.callerIdentity()]);
  assertSameRegion(follow, session.region.name);
  const ecs = await readWorkload(reader, { cluster, service: follow.service }, session.reader);
  const service = serviceIn(ecs);
  if (follow.forceNewDeployment) assertCanForce(service);
  const { subnetIds, external } = workloadOfService(ecs, service, session.region.name);
  const stop = interrupts.stopSignal({
    say: output.terminal.notice,
    words: 'Stopped watching; ECS continues by itself. Press again to quit at once.',
    abandoned: 'Stopped; ECS continues by itself.',
  });
  const tell = await output.events(async () => (event: WatchEvent) => watchEventDocument(command, output.scope, event));
  const startedAt = systemClock.now();
  const emit = (event: WatchEvent) => {
    tell(event);
    if (output.progress !== 'none') output.terminal.notice((style) => watchEventLine(event, style));
  };
  const first = { service, tasks: ecs.tasks };
  const forces = follow.forceNewDeployment && service.desiredCount > 0 && service.status === 'ACTIVE';
  const deploymentId = forces ? await (await session.ecsWriter()).forceNewDeployment(cluster, service.name) : null;
  if (forces) emit({ type: 'deployment-forced', atMs: systemClock.now() - startedAt, deploymentId });
  const terms: WatchTerms = {
    start: startOf(first, since, deploymentId),
    subnetIds: subnetIds?.value ?? null,
    instanceSubnets: new Map(ecs.containerInstances.map(({ arn, subnetId }) => [arn, subnetId])),
    region: session.region.name,
    external,
  };
  const outcome = await watchService({
    terms,
    first,
    read: () => readService(reader, cluster, service.name),
    clock: systemClock,
    timeoutMs: session.deadline.leftMs(),
    emit,
    stop,
  });
  const exitCode = outcome.reason === 'interrupted' ? interrupts.code() : EXIT_CODES[outcome.verdict];
  const { region, note } = session;
  const place = { account, arn, region: region.name, regionSource: region.source, note };
  return { place, service, outcome, deploymentId, forced: forces, exitCode };
}

/** Without the service and its tasks there is nothing to follow. */
function serviceIn({ services, unread }: EcsSnapshot): EcsService {
  const [service] = services;
  const missing = unread.find(({ part }) => part === 'services' || part === 'tasks');
  if (service !== undefined && missing === undefined) return service;
  const why = missing === undefined ? 'ECS did not describe it' : missing.message;
  throw new PullpathError(missing?.why === 'failed' ? 'failed' : 'refused-by-aws', {
    code: missing?.code ?? 'NotRead',
    message: `The service cannot be followed: ${why}.`,
    remedy: missing?.remedy ?? 'Allow ecs:DescribeServices, ecs:ListTasks and ecs:DescribeTasks.',
    action: missing?.action,
  });
}
