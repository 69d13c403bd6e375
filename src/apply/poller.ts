import { isTimeout } from '../aws/errors/error-predicates.ts';
import type { Clock } from './clock.ts';

/** `done` ends the wait; otherwise `state` says what is still awaited. Throwing ends it too. */
export type PollResult = { readonly done: true } | { readonly done: false; readonly state: string };

interface Waiter<S> {
  readonly check: (current: S) => PollResult | Promise<PollResult>;
  readonly onState: (state: string) => void;
  readonly resolve: (reached: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Looks at something of the account on behalf of every step that waits for it: one read serves all, however many
 * endpoints are pending, and pauses grow while nothing happens.
 */
export class Poller<S> {
  readonly #read: () => Promise<S>;
  readonly #clock: Clock;
  readonly #deadline: number;
  readonly #stop: AbortSignal;
  #waiters: Waiter<S>[] = [];
  #polling = false;

  constructor(read: () => Promise<S>, clock: Clock, deadline: number, stop: AbortSignal) {
    this.#read = read;
    this.#clock = clock;
    this.#deadline = deadline;
    this.#stop = stop;
  }

  /** Waits until `check` says done. @returns false where the deadline, or the user, came first */
  until(check: Waiter<S>['check'], onState: Waiter<S>['onState']): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#waiters.push({ check, onState, resolve, reject });
      if (this.#polling) return;
      this.#polling = true;
      void this.#poll();
    });
  }

  async #poll(): Promise<void> {
    for (let since = this.#clock.now(); this.#waiters.length > 0; ) {
      const before = this.#waiters.length;
      try {
        await this.#check(await this.#read());
      } catch (error) {
        for (const { resolve, reject } of this.#waiters.splice(0)) {
          if (isTimeout(error)) resolve(false);
          else reject(error);
        }
      }
      if (this.#waiters.length === 0) break;
      const now = this.#clock.now();
      if (this.#waiters.length !== before) since = now;
      const pause = pollInterval(now - since);
      if (this.#stop.aborted || now + pause > this.#deadline) {
        for (const waiter of this.#waiters.splice(0)) waiter.resolve(false);
        break;
      }
      await this.#clock.sleep(pause, this.#stop);
    }
    this.#polling = false;
  }

  async #check(current: S): Promise<void> {
    const waiting = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiting) {
      try {
        const judgement = await waiter.check(current);
        if (judgement.done) waiter.resolve(true);
        else {
          waiter.onState(judgement.state);
          this.#waiters.push(waiter);
        }
      } catch (error) {
        waiter.reject(error);
      }
    }
  }
}

/** The shortest pause between two reads, used at first. */
const SHORTEST_MS = 500;
/**
 * Endpoints take a minute or more [aws-facts: endpoint-timing], and what watches them asks one thing only: far below
 * any limit.
 */
const LONGEST_MS = 3000;

/**
 * Milliseconds to the next look at something that has been awaited for so many: a tenth, so that whatever it is that
 * comes, it has come at most a tenth of its own time before it is seen.
 */
export function pollInterval(waitedMs: number): number {
  return Math.min(Math.max(waitedMs / 10, SHORTEST_MS), LONGEST_MS);
}
