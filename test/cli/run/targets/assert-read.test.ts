import { describe, expect, it } from 'vitest';
import { assertRead } from '../../../../src/cli/run/targets/assert-read.ts';
import type { UnreadPart } from '../../../../src/discover/snapshot.ts';
import { exitCodeOf } from '../../../../src/errors.ts';
import { soundNetwork } from '../../../diagnose/cases/network.ts';
import { snapshotOf } from '../../../snapshots.ts';

const DENIED = {
  part: 'routeTables',
  action: 'ec2:DescribeRouteTables',
  code: 'UnauthorizedOperation',
  message: 'me may not call ec2:DescribeRouteTables',
  why: 'denied',
  remedy: 'Ask for the permission.',
} as const satisfies UnreadPart;
const FAILED = {
  part: 'networkAcls',
  action: 'ec2:DescribeNetworkAcls',
  code: 'UnreadableAnswer',
  message: 'AWS answered in HTML',
  why: 'failed',
  remedy: 'Check the network.',
} as const satisfies UnreadPart;
const THROTTLED = { ...FAILED, code: 'RequestLimitExceeded', why: 'refused', remedy: 'Wait a while.' } as const;

function asserted(...unread: UnreadPart[]): unknown {
  try {
    assertRead({ ...snapshotOf(soundNetwork().world), unread }, ['routeTables', 'networkAcls'], 'audit');
  } catch (error) {
    return error;
  }
  return null;
}

describe('parts that could not be read', () => {
  it('are called by names that are no code, and asked to be allowed where a permission is missing', () => {
    const also = { ...DENIED, part: 'networkAcls', action: 'ec2:DescribeNetworkAcls' } as const;
    expect(asserted(DENIED, also)).toMatchObject({
      code: 'UnauthorizedOperation',
      message: 'The route tables and network ACLs could not be read: me may not call ec2:DescribeRouteTables.',
      remedy: [
        'Allow ec2:DescribeRouteTables and ec2:DescribeNetworkAcls;',
        { program: 'pullpath', command: 'iam-policy', args: ['audit'] },
        ' prints the whole policy.',
      ],
    });
  });

  it.each([
    ['an answer that is none', FAILED, 1],
    ['a throttle', THROTTLED, 254],
    ['a missing permission', DENIED, 254],
  ])('end the command as %s does by itself', (_, unread, code) => {
    expect(exitCodeOf(asserted(unread))).toBe(code);
  });

  it.each([
    ['an answer that is none', FAILED],
    ['a throttle', THROTTLED],
  ])('because of %s keep its remedy, whatever is denied besides', (_, unread) => {
    for (const error of [asserted(unread), asserted(DENIED, unread)])
      expect(error).toMatchObject({ code: unread.code, remedy: unread.remedy });
  });

  it('that nobody needs here are let pass', () => {
    expect(asserted({ ...FAILED, part: 'zones' })).toBeNull();
  });
});
