import {
  isAlreadyRouted,
  isAnswerLost,
  isConflictingDns,
  isDuplicate,
  isNotFound,
  isThrottle,
  isTimeout,
  isWrongState,
} from '../aws/errors/error-predicates.ts';
import { isDenied, PullpathError } from '../errors.ts';
import { type ApplyContext, elapsed, pause, resumeCommand } from './apply-context.ts';
import type { RateLimitedCall } from './rate-limiter.ts';

/**
 * [aws-facts: eventual-consistency] a new id may be unknown to other parts of EC2 for a while; AWS says up to minutes,
 * seconds are usual.
 */
export const CONSISTENCY_MS = 60_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;

export interface MutatingCall<T> {
  readonly step: string;
  readonly send: () => Promise<T>;
  /**
   * Reads whether the call's effect stands already, in whole: after a lost answer, a repeat, or another run that was
   * quicker. Null where it does not. A call without a client token is never sent again before this was asked.
   */
  readonly findExistingEffect: () => Promise<T | null>;
  readonly rateLimitedAs?: RateLimitedCall;
  /**
   * The call names things that an earlier run may have made a moment ago: an id that is not found may not have
   * propagated yet.
   */
  readonly mayBeEventuallyConsistent?: boolean;
  /** Errors besides throttles and fresh ids that pass by themselves, e.g. a private name whose last owner is going. */
  readonly isTransient?: (error: unknown) => boolean | Promise<boolean>;
}

/** Sends a call until it is done, its effect stands, or its error is one that waiting does not mend. */
export async function sendWithRetry<T>(context: ApplyContext, call: MutatingCall<T>): Promise<T> {
  const began = context.clock.now();
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    if (call.rateLimitedAs !== undefined) await queue(context, call.step, call.rateLimitedAs);
    try {
      return await call.send();
    } catch (error) {
      if (isDenied(error) || isCredentials(error)) throw error;
      const standing = await look(call, error);
      if (standing !== null) return standing;
      // Asked before a longer look, during which the resource in the way could be deleted unseen.
      if (!(await isWorthRepeating(context, call, error, began))) {
        const late = await readUntilConsistent(context, call, error);
        if (late === null) throw error;
        return late;
      }
      if (context.clock.now() + wait > context.deadline) throw error;
      announce(context, call.step, error, wait);
      await pause(context, wait, `${call.step} was not done`);
    }
  }
}

/** Where there is no time left to look, what the call itself said counts. */
async function look<T>(call: MutatingCall<T>, error: unknown): Promise<T | null> {
  try {
    return await call.findExistingEffect();
  } catch (late) {
    throw isTimeout(late) ? error : late;
  }
}

/**
 * Where AWS says that the place is taken, another run may have been quicker by less than lists lag behind, so its
 * making is looked for a little longer. The call itself is not repeated for that.
 */
async function readUntilConsistent<T>(context: ApplyContext, call: MutatingCall<T>, error: unknown): Promise<T | null> {
  if (!(isDuplicate(error) || isConflictingDns(error) || isAlreadyRouted(error))) return null;
  for (let wait = FIRST_WAIT_MS; wait <= LONGEST_WAIT_MS; wait *= 2) {
    if (context.clock.now() + wait > context.deadline) return null;
    announce(context, call.step, error, wait);
    await pause(context, wait, `${call.step} was not done`);
    const standing = await call.findExistingEffect();
    if (standing !== null) return standing;
  }
  return null;
}

async function queue(context: ApplyContext, step: string, call: RateLimitedCall): Promise<void> {
  const forMs = context.rateLimiter.book(call);
  if (forMs === 0) return;
  if (context.clock.now() + forMs > context.deadline) throw outOfTime(context, step, forMs);
  context.emit({ type: 'step-throttled', step, atMs: elapsed(context), forMs });
  await pause(context, forMs, `${step} was not begun`);
}

function outOfTime(context: ApplyContext, step: string, forMs: number): PullpathError {
  return new PullpathError('partial', {
    code: 'TimedOut',
    message: `${step} was not begun: AWS's request limit asks to wait ${Math.ceil(forMs / 1000)} seconds, and the time runs out before.`,
    remedy: ['Nothing is lost. To continue with a longer --timeout SECONDS:', resumeCommand(context)],
  });
}

async function isWorthRepeating<T>(
  context: ApplyContext,
  call: MutatingCall<T>,
  error: unknown,
  began: number,
): Promise<boolean> {
  // Looked for a moment ago, and not there: the call never arrived, so it may be sent again.
  if (isThrottle(error) || isWrongState(error) || isAnswerLost(error)) return true;
  // Where nothing was made lately, an id that is not found is gone; it is not one that has yet to propagate.
  if (isNotFound(error)) {
    const young = context.createdIds.size > 0 || call.mayBeEventuallyConsistent === true;
    return young && context.clock.now() - began < CONSISTENCY_MS;
  }
  return (await call.isTransient?.(error)) ?? false;
}

function announce(context: ApplyContext, step: string, error: unknown, forMs: number): void {
  const atMs = elapsed(context);
  if (isThrottle(error)) context.emit({ type: 'step-throttled', step, atMs, forMs });
  else context.emit({ type: 'step-waiting', step, atMs, state: stateOf(error) });
}

function stateOf(error: unknown): string {
  if (isNotFound(error)) return 'not known everywhere yet';
  if (isConflictingDns(error)) return 'the private name is taken; looking by whom';
  if (isDuplicate(error) || isAlreadyRouted(error)) return 'the place is taken; looking by whom';
  return error instanceof PullpathError ? error.code : 'waiting';
}

function isCredentials(error: unknown): boolean {
  return error instanceof PullpathError && error.kind === 'credentials';
}
