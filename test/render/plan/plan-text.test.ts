import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/plan/plan.ts';
import { planText } from '../../../src/render/plan/plan-text.ts';
import { id, LABEL, PLACE, VPC } from '../fixtures.ts';
import { CHANGES, NOTHING, PLAN, ROLLBACK } from '../plan-fixtures.ts';

const WIDE = { colour: false, width: 400, unicode: true, verbosity: 'verbose' } as const;

function text(plan: Plan): string {
  return planText({ plan, place: PLACE, vpc: LABEL, next: null }, WIDE);
}

function withCost(cost: Partial<Plan['cost']>): string {
  return text({ ...PLAN, cost: { ...PLAN.cost, ...cost } });
}

describe('the cost of a plan', () => {
  it('is told for each endpoint and zone, and as a whole', () => {
    expect(text(PLAN)).toMatch(/ecr\.api {2}2 zones × \$7\.30 {2}\$14\.60\n.*\n {2}total +\$29\.20\n/);
  });

  it('is an estimate, with the date and region of its prices', () => {
    expect(text(PLAN)).toContain('Estimated from 2026-10-06 prices in us-east-1.');
  });

  it('is set against one NAT gateway, from so many GB on where the endpoints cost more', () => {
    expect(withCost({ breakEvenGb: 0 })).toContain(
      'A NAT gateway with its public IP costs $36.50 a month plus $0.045/GB: more at any volume.',
    );
    expect(withCost({ breakEvenGb: 1460 })).toMatch(/break-even at 1,460 GB a month\./);
    const beside = withCost({ existingNatGateway: 'nat-0a', breakEvenGb: 974 });
    expect(beside).toMatch(/This VPC already has nat-0a: routing through it would add \$0\.045\/GB and no hourly cost/);
  });

  it('is unknown, and not a guess, where no price is known', () => {
    const items = PLAN.cost.items.map((item) => ({ ...item, monthlyUsd: null }));
    const none = { monthlyUsd: null, natGatewayMonthlyUsd: null, natGatewayPerGbUsd: null, breakEvenGb: null };
    const unknown = withCost({ ...none, items });
    expect(unknown).toMatch(
      /2 zones × unknown {2}unknown\n[^$]*total +unknown\n {2}How it compares to a NAT gateway is unknown\./,
    );
    expect(unknown).not.toContain('$');
  });
});

describe('a plan without steps', () => {
  it.each<[string, Partial<Plan>, string]>([
    ['the path is open', {}, 'the pull path is already open for every target subnet.'],
    ['nothing is a target', { targetSubnetIds: [] }, `${VPC} has no target subnets.`],
    ['it is blocked', { blocked: CHANGES.blocked }, 'the plan is blocked.'],
    ['nothing helps', { preview: CHANGES.preview }, 'pullpath can’t open more than is open.'],
    [
      'nothing is left to roll back',
      { purpose: 'rollback', preview: null },
      `nothing of stack default is left in ${VPC} to roll back.`,
    ],
  ])('says so: %s', (_, more, because) => {
    expect(text({ ...NOTHING, ...more })).toContain(`No changes: ${because}`);
  });
});

describe('a plan', () => {
  it('names the rules that aren’t needed, only where it creates any', () => {
    expect(text(PLAN)).toContain('TCP 80 and UDP 53 aren’t needed; `--ingress https` leaves them out.');
    const https = PLAN.steps.map((step) =>
      step.kind === 'authorize-ingress' ? { ...step, rules: step.rules.filter((rule) => rule.fromPort === 443) } : step,
    );
    expect(text({ ...PLAN, steps: https })).not.toContain('needed');
  });

  it('tells of long lists by what comes and goes', () => {
    const many = Array.from({ length: 12 }, (_, i) => id('sg', i + 100));
    const steps = CHANGES.steps.map((step) =>
      step.kind === 'modify-endpoint'
        ? { ...step, before: { ...step.before, groupIds: many }, after: { ...step.before, groupIds: many.slice(1) } }
        : step,
    );
    expect(text({ ...CHANGES, steps })).toContain(`security groups: 12 → 11, without ${id('sg', 100)}`);
  });

  it('of a rollback speaks of no cost and of nobody else', () => {
    expect(text(ROLLBACK)).not.toMatch(/Cost|Side effects/);
  });

  it('says that nothing was changed where it names the next command', () => {
    const next = { what: 'To apply it', command: { program: 'pullpath', args: ['apply'] } };
    const shown = planText({ plan: PLAN, place: PLACE, vpc: LABEL, next }, WIDE);
    expect(shown).toMatch(/Nothing was changed\. To apply it:\n {2}pullpath apply\n$/);
    expect(text(PLAN)).not.toContain('Nothing was changed');
  });
});
