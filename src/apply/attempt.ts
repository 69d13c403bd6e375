import {
  isAlreadyRouted,
  isAnswerLost,
  isConflictingDns,
  isDuplicate,
  isNotFound,
  isThrottle,
  isTimeout,
  isWrongState,
} from '../aws/refusal.ts';
import { isDenied, PullpathError } from '../errors.ts';
import { type Bench, elapsed, goingOn, pause } from './bench.ts';
import type { PacedCall } from './pace.ts';

/**
 * [aws-facts: eventual-consistency] a new id may be unknown to other parts of EC2 for a while; AWS says up to minutes,
 * seconds are usual.
 */
export const CONSISTENCY_MS = 60_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8000;

export interface Attempt<T> {
  readonly step: string;
  readonly send: () => Promise<T>;
  /**
   * Reads whether the call's effect stands already, in whole: after a lost answer, a repeat, or another run that was
   * quicker. Null where it does not. A call without a client token is never sent again before this was asked.
   */
  readonly stands: () => Promise<T | null>;
  readonly paced?: PacedCall;
  /** The call names things that an earlier run may have made a moment ago: an id that is not found may not have propagated yet. */
  readonly mayBeYoung?: boolean;
  /** Errors besides throttles and fresh ids that pass by themselves, e.g. a private name whose last owner is going. */
  readonly passes?: (error: unknown) => boolean | Promise<boolean>;
}

/** Sends a call until it is done, its effect stands, or its error is one that waiting does not mend. */
export async function attempt<T>(bench: Bench, call: Attempt<T>): Promise<T> {
  const began = bench.clock.now();
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    if (call.paced !== undefined) await queue(bench, call.step, call.paced);
    try {
      return await call.send();
    } catch (error) {
      if (isDenied(error) || isCredentials(error)) throw error;
      const standing = await look(call, error);
      if (standing !== null) return standing;
      // Asked before a longer look, during which the resource in the way could be deleted unseen.
      if (!(await passes(bench, call, error, began))) {
        const late = await lookLonger(bench, call, error);
        if (late === null) throw error;
        return late;
      }
      if (bench.clock.now() + wait > bench.deadline) throw error;
      announce(bench, call.step, error, wait);
      await pause(bench, wait, `${call.step} was not done`);
    }
  }
}

/** Where there is no time left to look, what the call itself said counts. */
async function look<T>(call: Attempt<T>, error: unknown): Promise<T | null> {
  try {
    return await call.stands();
  } catch (late) {
    throw isTimeout(late) ? error : late;
  }
}

/**
 * Where AWS says that the place is taken, another run may have been quicker by less than lists lag behind, so its making is
 * looked for a little longer. The call itself is not repeated for that.
 */
async function lookLonger<T>(bench: Bench, call: Attempt<T>, error: unknown): Promise<T | null> {
  if (!(isDuplicate(error) || isConflictingDns(error) || isAlreadyRouted(error))) return null;
  for (let wait = FIRST_WAIT_MS; wait <= LONGEST_WAIT_MS; wait *= 2) {
    if (bench.clock.now() + wait > bench.deadline) return null;
    announce(bench, call.step, error, wait);
    await pause(bench, wait, `${call.step} was not done`);
    const standing = await call.stands();
    if (standing !== null) return standing;
  }
  return null;
}

async function queue(bench: Bench, step: string, call: PacedCall): Promise<void> {
  const forMs = bench.pace.book(call);
  if (forMs === 0) return;
  if (bench.clock.now() + forMs > bench.deadline) throw outOfTime(bench, step, forMs);
  bench.emit({ type: 'step-throttled', step, atMs: elapsed(bench), forMs });
  await pause(bench, forMs, `${step} was not begun`);
}

function outOfTime(bench: Bench, step: string, forMs: number): PullpathError {
  return new PullpathError('partial', {
    code: 'TimedOut',
    message: `${step} was not begun: AWS's request limit asks to wait ${Math.ceil(forMs / 1000)} seconds, and the time runs out before.`,
    remedy: `Nothing is lost: ${goingOn(bench)} and a longer --timeout SECONDS.`,
  });
}

async function passes<T>(bench: Bench, call: Attempt<T>, error: unknown, began: number): Promise<boolean> {
  // Looked for a moment ago, and not there: the call never arrived, so it may be sent again.
  if (isThrottle(error) || isWrongState(error) || isAnswerLost(error)) return true;
  // Where nothing was made lately, an id that is not found is gone; it is not one that has yet to propagate.
  if (isNotFound(error)) {
    const young = bench.made.size > 0 || call.mayBeYoung === true;
    return young && bench.clock.now() - began < CONSISTENCY_MS;
  }
  return (await call.passes?.(error)) ?? false;
}

function announce(bench: Bench, step: string, error: unknown, forMs: number): void {
  const atMs = elapsed(bench);
  if (isThrottle(error)) bench.emit({ type: 'step-throttled', step, atMs, forMs });
  else bench.emit({ type: 'step-waiting', step, atMs, state: stateOf(error) });
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
