import { setTimeout as sleep } from 'node:timers/promises';

/** Where the sandbox takes its time from. */
export interface SandboxClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves when that many milliseconds of this clock have passed. */
  wait(ms: number): Promise<void>;
}

/** The machine's clock; with a scale of 60 a minute of the sandbox passes in a second. */
export function scaledClock(scale = 1): SandboxClock {
  const start = Date.now();
  return {
    now: () => start + (Date.now() - start) * scale,
    wait: async (ms) => {
      if (ms > 0) await sleep(ms / scale);
    },
  };
}

/** A clock that stands still until it is told to move; waiting moves it. */
export function manualClock(start = Date.UTC(2026, 0, 1)): SandboxClock & { advance(ms: number): void } {
  let time = start;
  const advance = (ms: number) => {
    time += ms;
  };
  return { now: () => time, wait: async (ms) => advance(ms), advance };
}
