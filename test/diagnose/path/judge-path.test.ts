import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cause, verdictOfCause } from '../../../src/diagnose/findings/cause.ts';
import { type Flows, NO_FLOWS, onEveryPort, TASK_PORTS } from '../../../src/diagnose/path/flows.ts';
import { judgePath } from '../../../src/diagnose/path/judge-path.ts';
import { blockingFilter, exactFilter, type PathFilter, unknownFilter } from '../../../src/diagnose/path/path-filter.ts';
import { worstOf } from '../../../src/diagnose/verdict.ts';
import { addressesOf, intersection } from '../../../src/discover/addresses/address-set.ts';

const TASK = addressesOf(['10.0.1.0/30']);
const FAR = addressesOf(['10.0.2.0/31']);
const stop = (id: string) => cause('endpoint-missing', id, { service: id });
const doubt = cause('not-visible', 'vpc-1', { what: 'it', next: 'Look.' });

/** The lower and the upper half of the task's ports. */
const MIDDLE = 46_884;
const LOWER: Flows = [{ ports: { from: TASK_PORTS.from, to: MIDDLE - 1 }, addresses: TASK }];
const UPPER: Flows = [{ ports: { from: MIDDLE, to: TASK_PORTS.to }, addresses: TASK }];

describe('the verdict over gates and legs', () => {
  const all = exactFilter('far', onEveryPort(FAR), []);
  const part = exactFilter('far', onEveryPort(addressesOf(['10.0.2.0'])), [stop('part')]);

  it.each<readonly [string, PathFilter[][], string, Record<string, string>]>([
    ['open where every gate lets all through', [[all, all]], 'open', {}],
    [
      'closed where one gate lets nothing through',
      [[all, blockingFilter([stop('shut')])]],
      'closed',
      { shut: 'certain' },
    ],
    ['unknown where a gate lets part through', [[all, part]], 'unknown', { part: 'part' }],
    ['unknown where a gate cannot be told', [[unknownFilter(FAR, [doubt])]], 'unknown', { 'vpc-1': 'doubtful' }],
    [
      'closed where one is shut, whatever another does',
      [[unknownFilter(FAR, [doubt]), blockingFilter([stop('shut')])]],
      'closed',
      { shut: 'certain', 'vpc-1': 'doubtful' },
    ],
    [
      'unknown where one leg is shut and one is open',
      [[all], [blockingFilter([stop('shut')])]],
      'unknown',
      { shut: 'part' },
    ],
    [
      'closed where each leg is shut by something else',
      [[blockingFilter([stop('one')])], [blockingFilter([stop('other')])]],
      'closed',
      { one: 'certain', other: 'certain' },
    ],
    [
      'closed where two gates let through what the other stops',
      [[exactFilter('task', LOWER, [stop('low')]), exactFilter('task', UPPER, [stop('up')])]],
      'closed',
      { low: 'certain', up: 'certain' },
    ],
    [
      'closed by the gate that shuts, where another stops a part as well',
      [[part, blockingFilter([stop('shut')])]],
      'closed',
      { shut: 'certain', part: 'part' },
    ],
  ])('is %s', (_, segments, verdict, certainties) => {
    const outcome = judgePath(
      TASK,
      segments.map((gates) => ({ far: FAR, filters: gates })),
    );
    expect(outcome.verdict).toBe(verdict);
    expect(Object.fromEntries(outcome.causes.map((judged) => [judged.cause.id, judged.certainty]))).toEqual(
      certainties,
    );
  });

  it('agrees with trying each connection, and is the worst of its causes', () => {
    const subset = fc.subarray(['10.0.1.0', '10.0.1.1', '10.0.1.2', '10.0.1.3']);
    const bands = fc.tuple(subset, subset).map(
      ([low, high]): Flows =>
        [
          { ports: LOWER[0]!.ports, addresses: addressesOf(low) },
          { ports: UPPER[0]!.ports, addresses: addressesOf(high) },
        ].filter(({ addresses }) => addresses.length > 0),
    );
    const leg = fc.array(bands, { maxLength: 3 });
    fc.assert(
      fc.property(fc.array(leg, { minLength: 1, maxLength: 3 }), (segments) => {
        const { verdict, causes } = judgePath(
          TASK,
          segments.map((gates, i) => ({
            far: FAR,
            filters: gates.map((flows, j) => exactFilter('task', flows, [stop(`${i}.${j}`)])),
          })),
        );
        const arrives = segments.flatMap((gates) =>
          [TASK_PORTS.from, MIDDLE].flatMap((port) =>
            [0, 1, 2, 3].map((host) =>
              gates.every((flows) =>
                flows.some(
                  ({ ports, addresses }) =>
                    ports.from <= port &&
                    port <= ports.to &&
                    intersection(addresses, addressesOf([`10.0.1.${host}`])).length > 0,
                ),
              ),
            ),
          ),
        );
        const expected = arrives.every(Boolean) ? 'open' : arrives.some(Boolean) ? 'unknown' : 'closed';
        expect(verdict).toBe(expected);
        expect(worstOf(causes.map(verdictOfCause))).toBe(expected);
      }),
    );
  });

  it('without any flow left, a path is closed', () => {
    expect(judgePath(TASK, [{ far: FAR, filters: [exactFilter('task', NO_FLOWS, [stop('x')])] }]).verdict).toBe(
      'closed',
    );
  });
});
