import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Event } from '../../../src/apply/event.ts';
import { progressOf, withEvent } from '../../../src/render/plan/step-progress.ts';
import { PLAIN_80 } from '../fixtures.ts';
import { PLAN } from '../plan-fixtures.ts';
import { EVENTS, linesFor } from '../views.ts';

const waiting = (atMs: number, state = 'pending'): Event => ({
  type: 'step-waiting',
  step: 'endpoint:ecr.api',
  atMs,
  state,
});

describe('progress', () => {
  it('begins with every step queued, and keeps their order', () => {
    const begun = progressOf(PLAN);
    expect(begun.map((own) => own.step)).toEqual(PLAN.steps.map((step) => step.id));
    expect(begun.every((own) => own.state === 'queued')).toBe(true);
  });

  it('follows the events of each step', () => {
    const states = EVENTS.reduce(withEvent, progressOf(PLAN)).map((own) => own.state);
    expect(states).toEqual(['done', 'done', 'running', 'failed', 'skipped']);
  });

  it('forgets the wait for the request limit once AWS is seen to work', () => {
    const throttled: Event = { type: 'step-throttled', step: 'endpoint:ecr.api', atMs: 0, forMs: 5000 };
    const [, , before] = withEvent(progressOf(PLAN), throttled);
    const [, , after] = withEvent(withEvent(progressOf(PLAN), throttled), waiting(10));
    expect([before?.throttledUntilMs, after?.throttledUntilMs]).toEqual([5000, null]);
  });

  it('is not moved by an event of a step that the plan does not have', () => {
    const begun = progressOf(PLAN);
    expect(withEvent(begun, { ...waiting(5), step: 'nobody' })).toEqual(begun);
  });
});

describe('the plain lines of a run', () => {
  it('say what changes, and a wait again after half a minute', () => {
    expect(linesFor(EVENTS, PLAIN_80)).toMatchInlineSnapshot(`
      [
        "0:01  + security group pullpath-default  done (sg-00000000000000009)",
        "0:02  + rules of pullpath-default  done",
        "0:33  + ecr.api endpoint  pending",
        "0:42  + ecr.dkr endpoint  failed: You have reached the limit. (VpcEndpointLimitExceeded)",
        "0:42  + s3 endpoint  skipped: an earlier step failed",
      ]
    `);
  });

  it('never say the same wait twice within half a minute, and never leave more than that between two signs of life', () => {
    const polls = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(polls, (gaps) => {
        let at = 0;
        const events = gaps.map((gap) => {
          at += gap;
          return waiting(at);
        });
        const lines = linesFor(events, PLAIN_80).length;
        const span = at - (gaps[0] ?? 0);
        expect(lines).toBeLessThanOrEqual(1 + Math.floor(span / 30_000));
        expect(lines).toBeGreaterThanOrEqual(1 + Math.floor(span / 40_000));
      }),
    );
  });

  it('verbose, say a change of state at once', () => {
    const events = [waiting(0), waiting(1, 'available'), waiting(2)];
    expect(linesFor(events, { ...PLAIN_80, verbosity: 'verbose' })).toHaveLength(3);
    expect(linesFor(events, PLAIN_80)).toHaveLength(1);
  });
});
