import { describe, expect, it } from 'vitest';
import {
  ECS_READ_CALLS,
  ECS_WRITE_CALLS,
  type Grant,
  grantsOf,
  MODES,
  READ_CALLS,
  WRITE_CALLS,
} from '../../../src/aws/iam/calls.ts';
import { type IamStatement, iamPolicy, sizeOf, uncertainActions } from '../../../src/aws/iam/iam-policy.ts';
import { policyWith } from '../../../src/aws/iam/policy-with.ts';
import { creationTags } from '../../../src/plan/ownership/ownership.ts';
import { undoTags } from '../../../src/plan/rollback/undo-tags.ts';

const SCOPE = {
  partition: 'aws',
  region: 'eu-west-1',
  account: '123456789012',
  vpcId: 'vpc-1',
  stack: 'default',
  modifyExisting: true,
};
const MODEST = { ...SCOPE, modifyExisting: false };
const GRANTS = Object.values(WRITE_CALLS).flat();

function statement(statements: readonly IamStatement[], sid: string): IamStatement | undefined {
  return statements.find((entry) => entry.Sid === sid);
}

describe('the least policy', () => {
  it.each(MODES)('of %s is small enough for a managed policy, with unique names that IAM accepts', (mode) => {
    const policy = iamPolicy(mode, SCOPE);
    expect(JSON.stringify(policy).length).toBeLessThan(6144);
    const names = policy.Statement.map((entry) => entry.Sid);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[A-Za-z0-9]+$/);
  });

  it.each(['audit', 'plan'] as const)('of %s changes nothing', (mode) => {
    const actions = iamPolicy(mode, SCOPE).Statement.flatMap((entry) => entry.Action);
    for (const action of actions) expect(action).toMatch(/^(ec2:(Describe|Get)|sts:DecodeAuthorizationMessage)/);
  });

  it('of any mode allows its reads on everything, and does not ask for what nobody can be denied', () => {
    for (const mode of MODES) {
      const read = statement(iamPolicy(mode, SCOPE).Statement, 'Read');
      const wanted = Object.values(READ_CALLS).filter((call) => call.modes.includes(mode));
      expect(new Set(read?.Action)).toEqual(new Set(wanted.flatMap((call) => call.actions)));
      expect(read?.Resource).toBe('*');
      expect(read?.Action).not.toContain('sts:GetCallerIdentity');
    }
  });

  it('names every permission of the calls and no other: a statement is the product of its actions and resources', () => {
    for (const mode of MODES) {
      for (const modifyExisting of [true, false]) {
        const wanted = grantsOf(mode, modifyExisting);
        const given = iamPolicy(mode, { ...SCOPE, modifyExisting })
          .Statement.filter((entry) => entry.Sid !== 'Read')
          .flatMap((entry) =>
            entry.Action.flatMap((action) =>
              [...entry.Resource].map((arn) => `${entry.Sid} ${action} ${arn.split(':')[5]?.split('/')[0]}`),
            ),
          );
        const name = (grant: Grant) => `${grant.statement} ${grant.action} ${grant.on}`;
        expect(new Set(given)).toEqual(new Set(wanted.map(name)));
      }
    }
  });

  it('puts only permissions with the same ties into one statement', () => {
    for (const { statement: name, conditions } of GRANTS) {
      for (const other of GRANTS.filter((grant) => grant.statement === name))
        expect(other.conditions).toEqual(conditions);
    }
  });

  it('of rollback can delete only what bears the tags that a run puts on what it makes', () => {
    const deletes = iamPolicy('rollback', SCOPE).Statement.filter((entry) =>
      entry.Action.some((action) => /Delete(VpcEndpoints|SecurityGroup)$/.test(action)),
    );
    expect(deletes).toHaveLength(2);
    const { 'pullpath:managed-by': managedBy, 'pullpath:stack': stack } = creationTags('default', 'run', 'x');
    for (const entry of deletes) {
      expect(entry.Condition).toEqual({
        StringEquals: {
          'aws:ResourceTag/pullpath:managed-by': managedBy,
          'aws:ResourceTag/pullpath:stack': stack,
        },
      });
    }
  });

  it('lets nobody make a foreign thing look like ours', () => {
    const policy = iamPolicy('apply', SCOPE);
    const keys = statement(policy.Statement, 'MarkForeign')?.Condition?.['ForAllValues:StringLike']?.['aws:TagKeys'];
    expect(keys).toEqual(['pullpath:stack', 'pullpath:undo:*']);
    for (const key of Object.keys(undoTags('groups', ['sg-1']))) expect(key).toMatch(/^pullpath:undo:/);
  });

  it('changes what is foreign only where that is asked for', () => {
    for (const mode of ['apply', 'rollback'] as const) {
      const modest = iamPolicy(mode, MODEST).Statement.map((entry) => entry.Sid);
      for (const sid of ['MarkedEndpoint', 'MarkedVpc', 'MarkForeign', 'Unmark']) expect(modest).not.toContain(sid);
    }
    const rollback = iamPolicy('rollback', MODEST).Statement.flatMap((entry) => entry.Action);
    expect(rollback).not.toContain('ec2:ModifyVpcEndpoint');
  });

  it.each([
    ['the services of a plain pull by default', {}, ['*.eu-west-1.ecr.api', '*.eu-west-1.ecr.dkr', '*.eu-west-1.s3']],
    ['suffixes, whatever the partition prefixes them with', { services: ['logs'] }, ['*.eu-west-1.logs']],
    [
      'full names as they are',
      { services: ['cn.com.amazonaws.cn-north-1.ecr.api'] },
      ['cn.com.amazonaws.cn-north-1.ecr.api'],
    ],
    ['any region where none is chosen', { region: undefined, services: ['s3'] }, ['*.*.s3']],
  ])('ties endpoints to %s', (_, over, expected) => {
    const { region, ...rest } = { ...SCOPE, ...over };
    const created = statement(
      iamPolicy('apply', region === undefined ? rest : { ...rest, region }).Statement,
      'NewEndpoint',
    );
    expect(created?.Condition).toMatchObject({
      StringEquals: { 'ec2:VpceServiceOwner': 'amazon', 'aws:RequestTag/pullpath:stack': 'default' },
      StringLike: { 'ec2:VpceServiceName': expected },
    });
  });

  it('narrows ARNs to what is known, in the words of the partition', () => {
    const narrow = statement(iamPolicy('apply', SCOPE).Statement, 'InVpc');
    expect(narrow?.Resource).toEqual(['arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-1']);
    const wide = statement(
      iamPolicy('apply', { partition: 'aws-cn', stack: 's', modifyExisting: false }).Statement,
      'InVpc',
    );
    expect(wide?.Resource).toEqual(['arn:aws-cn:ec2:*:*:vpc/*']);
  });

  it('allows tags only while creating, by the calls that create', () => {
    expect(statement(iamPolicy('apply', MODEST).Statement, 'TagWhileCreating')?.Condition).toEqual({
      StringEquals: {
        'ec2:CreateAction': ['CreateSecurityGroup', 'AuthorizeSecurityGroupIngress', 'CreateVpcEndpoint'],
      },
    });
  });

  it('of apply grants, marked as uncertain, the association of a zone, for the VPC that it is narrowed to', () => {
    expect(uncertainActions('apply', SCOPE)).toEqual(['route53:AssociateVPCWithHostedZone']);
    expect(statement(iamPolicy('apply', { ...SCOPE, partition: 'aws-us-gov' }).Statement, 'PrivateDnsZone')).toEqual({
      Sid: 'PrivateDnsZone',
      Effect: 'Allow',
      Action: ['route53:AssociateVPCWithHostedZone'],
      Resource: ['arn:aws-us-gov:route53:::hostedzone/*'],
      Condition: { 'ForAllValues:StringLike': { 'route53:VPCs': ['VPCId=vpc-1,VPCRegion=eu-west-1'] } },
    });
    const wide = iamPolicy('apply', { partition: 'aws', stack: 's', modifyExisting: false }).Statement;
    expect(statement(wide, 'PrivateDnsZone')).not.toHaveProperty('Condition');
    for (const mode of ['audit', 'plan', 'rollback'] as const) expect(uncertainActions(mode, SCOPE)).toEqual([]);
    expect(policyWith('route53:AssociateVPCWithHostedZone')?.args).toEqual(['apply']);
  });

  it.each(Object.keys({ ...READ_CALLS, ...ECS_READ_CALLS, ...ECS_WRITE_CALLS, ...WRITE_CALLS }))(
    'is printed, with what %s needs in it, by the command that a refusal tells',
    (call) => {
      const calls: Record<string, { actions: readonly string[] } | readonly Grant[]> = {
        ...READ_CALLS,
        ...ECS_READ_CALLS,
        ...ECS_WRITE_CALLS,
        ...WRITE_CALLS,
      };
      const needed = calls[call]!;
      const actions = 'actions' in needed ? needed.actions : needed.map(({ action }) => action);
      // Whoever has credentials may ask who they are.
      for (const action of actions.filter((each) => each !== 'sts:GetCallerIdentity')) {
        const { args, options } = policyWith(action)!;
        const scope = { partition: 'aws', stack: 's', modifyExisting: options.modifyExisting === true };
        const { withEcs, withDns, withHubs, forceNewDeployment } = options;
        const more = { ecs: withEcs ?? false, dns: withDns ?? false, hubs: withHubs ?? false };
        const policy = iamPolicy(args[0], scope, { ...more, forces: forceNewDeployment ?? false });
        expect(policy.Statement.flatMap(({ Action }) => Action)).toContain(action);
      }
    },
  );

  it('is counted as IAM counts it: without white space', () => {
    const policy = iamPolicy('audit', SCOPE);
    expect(sizeOf(policy)).toBe(JSON.stringify(policy, null, 2).replace(/\s/g, '').length);
  });
});

describe('a forced deployment', () => {
  const scope = { partition: 'aws', region: 'eu-west-1', stack: 'default', modifyExisting: false };
  const updates = (mode: 'audit' | 'apply', forces: boolean) =>
    iamPolicy(mode, scope, { forces }).Statement.filter(({ Action }) => Action.includes('ecs:UpdateService'));

  it('is permitted only where it is asked for, to what forces', () => {
    expect([updates('apply', false), updates('audit', true)]).toEqual([[], []]);
    expect(updates('apply', true)).toMatchObject([{ Resource: 'arn:aws:ecs:eu-west-1:*:service/*' }]);
  });
});
