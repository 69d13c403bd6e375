import type { Clock } from './clock.ts';

/**
 * The calls with a small bucket of their own: 4 at once, then 0.3 a second, per account and region
 * [aws-facts: throttling].
 */
export type RateLimitedCall = 'CreateVpcEndpoint' | 'ModifyVpcEndpoint' | 'DeleteVpcEndpoints';

/** Calls that AWS takes at once. */
export const BUCKET_SIZE = 4;
const REFILL_PER_SECOND = 0.3;

/**
 * Our own copy of AWS's token buckets, so that calls wait here instead of being refused there. Tokens are booked ahead:
 * those who ask while it is empty are queued in order, each told how long to wait.
 */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #levels = new Map<RateLimitedCall, { tokens: number; at: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Books one call. @returns milliseconds to wait before sending it; 0 where the bucket has a token */
  book(call: RateLimitedCall): number {
    const now = this.#clock.now();
    const level = this.#levels.get(call) ?? { tokens: BUCKET_SIZE, at: now };
    const refilled = level.tokens + ((now - level.at) / 1000) * REFILL_PER_SECOND;
    const tokens = Math.min(BUCKET_SIZE, refilled) - 1;
    this.#levels.set(call, { tokens, at: now });
    return tokens >= 0 ? 0 : Math.ceil((-tokens / REFILL_PER_SECOND) * 1000);
  }
}
