import { describe, expect, it } from 'vitest';
import { withHiddenZone } from '../../../../src/cli/run/apply/hidden-zone.ts';
import { diagnose } from '../../../../src/diagnose/diagnose.ts';
import { needsOf } from '../../../../src/diagnose/need.ts';
import { PullpathError } from '../../../../src/errors.ts';
import { worlds } from '../../../../src/sandbox/index.ts';
import { snapshotOf } from '../../../snapshots.ts';

/** As where Route 53 may not be asked. */
const snapshot = { ...snapshotOf(worlds['private-zone'].make()), names: [] };
const after = diagnose(snapshot, {
  vpcId: snapshot.vpcs[0]!.id,
  targetSubnetIds: null,
  needs: needsOf('1.4.0', []),
});

function failure(code: string, service = 'com.amazonaws.us-east-1.ecr.api'): PullpathError {
  const message = `The private name of ${service} is taken in vpc-1, and by no endpoint there.`;
  return new PullpathError('refused-by-aws', { code, message, remedy: '' });
}

const verdicts = ({ subnets }: typeof after) =>
  subnets.map(({ verdict, hops }) => [verdict, ...hops.map((hop) => `${hop.hop} ${hop.verdict}`)].join(', '));

describe('after a private hosted zone turned out to hold a name', () => {
  it('only the hop of that name is unknown, and what closes it is undecided', () => {
    const seen = withHiddenZone(after, failure('PrivateZoneHoldsName'));
    expect(verdicts(after)).toEqual(Array(2).fill('closed, dns open, ecr.api closed, ecr.dkr closed, s3 closed'));
    expect(verdicts(seen)).toEqual(Array(2).fill('closed, dns open, ecr.api unknown, ecr.dkr closed, s3 closed'));
    expect(seen.verdict).toBe('closed');
    const missing = seen.findings.filter(({ code }) => code === 'PP201');
    expect(missing.map(({ subject, severity }) => `${subject.id} ${severity}`).sort()).toEqual([
      'ecr.api undecided',
      'ecr.dkr closes',
    ]);
  });

  it.each([
    ['of another failure', failure('VpcEndpointLimitExceeded')],
    ['of no failure', undefined],
    ['of a name that no hop has', failure('PrivateZoneHoldsName', 'com.amazonaws.us-east-1.api')],
  ])('nothing changes by reason %s', (_, thrown) => {
    expect(withHiddenZone(after, thrown)).toEqual(after);
  });
});
