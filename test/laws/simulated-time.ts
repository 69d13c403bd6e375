import { setImmediate as turn } from 'node:timers/promises';
import { vi } from 'vitest';
import type { Clock } from '../../src/apply/clock.ts';
import type { SandboxClock } from '../../src/sandbox/server/sandbox-clock.ts';

/**
 * Runs with a clock that stands still while anything can go on, and then jumps to whatever is waited for next: minutes
 * of waiting, on the program's side, in the SDK's retries and in the account, take as long as the work between them. Both
 * sides have to take their time from `simulatedClock` and `accountClock`, and talk without sockets.
 */
export async function inSimulatedTime<T>(run: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  try {
    let isDone = false;
    const result = run().finally(() => {
      isDone = true;
    });
    result.catch(() => undefined);
    while (!isDone) {
      for (let n = 0; n < TURNS; n += 1) await turn();
      if (!isDone && vi.getTimerCount() > 0) await vi.advanceTimersToNextTimerAsync();
    }
    return await result;
  } finally {
    vi.useRealTimers();
  }
}

/** Enough of the event loop for an answer to arrive where it is awaited. */
const TURNS = 4;

/** The program's time, within `inSimulatedTime`. */
export const simulatedClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => {
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const stop = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stop);
        resolve();
      }, ms);
      signal.addEventListener('abort', stop, { once: true });
    });
  },
};

/** The account's time, within `inSimulatedTime`. */
export const accountClock: SandboxClock = {
  now: () => Date.now(),
  wait: async (ms) => {
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
  },
};
