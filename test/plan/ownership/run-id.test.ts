import { describe, expect, it } from 'vitest';
import {
  couldHaveCreated,
  couldHaveModified,
  isRunId,
  runIdOf,
  runTimeOf,
} from '../../../src/plan/ownership/run-id.ts';

const RUN = '20261006T094501Z-1f2e3d4c';
const BEGAN = Date.UTC(2026, 9, 6, 9, 45, 1);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const later = (ms: number) => new Date(BEGAN + ms).toISOString();

describe('the id of a run', () => {
  it('tells when the run began, to the second', () => {
    expect(runIdOf(BEGAN + 999, '1f2e3d4c')).toBe(RUN);
    expect(runTimeOf(RUN)).toBe(BEGAN);
  });

  it.each([
    '',
    'x',
    '20261006T094501Z',
    '20261006T094501Z-1F2E3D4C',
    `${RUN}\n`,
    ` ${RUN}`,
    '20269999T094501Z-1f2e3d4c',
    '20260230T094501Z-1f2e3d4c',
    '20261006T240000Z-1f2e3d4c',
    '20261006T096101Z-1f2e3d4c',
  ])('is not %j', (text) => {
    expect(isRunId(text)).toBe(false);
  });
});

describe('what a run can have done', () => {
  it.each<[string, string | undefined, string | null, created: boolean, modified: boolean]>([
    ['at once', RUN, later(0), true, true],
    ['after a while of waiting', RUN, later(2 * HOUR), true, true],
    ['by a clock that is a little behind', RUN, later(-5 * MINUTE), true, true],
    ['before it began', RUN, later(-HOUR), false, true],
    ['years before', RUN, '2020-01-01T00:00:00Z', false, true],
    ['hours after', RUN, later(7 * HOUR), false, false],
    ['where EC2 does not tell when', RUN, null, true, true],
    ['where EC2 tells nonsense', RUN, 'nonsense', true, true],
    ['where the tag of the run is gone', undefined, later(-HOUR), true, true],
  ])('%s', (_, run, createdAt, created, modified) => {
    expect(couldHaveCreated(run, createdAt)).toBe(created);
    expect(couldHaveModified(run, createdAt)).toBe(modified);
  });
});
