import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Verdict } from '../../../src/diagnose/verdict.ts';
import { auditText } from '../../../src/render/text/audit-text.ts';
import { diagnosis, id, MANY_HOPS, regionAudit, subnet } from '../fixtures.ts';

const HOPS = fc.integer({ min: 1, max: MANY_HOPS.length }).map((n) => MANY_HOPS.slice(0, n));

const networks = HOPS.chain((hops) =>
  fc
    .array(
      fc.record({
        verdicts: fc.array(fc.constantFrom(...Verdict.options), { minLength: hops.length, maxLength: hops.length }),
        target: fc.boolean(),
        class: fc.constantFrom('isolated' as const, 'isolated-blackhole' as const, 'nat-broken' as const),
      }),
      { maxLength: 80 },
    )
    .map((rows) => rows.map(({ verdicts, ...more }, i) => subnet(i + 1, verdicts, more, hops))),
);

/** The part of the audit that shows the matrix, with no findings below it. */
function matrixOf(subnets: ReturnType<typeof subnet>[], width: number): string {
  const text = auditText(
    { regions: [regionAudit(diagnosis(subnets))], next: null },
    { colour: false, width, unicode: true, verbosity: 'verbose' },
  );
  return text.slice(text.indexOf('\n\n', text.indexOf('\n\n') + 1));
}

describe('the matrix', () => {
  it('counts every subnet once, by name or as one of «n more»', () => {
    fc.assert(
      fc.property(networks, fc.integer({ min: 40, max: 220 }), (subnets, width) => {
        const text = matrixOf(subnets, width);
        const named = text.match(/subnet-[0-9a-f]{17}/g) ?? [];
        const more = [...text.matchAll(/and (\d+) more/g)].map(([, n]) => Number(n));
        expect(new Set(named).size).toBe(named.length);
        expect(named.length + more.reduce((sum, n) => sum + n, 0)).toBe(subnets.length);
      }),
    );
  });

  it('shows no verdict that no subnet has, and none too few', () => {
    fc.assert(
      fc.property(networks, fc.integer({ min: 40, max: 220 }), (subnets, width) => {
        const text = matrixOf(subnets, width);
        for (const verdict of Verdict.options) {
          const present = subnets.some((each) => each.hops.some((hop) => hop.verdict === verdict));
          expect(text.includes(verdict)).toBe(present);
        }
      }),
    );
  });

  it('folds no row of a network that can be read as it is', () => {
    const rows = Array.from({ length: 12 }, (_, i) =>
      subnet(i + 1, ['open'], { availabilityZone: 'us-east-1a' }, ['s3']),
    );
    expect(matrixOf(rows, 80)).not.toContain('more');
    expect(matrixOf([...rows, subnet(13, ['open'], { availabilityZone: 'us-east-1a' }, ['s3'])], 80)).toContain(
      `${id('subnet', 1)}`,
    );
  });

  it('puts the worst first', () => {
    const rows = [
      subnet(1, ['open'], {}, ['s3']),
      subnet(2, ['unknown'], {}, ['s3']),
      subnet(3, ['closed'], {}, ['s3']),
    ];
    expect(matrixOf(rows, 80).match(/subnet-\w+/g)).toEqual([id('subnet', 3), id('subnet', 2), id('subnet', 1)]);
  });
});
