import { describe, expect, it } from 'vitest';
import { formatterFor } from '../../src/render/layout/formatter.ts';
import { leftOutLines } from '../../src/render/plan/left-out-text.ts';
import { planOn } from './planning.ts';
import { subnetOf, world } from './worlds.ts';

describe('a plan says what it leaves out', () => {
  it('subnets that have a way out, with the route that is one', () => {
    const made = world('nat-beside');
    const { leftOut = [], notJudged = [] } = planOn(made);
    expect(leftOut.map(({ type, name, reason }) => `${type} ${name} ${reason}`)).toEqual([
      expect.stringMatching(/^subnet public-a public: 0\.0\.0\.0\/0 in rtb-\w+ goes to igw-\w+$/),
      expect.stringMatching(/^subnet workers-a nat: 0\.0\.0\.0\/0 in rtb-\w+ goes to nat-\w+$/),
    ]);
    expect(notJudged).toContain('IAM roles');
  });

  it('the other VPCs of the region', () => {
    const made = world('two-vpcs');
    const [first, second] = made.vpcs;
    const { leftOut = [] } = planOn(made, { vpcId: first!.id });
    expect(leftOut).toEqual([
      { type: 'vpc', id: second!.id, name: 'billing', reason: 'is not the VPC that was chosen' },
    ]);
  });

  it('nothing where the subnets were chosen', () => {
    const made = world('nat-beside');
    expect(planOn(made, { subnetIds: [subnetOf(made, 'private-a').id] }).leftOut).toEqual([]);
  });
});

describe('what is left out, in words', () => {
  const style = { colour: false, unicode: true, width: 100 };
  const format = formatterFor({ ...style, verbosity: 'verbose' });

  it('is one line, unless more is asked for', () => {
    const left = { type: 'subnet', id: 'subnet-1', name: 'public-a', reason: 'public: by table 1' } as const;
    expect(leftOutLines(formatterFor(style), [left])).toEqual([
      'Left out: public-a (public); --subnet-ids includes others.',
    ]);
  });

  it('names those with one reason together, a few reasons, and the flags that bring them in', () => {
    const subnets = Array.from({ length: 6 }, (_, i) => ({
      type: 'subnet' as const,
      id: `subnet-${i}`,
      name: null,
      reason: `nat: by table ${Math.max(1, i)}`,
    }));
    expect(
      leftOutLines(format, [...subnets, { type: 'vpc', id: 'vpc-2', name: 'b', reason: 'has no subnets' }]),
    ).toEqual([
      'Left out (choose with --subnet-ids or --vpc-id)',
      '  · subnet-0 and subnet-1 (nat: by table 1)',
      '  · subnet-2 (nat: by table 2)',
      '  · subnet-3 (nat: by table 3)',
      '  · subnet-4 (nat: by table 4)',
      '  · and 1 more like it; `--output json` lists all.',
      '  · vpc-2 (b), which has no subnets',
    ]);
    expect(leftOutLines(format, [])).toEqual([]);
  });
});
