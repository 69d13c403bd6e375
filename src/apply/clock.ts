import { setTimeout as delay } from 'node:timers/promises';

/** Time as apply sees it, so that a test can run an hour of waiting in a moment. */
export interface Clock {
  /** Milliseconds since some fixed moment. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

export const systemClock: Clock = { now: () => Date.now(), sleep: (ms) => delay(ms) };
