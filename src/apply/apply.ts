import type { Reader } from '../aws/read/reader.ts';
import type { Writer } from '../aws/write/writer.ts';
import { PullpathError } from '../errors.ts';
import type { Plan } from '../plan/plan.ts';
import type { Step } from '../plan/step.ts';
import { type ApplyContext, elapsed } from './apply-context.ts';
import type { Clock } from './clock.ts';
import type { Event, StepError, StepResult } from './event.ts';
import { performStep } from './perform-step.ts';
import { Poller } from './poller.ts';
import { type RateLimitedCall, RateLimiter } from './rate-limiter.ts';
import { trackMutations } from './tracked-writer.ts';

export interface ApplyRequest {
  readonly plan: Plan;
  readonly reader: Reader;
  readonly writer: Writer;
  readonly clock: Clock;
  /** Milliseconds since the epoch, as AWS has it; the clock above tells no date. */
  readonly awsTimeMs: () => number;
  readonly timeoutMs: number;
  readonly emit: (event: Event) => void;
  /** Aborted when the user wants to stop: what is in flight is finished, nothing new is begun. */
  readonly stop: AbortSignal;
  /** False where an emulator answers in AWS's place; AWS where it is left out. */
  readonly isAwsEndpoint?: boolean;
  /** The calls with a small bucket that dry runs have just drawn on. */
  readonly spent?: readonly RateLimitedCall[];
}

export interface ApplyOutcome {
  /** One per step, in the plan's order. */
  readonly results: readonly StepResult[];
  /** True where at least one change may have reached the account. */
  readonly changed: boolean;
  /** The first failure, for the exit code. */
  readonly failure: unknown;
  readonly interrupted: boolean;
}

/**
 * Runs the steps whose needs are done, side by side. A failure is a value in the results; after it nothing new is
 * begun.
 */
export async function apply(request: ApplyRequest): Promise<ApplyOutcome> {
  const { plan, stop } = request;
  const writer = trackMutations(request.writer);
  const context = benchOf(request, writer);
  const results = new Map<string, StepResult>();
  const running = new Map<string, Promise<void>>();
  const failures: unknown[] = [];

  const begin = async (step: Step): Promise<void> => {
    context.emit({ type: 'step-started', step: step.id, atMs: elapsed(context) });
    try {
      const resourceId = await performStep(context, step);
      context.createdIds.set(step.id, resourceId);
      results.set(step.id, { step: step.id, status: 'done', resourceId });
      context.emit({ type: 'step-done', step: step.id, atMs: elapsed(context), resourceId });
    } catch (thrown) {
      failures.push(thrown);
      const error = stepError(thrown);
      const resourceId = context.createdIds.get(step.id);
      results.set(step.id, {
        step: step.id,
        status: 'failed',
        error,
        ...(resourceId === undefined ? {} : { resourceId }),
      });
      context.emit({ type: 'step-failed', step: step.id, atMs: elapsed(context), error });
    }
    running.delete(step.id);
  };

  const isDone = (id: string) => results.get(id)?.status === 'done';
  const isBegun = (id: string) => results.has(id) || running.has(id);
  const next = () => (failures.length > 0 || stop.aborted ? null : nextOf(plan.steps, isDone, isBegun));
  for (;;) {
    for (let step = next(); step !== null; step = next()) running.set(step.id, begin(step));
    if (running.size === 0) break;
    await Promise.race(running.values());
  }
  const because = stop.aborted ? 'stopped by the user' : 'an earlier step failed';
  for (const step of plan.steps.filter((candidate) => !results.has(candidate.id))) {
    results.set(step.id, { step: step.id, status: 'skipped', because });
    context.emit({ type: 'step-skipped', step: step.id, atMs: elapsed(context), because });
  }
  return {
    results: plan.steps.map((step) => results.get(step.id)).filter((result) => result !== undefined),
    changed: writer.changes() > 0,
    failure: failures[0],
    interrupted: stop.aborted,
  };
}

type Is = (stepId: string) => boolean;

/**
 * A step whose needs are done. A gateway endpoint, which AWS provides at once, leaves the rationed calls to the
 * interface endpoints, which take it minutes [aws-facts: throttling, endpoint-timing], unless one of those needs it.
 */
function nextOf(steps: readonly Step[], isDone: Is, isBegun: Is): Step | null {
  const left = steps.filter((step) => !isBegun(step.id));
  const slow = left.filter(({ kind }) => kind === 'create-interface-endpoint');
  const yields = ({ id, kind }: Step) =>
    kind === 'create-gateway-endpoint' && slow.length > 0 && !slow.some(({ needs }) => needs.includes(id));
  return left.find((step) => step.needs.every(isDone) && !yields(step)) ?? null;
}

function benchOf(request: ApplyRequest, writer: Writer): ApplyContext {
  const { plan, reader, clock, awsTimeMs, timeoutMs, emit, stop, spent = [], isAwsEndpoint = true } = request;
  const startedAt = clock.now();
  const deadline = startedAt + timeoutMs;
  const scope = { vpcIds: [plan.vpcId] };
  const rateLimiter = new RateLimiter(clock);
  for (const call of spent) rateLimiter.book(call);
  return {
    reader,
    writer,
    clock,
    rateLimiter,
    endpoints: new Poller(() => reader.endpoints(scope), clock, deadline, stop),
    routeTables: new Poller(() => reader.routeTables(scope), clock, deadline, stop),
    purpose: plan.purpose,
    stack: plan.stack,
    run: plan.run,
    account: plan.account,
    region: plan.region,
    vpcId: plan.vpcId,
    isAwsEndpoint,
    startedAt,
    awsTimeMs,
    deadline,
    createdIds: new Map(),
    emit,
    stop,
  };
}

function stepError(thrown: unknown): StepError {
  if (!(thrown instanceof PullpathError)) {
    return {
      code: 'InternalError',
      message: String(thrown),
      remedy: 'This is a defect of pullpath: run again with --debug and report it.',
    };
  }
  const { code, message, remedy, requestId } = thrown;
  return { code, message, remedy, ...(requestId === undefined ? {} : { requestId }) };
}
