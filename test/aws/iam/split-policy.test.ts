import { describe, expect, it } from 'vitest';
import { MODES } from '../../../src/aws/iam/calls.ts';
import { iamPolicy, type Policy, sizeOf } from '../../../src/aws/iam/iam-policy.ts';
import { splitPolicy } from '../../../src/aws/iam/split-policy.ts';

const SCOPE = {
  partition: 'aws-us-gov',
  region: 'us-gov-west-1',
  account: '123456789012',
  vpcId: 'vpc-0a1b2c3d4e5f60718',
  stack: 'a-rather-long-name-of-a-stack',
  services: ['ecr.api', 'ecr.dkr', 's3', 'logs', 'secretsmanager'],
};

/** What is granted, however it is written: an action with what it is on and under which condition. */
function grants(policies: readonly Policy[]): string[] {
  return policies
    .flatMap(({ Statement }) => Statement)
    .flatMap(({ Action, Resource, Condition }) => Action.map((action) => JSON.stringify([action, Resource, Condition])))
    .sort();
}

describe('a policy in parts of at most 2,048 characters', () => {
  const all = MODES.flatMap((mode) =>
    [true, false].flatMap((modifyExisting) =>
      [true, false].map((withEcs) => ({
        name: `${mode}${modifyExisting ? ' --modify-existing' : ''}${withEcs ? ' --with-ecs' : ''}`,
        policy: iamPolicy(mode, { ...SCOPE, modifyExisting }, { ecs: withEcs, forces: withEcs }),
      })),
    ),
  );

  it.each(all)('grants what the whole does, and each part fits: $name', ({ policy }) => {
    const parts = splitPolicy(policy, 2048);
    expect(grants(parts)).toEqual(grants([policy]));
    for (const part of parts) {
      expect(sizeOf(part)).toBeLessThanOrEqual(2048);
      const names = part.Statement.map(({ Sid }) => Sid);
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name).toMatch(/^[A-Za-z0-9]+$/);
    }
  });

  it('divides a statement that is too large by itself, by its actions', () => {
    const [first, ...others] = splitPolicy(iamPolicy('audit', { ...SCOPE, modifyExisting: false }), 300);
    expect(first?.Statement.map(({ Sid }) => Sid)).toEqual(['Read']);
    expect(others.flatMap(({ Statement }) => Statement.map(({ Sid }) => Sid))).toContain('Read2');
    for (const part of [first!, ...others]) expect(sizeOf(part)).toBeLessThanOrEqual(300);
  });

  it('is one where it fits', () => {
    const policy = iamPolicy('audit', { ...SCOPE, modifyExisting: false });
    expect(splitPolicy(policy, 2048)).toEqual([policy]);
  });
});
