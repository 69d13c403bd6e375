import { createHash } from 'node:crypto';
import type { AwsRouteTable, AwsVpcEndpoint, Reader } from '../aws/read/reader.ts';
import type { Writer } from '../aws/write/writer.ts';
import { PullpathError } from '../errors.ts';
import type { Plan } from '../plan/plan.ts';
import type { IdOrRef } from '../plan/ref.ts';
import { type PullpathCommand, pullpath } from '../remedy/command.ts';
import type { Clock } from './clock.ts';
import type { Event } from './event.ts';
import type { Poller } from './poller.ts';
import type { RateLimiter } from './rate-limiter.ts';

/** Everything that a step is done with; one per run. */
export interface ApplyContext {
  readonly reader: Reader;
  readonly writer: Writer;
  readonly clock: Clock;
  readonly rateLimiter: RateLimiter;
  readonly endpoints: Poller<AwsVpcEndpoint[]>;
  readonly routeTables: Poller<AwsRouteTable[]>;
  readonly purpose: Plan['purpose'];
  readonly stack: string;
  /** The run's id: part of every client token, and of the tags of what the run creates. */
  readonly run: string;
  readonly account: string;
  readonly region: string;
  readonly vpcId: string;
  /** False where an emulator answers in AWS's place, which may never give what AWS gives after a while. */
  readonly isAwsEndpoint: boolean;
  readonly startedAt: number;
  /** Milliseconds since the epoch, as AWS has it. */
  readonly awsTimeMs: () => number;
  /** When `--timeout` ends the waiting, on the clock. */
  readonly deadline: number;
  /** What the steps of this run made, ready or not: step id → resource id. */
  readonly createdIds: Map<string, string>;
  readonly emit: (event: Event) => void;
  /** Aborted when the user wants to stop: calls in flight are finished, waiting is not. */
  readonly stop: AbortSignal;
}

export function elapsed(context: ApplyContext): number {
  return context.clock.now() - context.startedAt;
}

/** Waits a while; a user who wants to stop is not kept waiting, and the step ends here with what stands. */
export async function pause(context: ApplyContext, ms: number, meanwhile: string): Promise<void> {
  await context.clock.sleep(ms, context.stop);
  if (context.stop.aborted) throw interruption(context, meanwhile);
}

/** What goes on from here, for remedies. Not the same command: a saved plan that was begun is stale. */
export function resumeCommand({ purpose, vpcId, stack }: Resumable): PullpathCommand {
  return pullpath(purpose, { vpcId, stack });
}

type Resumable = Pick<ApplyContext, 'purpose' | 'vpcId' | 'stack'>;

export function interruption(context: ApplyContext, meanwhile: string): PullpathError {
  return new PullpathError('interrupted', {
    code: 'Interrupted',
    message: `Stopped by you; ${meanwhile}.`,
    remedy: [
      'Nothing is lost. To continue:',
      resumeCommand(context),
      ...(context.purpose === 'apply' ? ['To roll it back:', resumeCommand({ ...context, purpose: 'rollback' })] : []),
    ],
  });
}

/** The real id behind a reference; the step that makes it is among the needs, so it is done. */
export function resolveRef(context: ApplyContext, id: IdOrRef): string {
  if (typeof id === 'string') return id;
  const made = context.createdIds.get(id.ref);
  if (made !== undefined) return made;
  throw new PullpathError('failed', {
    code: 'UnresolvedReference',
    message: `A step refers to ${id.ref}, which no finished step has made.`,
    remedy: ['The plan is damaged. Plan again:', pullpath('plan', { vpcId: context.vpcId, stack: context.stack })],
  });
}

/**
 * A client token: the same for every repeat of this step within this run, and for nothing else. Across runs it must
 * differ, since AWS may answer a token of a deleted endpoint with that endpoint [aws-facts: client-token].
 */
export function clientToken(context: ApplyContext, stepId: string): string {
  return createHash('sha256').update(`${context.run} ${stepId}`).digest('hex');
}
