import { describe, expect, it } from 'vitest';
import { denialOf, parseDenial } from '../../../src/aws/errors/denial.ts';
import { PullpathError } from '../../../src/errors.ts';

const WHO = 'arn:aws:sts::123456789012:assumed-role/deployer/me';

describe('a denial', () => {
  it.each([
    [
      'names who, what, on which thing and why',
      `You are not authorized to perform this operation. User: ${WHO} is not authorized to perform: ec2:CreateVpcEndpoint on resource: arn:aws:ec2:us-east-1:123456789012:vpc-endpoint/* because no identity-based policy allows the ec2:CreateVpcEndpoint action. Encoded authorization failure message: 4T_x-9k`,
      {
        principal: WHO,
        action: 'ec2:CreateVpcEndpoint',
        resource: 'arn:aws:ec2:us-east-1:123456789012:vpc-endpoint/*',
        reason: 'no identity-based policy allows the ec2:CreateVpcEndpoint action',
        encoded: '4T_x-9k',
      },
    ],
    [
      'tells an explicit deny of the organisation',
      `User: ${WHO} is not authorized to perform: ec2:DeleteSecurityGroup on resource: arn:aws:ec2:eu-west-1:1:security-group/sg-1 with an explicit deny in a service control policy`,
      {
        principal: WHO,
        action: 'ec2:DeleteSecurityGroup',
        resource: 'arn:aws:ec2:eu-west-1:1:security-group/sg-1',
        reason: 'with an explicit deny in a service control policy',
        encoded: null,
      },
    ],
    [
      'may have no resource, as all reads have none',
      `You are not authorized to perform this operation. User: ${WHO} is not authorized to perform: ec2:DescribeNetworkAcls because no permissions boundary allows the ec2:DescribeNetworkAcls action`,
      {
        principal: WHO,
        action: 'ec2:DescribeNetworkAcls',
        resource: null,
        reason: 'no permissions boundary allows the ec2:DescribeNetworkAcls action',
        encoded: null,
      },
    ],
    [
      'may be but an encoded message, as older ones are',
      'You are not authorized to perform this operation. Encoded authorization failure message: abc-DEF_123',
      { principal: null, action: null, resource: null, reason: null, encoded: 'abc-DEF_123' },
    ],
    [
      'may say nothing at all',
      'Access Denied',
      { principal: null, action: null, resource: null, reason: null, encoded: null },
    ],
  ])('%s', (_, message, expected) => {
    expect(parseDenial(message)).toEqual(expected);
  });

  it('is read from the words of AWS even where our own message leaves some out', () => {
    const cause = new Error('Encoded authorization failure message: xyz');
    const error = new PullpathError('refused-by-aws', {
      code: 'UnauthorizedOperation',
      message: 'No',
      remedy: '',
      cause,
    });
    expect(denialOf(error)?.encoded).toBe('xyz');
    expect(denialOf(new PullpathError('refused-by-aws', { code: 'Other', message: 'No', remedy: '' }))).toBeNull();
    expect(denialOf(cause)).toBeNull();
  });
});
