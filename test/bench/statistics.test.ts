import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { line, median } from '../../bench/statistics.ts';

describe('the statistics of the benchmark', () => {
  it('a median has as many values below as above, whatever their order', () =>
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        const middle = median(values);
        const below = values.filter((value) => value < middle).length;
        const above = values.filter((value) => value > middle).length;
        expect(below).toBeLessThanOrEqual(values.length / 2);
        expect(above).toBeLessThanOrEqual(values.length / 2);
      }),
    ));

  it('a line is found where the points lie on one, and explains all of it', () => {
    const points = [10, 100, 1000].map((x) => [x, 3 + 2 * x] as const);
    const { base, slope, r2 } = line(points);
    expect([base, slope, r2]).toEqual([3, 2, 1].map((n) => expect.closeTo(n)));
  });

  it('a line explains less where they do not', () => {
    expect(
      line([
        [0, 0],
        [1, 5],
        [2, 0],
      ]).r2,
    ).toBe(0);
  });
});
