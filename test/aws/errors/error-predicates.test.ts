import { describe, expect, it } from 'vitest';
import * as refusal from '../../../src/aws/errors/error-predicates.ts';
import { isDenied, PullpathError } from '../../../src/errors.ts';

const PREDICATES = {
  isNotFound: refusal.isNotFound,
  isDuplicate: refusal.isDuplicate,
  isThrottle: refusal.isThrottle,
  isDependencyViolation: refusal.isDependencyViolation,
  isAlreadyRouted: refusal.isAlreadyRouted,
  isConflictingDns: refusal.isConflictingDns,
  isWrongState: refusal.isWrongState,
  isDenied,
  isAnswerLost: refusal.isAnswerLost,
};

function answersOf(error: unknown): string[] {
  return Object.entries(PREDICATES).flatMap(([name, holds]) => (holds(error) ? [name] : []));
}

function coded(code: string, message = ''): PullpathError {
  return new PullpathError('refused-by-aws', { code, message, remedy: '' });
}

describe('questions about a refusal', () => {
  it.each([
    ['InvalidGroup.NotFound', ['isNotFound']],
    ['InvalidSubnetID.NotFound', ['isNotFound']],
    ['InvalidSubnetId.NotFound', ['isNotFound']],
    ['InvalidVpcEndpoint.NotFound', ['isNotFound']],
    ['InvalidVpcEndpointId.NotFound', ['isNotFound']],
    ['InvalidPermission.NotFound', ['isNotFound']],
    ['invalidrouteTableID.notfound', ['isNotFound']],
    ['InvalidGroup.Duplicate', ['isDuplicate']],
    ['InvalidPermission.Duplicate', ['isDuplicate']],
    ['RequestLimitExceeded', ['isThrottle']],
    ['Throttling', ['isThrottle']],
    ['ThrottlingException', ['isThrottle']],
    ['EC2ThrottledException', ['isThrottle']],
    ['RequestThrottled', ['isThrottle']],
    ['TooManyRequestsException', ['isThrottle']],
    ['DependencyViolation', ['isDependencyViolation']],
    ['InvalidGroup.InUse', ['isDependencyViolation']],
    ['RouteAlreadyExists', ['isAlreadyRouted']],
    ['DuplicateSubnetsInSameZone', []],
    ['IncorrectState', ['isWrongState']],
    ['IdempotentParameterMismatch', []],
    ['UnauthorizedOperation', ['isDenied']],
    ['AccessDenied', ['isDenied']],
    ['AnswerLost', ['isAnswerLost']],
    ['VpcEndpointLimitExceeded', []],
    ['RulesPerSecurityGroupLimitExceeded', []],
    ['NotFound', []],
    ['InvalidParameter', []],
  ])('%s is %j', (code, expected) => {
    expect(answersOf(coded(code))).toEqual(expected);
  });

  it.each([
    ['route table rtb-1 already has a route with destination-prefix-list-id pl-63a5400a', ['isAlreadyRouted']],
    [
      'private-dns-enabled cannot be set because there is already a conflicting DNS domain for api.ecr.us-east-1.amazonaws.com in the VPC vpc-1',
      ['isConflictingDns'],
    ],
    ['The VPC endpoint service x does not support the availability zone of the subnet: subnet-1', []],
  ])('InvalidParameter that says «%s» is %j', (message, expected) => {
    expect(answersOf(coded('InvalidParameter', message))).toEqual(expected);
    expect(answersOf(coded('SomethingElse', message))).toEqual([]);
  });

  it('are answered with no for whatever is not ours', () => {
    for (const error of [undefined, null, 'RequestLimitExceeded', { code: 'RequestLimitExceeded' }, new Error('x')]) {
      expect(answersOf(error)).toEqual([]);
    }
  });
});
