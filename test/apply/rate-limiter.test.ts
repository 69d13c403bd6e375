import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RateLimiter } from '../../src/apply/rate-limiter.ts';

/** A clock that a test moves by hand. */
function handClock() {
  let time = 0;
  return { now: () => time, sleep: async () => undefined, forward: (ms: number) => (time += ms) };
}

describe('the pace of endpoint calls', () => {
  it('lets four go at once, then one every three and a third seconds', () => {
    const pace = new RateLimiter(handClock());
    const waits = Array.from({ length: 7 }, () => pace.book('CreateVpcEndpoint'));
    expect(waits).toEqual([0, 0, 0, 0, 3334, 6667, 10_000]);
  });

  it('keeps a bucket per call', () => {
    const pace = new RateLimiter(handClock());
    for (let i = 0; i < 4; i += 1) pace.book('CreateVpcEndpoint');
    expect(pace.book('DeleteVpcEndpoints')).toBe(0);
  });

  it('refills while nothing is asked, up to its capacity', () => {
    const clock = handClock();
    const pace = new RateLimiter(clock);
    for (let i = 0; i < 4; i += 1) pace.book('ModifyVpcEndpoint');
    clock.forward(3_600_000);
    const waits = Array.from({ length: 5 }, () => pace.book('ModifyVpcEndpoint'));
    expect(waits).toEqual([0, 0, 0, 0, 3334]);
  });

  it('never lets more calls through in any span than the bucket of AWS would', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 40 }), (pauses) => {
        const clock = handClock();
        const pace = new RateLimiter(clock);
        const sent = pauses.map((pause) => {
          clock.forward(pause);
          return clock.now() + pace.book('CreateVpcEndpoint');
        });
        sent.sort((a, b) => a - b);
        for (let i = 0; i < sent.length; i += 1) {
          for (let j = i; j < sent.length; j += 1) {
            const allowed = 4 + ((sent[j]! - sent[i]!) / 1000) * 0.3;
            expect(j - i + 1).toBeLessThanOrEqual(allowed + 0.001);
          }
        }
      }),
    );
  });
});
