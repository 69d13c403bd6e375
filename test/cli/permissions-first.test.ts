import { afterEach, describe, expect, it } from 'vitest';
import { iamPolicy } from '../../src/aws/iam/iam-policy.ts';
import { DOCUMENTS } from '../../src/render/documents/schemas.ts';
import type { Iam } from '../../src/sandbox/iam/policy.ts';
import { type Simulated, simulated } from './simulated.ts';

let account: Simulated;
afterEach(() => account.sandbox.close());

const READS: Iam['policies'][number] = {
  Statement: { Effect: 'Allow', Action: ['ec2:Describe*', 'ec2:Get*', 'sts:*'], Resource: '*' },
};
const may = (...policies: Iam['policies'][number][]) => ({ policies: [READS, ...policies] });
const dryRuns = () => account.sandbox.journal.entries.filter(({ dryRun }) => dryRun);

it('a read that is refused ends its sentence once, whether or not AWS ends its own', async () => {
  const read: Iam['policies'][number] = {
    Statement: [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: ['ec2:DescribeNetworkAcls', 'ec2:DescribeNatGateways'], Resource: '*' },
    ],
  };
  account = await simulated({ world: 'guide', iam: { policies: [read] } });
  const { stdout } = await account.run(['audit', '--output', 'json']);
  const { findings } = JSON.parse(stdout);
  const refused = findings.filter(({ code }: { code: string }) => code === 'PP001');
  expect(refused.length).toBeGreaterThan(0);
  for (const { message } of refused) expect(message).toMatch(/with an explicit deny in an identity-based policy\.$/);
});

describe('permissions first: what the caller lacks', () => {
  it('is listed as a whole, with action, resource and reason; exit 4, and nothing is changed', async () => {
    account = await simulated({ world: 'guide', iam: may() });
    const before = account.sandbox.state();
    const { code, stdout, stderr } = await account.run(['apply', '--yes', '--check-permissions', '--output', 'json']);
    expect(code).toBe(4);
    const { error } = JSON.parse(stdout);
    expect(error.code).toBe('MissingPermissions');
    expect(error.message).toMatch(/lacks \d permissions that the plan needs: .*Nothing was changed\.$/);
    for (const part of [
      'ec2:CreateSecurityGroup on arn:aws:ec2:us-east-1:111122223333:security-group/*',
      'ec2:CreateVpcEndpoint on arn:aws:ec2:us-east-1:111122223333:vpc',
      '(no identity-based policy allows the ec2:CreateVpcEndpoint action)',
    ])
      expect(error.message).toContain(part);
    expect(error.remedy).toContain('pullpath iam-policy apply');
    expect(stderr).not.toContain('Permission not checked');
    expect(account.sandbox.journal.mutations()).toEqual([]);
    expect(account.sandbox.state()).toEqual(before);
  });

  it.each([
    ['a service control policy', 'with an explicit deny in a service control policy', { serviceControlPolicy: true }],
    ['a permissions boundary', 'with an explicit deny in a permissions boundary', { boundary: true }],
  ] as const)('because of %s is said to be', async (_, reason, where) => {
    const all: Iam['policies'][number] = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
    const denying: Iam['policies'][number] = {
      Statement: [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        { Effect: 'Deny', Action: 'ec2:CreateVpcEndpoint', Resource: '*' },
      ],
    };
    account = await simulated({
      world: 'guide',
      iam: {
        policies: [all],
        ...('serviceControlPolicy' in where ? { serviceControlPolicy: denying } : { boundary: denying }),
      },
    });
    const { code, stderr } = await account.run(['apply', '--yes', '--check-permissions']);
    expect(code).toBe(4);
    expect(stderr.replace(/\s+/g, ' ')).toContain(reason);
    expect(account.sandbox.journal.mutations()).toEqual([]);
  });

  it('on one service alone is found before anything is made', async () => {
    const scope = { partition: 'aws', stack: 'default', modifyExisting: false };
    account = await simulated({ world: 'guide', iam: may(iamPolicy('apply', scope) as never) });
    const { code, stderr } = await account.run(['apply', '--yes', '--check-permissions', '--with', 'logs']);
    expect(code).toBe(4);
    expect(stderr.replace(/\s+/g, ' ')).toContain('a permission that the plan needs: ec2:CreateVpcEndpoint');
    expect(account.sandbox.journal.mutations()).toEqual([]);
  });

  it('is asked for by plan too, which changes nothing either way', async () => {
    account = await simulated({ world: 'guide', iam: may() });
    const { code, stderr } = await account.run(['plan', '--check-permissions']);
    expect(code).toBe(0);
    expect(stderr).toContain('Missing permission: ec2:CreateSecurityGroup');
    expect(dryRuns().length).toBeGreaterThan(0);
    expect(account.sandbox.journal.mutations()).toEqual([]);
  });

  it('stands in the document of plan, which is checked before it is written', async () => {
    account = await simulated({ world: 'guide', iam: may() });
    const asked = DOCUMENTS.plan.parse(
      JSON.parse((await account.run(['plan', '--check-permissions', '--output', 'json'])).stdout),
    );
    expect(asked.permissions?.missing).toContainEqual({
      action: 'ec2:CreateSecurityGroup',
      resource: 'arn:aws:ec2:us-east-1:111122223333:security-group/*',
      reason: 'no identity-based policy allows the ec2:CreateSecurityGroup action',
    });
    expect(asked.permissions?.unchecked).toEqual([expect.stringContaining('ec2:AuthorizeSecurityGroupIngress')]);
    const unasked = DOCUMENTS.plan.parse(JSON.parse((await account.run(['plan', '--output', 'json'])).stdout));
    expect(unasked).not.toHaveProperty('permissions');
  });

  it('for a rollback is found before anything is taken away', async () => {
    const scope = { partition: 'aws', stack: 'default', modifyExisting: false };
    account = await simulated({ world: 'guide', iam: may(iamPolicy('apply', scope) as never) });
    expect(await account.run(['apply', '--yes'])).toMatchObject({ code: 0 });
    const stands = account.sandbox.state();
    const { code, stderr } = await account.run(['rollback', '--yes', '--check-permissions']);
    expect(code).toBe(4);
    expect(stderr.replace(/\s+/g, ' ')).toContain('ec2:DeleteSecurityGroup');
    expect(account.sandbox.state()).toEqual(stands);
  });
});

describe('permissions first: what cannot be asked', () => {
  it('is said, and apply goes on', async () => {
    account = await simulated({ world: 'dns-off' });
    const { code, stderr } = await account.run(['apply', '--yes', '--check-permissions', '--modify-existing']);
    expect(code).toBe(0);
    const words = stderr.replace(/\s+/g, ' ');
    expect(words).toContain('Permission not checked beforehand: ec2:ModifyVpcAttribute: EC2 offers no dry run of it.');
    expect(words).toContain('ec2:AuthorizeSecurityGroupIngress: the security group does not exist yet.');
    expect(dryRuns().map(({ errorCode }) => errorCode)).toEqual(dryRuns().map(() => 'DryRunOperation'));
  });

  it.each([
    ['apply', ['apply', '--yes']],
    ['plan', ['plan']],
    ['rollback', ['rollback', '--yes']],
  ])(
    'is nothing behind an endpoint that is not AWS’s own, unasked: emulators carry dry runs out (%s)',
    async (_, args) => {
      account = await simulated({ world: 'guide' });
      if (args[0] === 'rollback') await account.run(['apply', '--yes']);
      expect(await account.run(args)).toMatchObject({ code: 0 });
      expect(dryRuns()).toEqual([]);
    },
  );
});
