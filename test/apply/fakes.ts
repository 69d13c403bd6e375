import type { ApplyContext } from '../../src/apply/apply-context.ts';
import type { Clock } from '../../src/apply/clock.ts';
import type { Event } from '../../src/apply/event.ts';
import { Poller } from '../../src/apply/poller.ts';
import { RateLimiter } from '../../src/apply/rate-limiter.ts';
import type { Reader } from '../../src/aws/read/reader.ts';
import type { Writer } from '../../src/aws/write/writer.ts';
import { PullpathError } from '../../src/errors.ts';

/** Only what a test names may be called: everything else rejects. */
export function only<T extends object>(calls: Partial<T>): T {
  return new Proxy(calls, {
    get: (target, name) =>
      Reflect.get(target, name) ??
      (() => Promise.reject(new Error(`${String(name)} was called, which the test does not expect`))),
  }) as T;
}

/** A clock on which sleeping is all that passes time. */
export function sleeper(): Clock & { readonly slept: number[] } {
  let time = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => time,
    sleep: async (ms, signal) => {
      if (signal.aborted) return;
      slept.push(ms);
      time += ms;
    },
  };
}

export interface FakeBench extends ApplyContext {
  readonly events: Event[];
  readonly clock: ReturnType<typeof sleeper>;
}

export function benchOf(
  over: {
    reader?: Partial<Reader>;
    writer?: Partial<Writer>;
    timeoutMs?: number;
    stop?: AbortSignal;
    isAwsEndpoint?: boolean;
  } = {},
): FakeBench {
  const clock = sleeper();
  const events: Event[] = [];
  const reader = only<Reader>(over.reader ?? {});
  const stop = over.stop ?? new AbortController().signal;
  const deadline = over.timeoutMs ?? 600_000;
  return {
    reader,
    writer: only<Writer>(over.writer ?? {}),
    clock,
    rateLimiter: new RateLimiter(clock),
    endpoints: new Poller(() => reader.endpoints({}), clock, deadline, stop),
    routeTables: new Poller(() => reader.routeTables({}), clock, deadline, stop),
    purpose: 'apply',
    stack: 'default',
    run: 'run-1',
    account: '111122223333',
    region: 'us-east-1',
    vpcId: 'vpc-1',
    isAwsEndpoint: over.isAwsEndpoint ?? true,
    startedAt: 0,
    awsTimeMs: Date.now,
    deadline,
    createdIds: new Map(),
    emit: (event) => events.push(event),
    stop,
    events,
  };
}

/** An error as the reader and the writer reject with: AWS's code, and a text where that matters. */
export function refusal(code: string, message = code): PullpathError {
  const kind = /^(ExpiredToken|AuthFailure)$/.test(code) ? 'credentials' : 'refused-by-aws';
  return new PullpathError(kind, { code, message, remedy: 'x', requestId: 'req-1' });
}

/** The events as words: `waiting pending`. */
export function said(events: readonly Event[]): string[] {
  return events.map((event) => {
    if (event.type === 'step-waiting') return `waiting: ${event.state}`;
    if (event.type === 'step-throttled') return `throttled ${event.forMs}`;
    return event.type;
  });
}

/** What a promise rejects with; fails where it does not. */
export async function thrownBy(work: Promise<unknown>): Promise<PullpathError> {
  const error = await work.then(
    () => new Error('nothing was thrown'),
    (reason: unknown) => reason,
  );
  if (error instanceof PullpathError) return error;
  throw error;
}
