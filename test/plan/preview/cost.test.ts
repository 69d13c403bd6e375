import { describe, expect, it } from 'vitest';
import { costOf } from '../../../src/plan/preview/cost.ts';
import { PRICES } from '../../../src/plan/preview/prices.ts';
import type { Step } from '../../../src/plan/step.ts';

const threeZones = (service: string) =>
  ({
    id: `endpoint:${service}`,
    kind: 'create-interface-endpoint',
    subject: { type: 'vpc-endpoint', id: service },
    after: { subnetIds: ['subnet-a', 'subnet-b', 'subnet-c'] },
  }) as unknown as Step;

describe('the cost of two interface endpoints in three zones', () => {
  const steps = [threeZones('ecr.api'), threeZones('ecr.dkr')];

  it('is set against a new NAT gateway with its public IPv4 address', () => {
    expect(costOf(steps, 'us-east-1', PRICES)).toMatchObject({
      monthlyUsd: 43.8,
      natGatewayMonthlyUsd: 36.5,
      breakEvenGb: 163,
    });
  });

  it('is set against the traffic alone where the VPC has a NAT gateway', () => {
    expect(costOf(steps, 'us-east-1', PRICES, 'nat-1')).toMatchObject({
      existingNatGateway: 'nat-1',
      breakEvenGb: 974,
    });
  });
});
