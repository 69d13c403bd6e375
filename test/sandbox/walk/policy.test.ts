import { describe, expect, test } from 'vitest';
import { worlds } from '../../../src/sandbox/index.ts';
import { allow, type Case, policy, run } from './terrain.ts';

describe('through the policy of an interface endpoint', () => {
  const role = { ...allow, Principal: { AWS: 'arn:aws:iam::111122223333:root' } };
  const policies: Case[] = [
    {
      title: 'its policy denies what a pull does',
      change: policy(0, allow, { ...allow, Effect: 'Deny', Action: 'ecr:Get*' }),
      reached: false,
      stage: 'policy',
    },
    {
      title: 'its policy denies something else',
      change: policy(0, allow, { ...allow, Effect: 'Deny', Action: 'ecr:Put*' }),
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'its policy allows only what a pull does',
      change: policy(0, { ...allow, Action: ['ecr:GetAuthorizationToken', 'ecr:BatchGetImage'] }),
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'its policy forgets the authorization',
      change: policy(0, { ...allow, Action: 'ecr:BatchGetImage' }),
      reached: false,
      stage: 'policy',
    },
    {
      title: 'its policy allows the authorization on repositories, which is none',
      change: policy(0, { ...allow, Resource: 'arn:aws:ecr:*:*:repository/*' }),
      reached: false,
      stage: 'policy',
    },
    {
      title: 'its policy names one account as the caller',
      change: policy(0, role),
      reached: 'undetermined',
      stage: 'policy',
    },
    {
      title: 'its policy admits a service only',
      change: policy(0, { ...allow, Principal: { Service: 'ecs.amazonaws.com' } }),
      reached: false,
      stage: 'policy',
    },
    {
      title: 'its policy has a condition',
      change: policy(0, { ...allow, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
      reached: 'undetermined',
      stage: 'policy',
    },
    {
      title: 'its policy denies under a condition',
      change: policy(0, allow, {
        ...allow,
        Effect: 'Deny',
        Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } },
      }),
      reached: 'undetermined',
      stage: 'policy',
    },
    {
      title: 'the policy of ecr.dkr forgets the layers',
      change: policy(1, { ...allow, Action: 'ecr:BatchGetImage' }),
      query: { service: 'ecr.dkr' },
      reached: false,
      stage: 'policy',
    },
    {
      title: 'the policy of ecr.dkr allows every repository',
      change: policy(1, { ...allow, Resource: 'arn:aws:ecr:us-east-1:*:repository/*' }),
      query: { service: 'ecr.dkr' },
      reached: true,
      stage: 'arrived',
    },
    {
      title: 'the policy of ecr.dkr allows the repositories of one account',
      change: policy(1, { ...allow, Resource: 'arn:aws:ecr:us-east-1:111122223333:repository/*' }),
      query: { service: 'ecr.dkr' },
      reached: 'undetermined',
      stage: 'policy',
    },
    {
      title: 'the policy of ecr.dkr allows another region',
      change: policy(1, { ...allow, Resource: 'arn:aws:ecr:eu-west-1:*:repository/*' }),
      query: { service: 'ecr.dkr' },
      reached: false,
      stage: 'policy',
    },
  ];

  test.for(policies)('$title: $reached', ({ reached, stage, ...rest }) => {
    expect(run(worlds.open.make(), 'private-a', rest)).toMatchObject({ reached, stage });
  });
});
