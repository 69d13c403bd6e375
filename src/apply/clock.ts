import { setTimeout as delay } from 'node:timers/promises';

/** Time as apply sees it, so that a test can run an hour of waiting in a moment. */
export interface Clock {
  /** Milliseconds since some fixed moment; a change of the machine's time does not move it. */
  now(): number;
  /** Ends early, without an error, when the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Number(process.hrtime.bigint() / 1_000_000n),
  sleep: async (ms, signal) => {
    try {
      await delay(ms, undefined, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  },
};
