import { describe, expect, it } from 'vitest';
import { assertPermitted, checkPermissions } from '../../src/apply/permissions.ts';
import type { Reader } from '../../src/aws/read/reader.ts';
import type { Writer } from '../../src/aws/write/writer.ts';
import { PullpathError } from '../../src/errors.ts';
import { planOn, rollbackOn } from '../plan/planning.ts';
import { opener, world } from '../plan/worlds.ts';
import { only, refusal } from './fakes.ts';

/** A writer that only asks: notes what it is asked, and says yes but to some. */
function asked(refusals: Partial<Record<keyof Writer, unknown>> = {}) {
  const calls: string[] = [];
  const writer = new Proxy({} as Writer, {
    get: (_, name: keyof Writer) => async () => {
      calls.push(name);
      if (name in refusals) throw refusals[name];
      return name === 'deleteEndpoints' ? [] : undefined;
    },
  });
  return { writer, calls };
}

const NOBODY = only<Reader>({});
const denial = (action: string, reason: string) =>
  refusal(
    'UnauthorizedOperation',
    `You are not authorized to perform this operation. User: arn:aws:iam::1:user/x is not authorized to perform: ${action} on resource: arn:aws:ec2:us-east-1:1:x/* because ${reason}. Encoded authorization failure message: abc`,
  );

describe('the permissions that a plan needs', () => {
  it('are asked once per shape: kinds of things, and services, which a policy may tell apart', async () => {
    const { writer, calls } = asked();
    const report = await checkPermissions(planOn(world('guide'), { with: ['logs'] }), NOBODY, writer, true);
    expect(calls).toEqual([
      'createSecurityGroup',
      'createInterfaceEndpoint',
      'createInterfaceEndpoint',
      'createGatewayEndpoint',
      'createInterfaceEndpoint',
    ]);
    expect(report.missing).toEqual([]);
    expect(report.unchecked).toEqual(['ec2:AuthorizeSecurityGroupIngress: the security group does not exist yet.']);
    expect(report.spent).toEqual(Array(4).fill('CreateVpcEndpoint'));
  });

  it('are asked of one endpoint of each type where AWS would let the questions alone wait', async () => {
    const { writer, calls } = asked();
    const plan = planOn(world('guide'), { with: ['logs', 'ssm'] });
    const { spent, unchecked } = await checkPermissions(plan, NOBODY, writer, true);
    expect(calls).toEqual(['createSecurityGroup', 'createInterfaceEndpoint', 'createGatewayEndpoint']);
    expect(spent).toEqual(Array(2).fill('CreateVpcEndpoint'));
    expect(unchecked).toContainEqual(
      expect.stringMatching(/^ec2:CreateVpcEndpoint: AWS was asked about one interface endpoint for all of them/),
    );
  });

  it('are asked once for several changes of one shape', async () => {
    const { writer, calls } = asked();
    await checkPermissions(planOn(world('locked-endpoint'), { modifyExisting: 'all' }), NOBODY, writer, true);
    expect(calls).toEqual(['createSecurityGroup', 'createTags']);
  });

  it('that hang on tags which are not there yet are said to be unchecked', async () => {
    const { writer } = asked();
    const plan = planOn(world('locked-endpoint'), { modifyExisting: 'all' });
    const { unchecked } = await checkPermissions(plan, NOBODY, writer, true);
    expect(unchecked).toContainEqual(expect.stringMatching(/^ec2:ModifyVpcEndpoint: vpce-\w+ must get our tags first/));
  });

  it('for which EC2 has no dry run are said to be unchecked', async () => {
    const { writer, calls } = asked();
    const report = await checkPermissions(planOn(world('dns-off'), { modifyExisting: 'all' }), NOBODY, writer, true);
    expect(calls).not.toContain('modifyVpcAttribute');
    expect(report.unchecked).toContain('ec2:ModifyVpcAttribute: EC2 offers no dry run of it.');
  });

  it('of a rollback are asked too', async () => {
    const opened = await opener('locked-endpoint', { modifyExisting: 'all' })();
    const { writer, calls } = asked();
    await checkPermissions(rollbackOn(opened()), NOBODY, writer, true);
    expect(calls).toEqual(['modifyEndpoint', 'deleteTags', 'deleteSecurityGroup']);
  });

  it('are listed together where they are missing, each once, with action, resource and reason', async () => {
    const { writer } = asked({
      createSecurityGroup: denial(
        'ec2:CreateSecurityGroup',
        'no identity-based policy allows the ec2:CreateSecurityGroup action',
      ),
      createInterfaceEndpoint: denial('ec2:CreateVpcEndpoint', 'no permissions boundary allows it'),
      createGatewayEndpoint: denial('ec2:CreateVpcEndpoint', 'no permissions boundary allows it'),
    });
    const report = await checkPermissions(planOn(world('guide')), NOBODY, writer, true);
    expect(report.missing).toEqual([
      {
        action: 'ec2:CreateSecurityGroup',
        resource: 'arn:aws:ec2:us-east-1:1:x/*',
        reason: 'no identity-based policy allows the ec2:CreateSecurityGroup action',
      },
      {
        action: 'ec2:CreateVpcEndpoint',
        resource: 'arn:aws:ec2:us-east-1:1:x/*',
        reason: 'no permissions boundary allows it',
      },
    ]);
    expect(() => assertPermitted(report, { purpose: 'rollback' })).toThrow(
      /lacks 2 permissions that the plan needs: ec2:CreateSecurityGroup on arn:\S+ \(no identity.*\); ec2:CreateVpcEndpoint .*Nothing was changed\./,
    );
    expect(() => assertPermitted(report, { purpose: 'rollback' })).toThrow(
      expect.objectContaining({
        kind: 'needs-person',
        remedy: expect.arrayContaining([{ program: 'pullpath', command: 'iam-policy', args: ['rollback'] }]),
      }),
    );
  });

  it.each([
    ['{"allowed":false,"explicitDeny":true}', 'an explicit deny'],
    ['{"allowed":false,"explicitDeny":false}', 'no policy allows it'],
    ['no JSON', 'AWS gives no reason'],
  ])('that AWS denies without a reason are decoded: %s', async (story, reason) => {
    const bare = refusal(
      'UnauthorizedOperation',
      'You are not authorized to perform this operation. Encoded authorization failure message: abc',
    );
    const { writer } = asked({ createSecurityGroup: bare });
    const reader = only<Reader>({ decodeAuthorizationMessage: async () => story });
    const report = await checkPermissions(planOn(world('guide')), reader, writer, true);
    expect(report.missing).toEqual([{ action: 'ec2:CreateSecurityGroup', resource: null, reason }]);
  });

  it('are denied without a reason where the caller may not decode', async () => {
    const bare = refusal(
      'UnauthorizedOperation',
      'You are not authorized to perform this operation. Encoded authorization failure message: abc',
    );
    const { writer } = asked({ createSecurityGroup: bare });
    const reader = only<Reader>({ decodeAuthorizationMessage: () => Promise.reject(refusal('AccessDenied')) });
    const report = await checkPermissions(planOn(world('guide')), reader, writer, true);
    expect(report.missing).toMatchObject([{ reason: 'AWS gives no reason' }]);
  });

  it('are unchecked where AWS refuses the question for another reason', async () => {
    const { writer } = asked({ createSecurityGroup: refusal('InvalidVpcID.NotFound', 'no such VPC') });
    const report = await checkPermissions(planOn(world('guide')), NOBODY, writer, true);
    expect(report.unchecked).toContain('ec2:CreateSecurityGroup: no such VPC');
  });

  it('cannot be asked with credentials that have expired, nor by a defect', async () => {
    for (const error of [refusal('ExpiredToken'), new TypeError('a defect')]) {
      const { writer } = asked({ createSecurityGroup: error });
      await expect(checkPermissions(planOn(world('guide')), NOBODY, writer, true)).rejects.toBe(error);
    }
  });

  it.each([
    [false, 'the question before it was answered, and so none after one that was carried out', 2],
    [true, 'all others side by side, and one that was carried out counts as no answer either', 4],
  ])('are asked once %s: %s', async (sideBySide, _, questions) => {
    const carriedOut = new PullpathError('partial', { code: 'DryRunExecuted', message: 'x', remedy: 'y' });
    const { writer, calls } = asked({ createInterfaceEndpoint: carriedOut });
    await expect(checkPermissions(planOn(world('guide')), NOBODY, writer, sideBySide)).rejects.toBe(carriedOut);
    expect(calls).toHaveLength(questions);
  });

  it('of a plan that needs none are not asked', async () => {
    const { writer, calls } = asked();
    const report = await checkPermissions(planOn(world('open')), NOBODY, writer, true);
    expect(report).toEqual({ missing: [], unchecked: [], spent: [] });
    expect(calls).toEqual([]);
    expect(() => assertPermitted(report, { purpose: 'apply' })).not.toThrow(PullpathError);
  });
});
