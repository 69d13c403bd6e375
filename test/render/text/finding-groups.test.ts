import { describe, expect, it } from 'vitest';
import { planText } from '../../../src/render/plan/plan-text.ts';
import { auditText } from '../../../src/render/text/audit-text.ts';
import { groupFindings } from '../../../src/render/text/finding-groups.ts';
import { CLOSED, diagnosis, finding, id, LABEL, PLACE, PLAIN_120, regionAudit } from '../fixtures.ts';
import { PLAN } from '../plan-fixtures.ts';

const tables = Array.from({ length: 60 }, (_, i) =>
  finding({
    code: 'PP301',
    message: `${id('rtb', i)} has no route to S3.`,
    hops: ['s3'],
    subnetIds: [],
  }),
);

describe('the causes of a closed path', () => {
  it('come the worst first, each once', () => {
    const mixed = [
      finding({ code: 'PP700', severity: 'note' }),
      finding({ code: 'PP104', severity: 'undecided' }),
      finding({ code: 'PP301' }),
      finding({ code: 'PP701', severity: 'endangers' }),
      finding({ code: 'PP201' }),
      finding({ code: 'PP301', hops: ['s3'] }),
    ];
    expect(groupFindings(mixed).map(({ code, hops }) => [code, hops])).toEqual([
      ['PP201', ['ecr.api']],
      ['PP301', ['ecr.api', 's3']],
      ['PP104', ['ecr.api']],
      ['PP701', ['ecr.api']],
      ['PP700', ['ecr.api']],
    ]);
  });

  it('keep a remedy beside the findings that it mends', () => {
    const [cause] = groupFindings([finding({ remedy: 'a' }), finding({ remedy: 'b' }), finding({ remedy: 'a' })]);
    expect(cause?.groups.map((group) => group.map(({ remedy }) => remedy))).toEqual([['a', 'a'], ['b']]);
  });

  it('name some of what sixty route tables have in common, and count the rest', () => {
    const [cause] = groupFindings(tables);
    expect(cause?.groups.flat().length).toBe(6);
    const text = auditText({ regions: [regionAudit(diagnosis(CLOSED.subnets, tables))], next: null }, PLAIN_120);
    expect(text).toContain('and 54 more like it; `--output json` lists all.');
    expect(text.split('\n').length).toBeLessThan(40);
  });
});

describe('who else is touched', () => {
  it('is counted too, where there is one for each of sixty route tables', () => {
    const effect = PLAN.sideEffects[1];
    const plan = { ...PLAN, sideEffects: effect === undefined ? [] : Array.from({ length: 60 }, () => effect) };
    const text = planText({ plan, place: PLACE, vpc: LABEL, next: null }, PLAIN_120);
    expect(text).toContain('and 56 more like it');
    expect(text.match(/Open S3 connections/g)).toHaveLength(4);
  });
});
