import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  type CreateSecurityGroupCommandInput,
  DeleteSecurityGroupCommand,
  DeleteVpcEndpointsCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  type IpPermission,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { manualClock, worlds } from '../../src/sandbox/index.ts';
import { open, refusal } from './clients.ts';

const world = worlds.open.make();
const VpcId = world.vpcs[0]!.id;
/** Of the world `open`: the default group, and the one on its endpoints, which lets 10.0.0.0/16 in on TCP 443. */
const [standard, used] = world.securityGroups.map(({ id }) => id);

const tcp = (port: number, ...cidrs: string[]): IpPermission => ({
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: port,
  IpRanges: cidrs.map((CidrIp) => ({ CidrIp })),
});

describe('CreateSecurityGroup refuses', () => {
  const input = { VpcId, GroupName: 'pull', Description: 'pull path' };
  test.for<{ title: string; input: CreateSecurityGroupCommandInput; code: string }>([
    {
      title: 'a name taken in that VPC, whatever its case',
      input: { ...input, GroupName: 'ENDPOINTS' },
      code: 'InvalidGroup.Duplicate',
    },
    { title: 'the name default', input: { ...input, GroupName: 'default' }, code: 'InvalidGroup.Reserved' },
    { title: 'a name that looks like an id', input: { ...input, GroupName: 'sg-pull' }, code: 'InvalidParameterValue' },
    {
      title: 'a name of more than 255 characters',
      input: { ...input, GroupName: 'x'.repeat(256) },
      code: 'InvalidParameterValue',
    },
    {
      title: 'a dash that is not ASCII',
      input: { ...input, Description: 'pull – path' },
      code: 'InvalidParameterValue',
    },
    { title: 'no description', input: { ...input, Description: '' }, code: 'MissingParameter' },
    { title: 'no VPC', input: { ...input, VpcId: undefined }, code: 'VPCIdNotSpecified' },
    { title: 'an unknown VPC', input: { ...input, VpcId: 'vpc-00000000000000000' }, code: 'InvalidVpcID.NotFound' },
    {
      title: 'tags of another type',
      input: { ...input, TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'a', Value: 'b' }] }] },
      code: 'InvalidParameterValue',
    },
  ])('$title', async ({ input, code }) => {
    const { sandbox, ec2 } = await open({ world });
    const before = sandbox.state();
    expect(await refusal(ec2.send(new CreateSecurityGroupCommand(input)))).toMatchObject({ code });
    expect(sandbox.state()).toEqual(before);
  });

  test('beyond the quota of the region', async () => {
    const { ec2 } = await open({ world, timing: { quotas: { groupsPerRegion: 2 } } });
    expect(await refusal(ec2.send(new CreateSecurityGroupCommand(input)))).toMatchObject({
      code: 'SecurityGroupLimitExceeded',
    });
  });
});

test('a new group lets nothing in and everything out', async () => {
  const { ec2 } = await open({ world });
  const { GroupId } = await ec2.send(
    new CreateSecurityGroupCommand({ VpcId, GroupName: 'a.b_-:/()#,@[]+=&;{}!$* 1', Description: 'd' }),
  );
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [GroupId!] }));
  expect(SecurityGroups).toMatchObject([
    { IpPermissions: [], IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] },
  ]);
  expect(SecurityGroups![0]!.IpPermissionsEgress![0]!.FromPort).toBeUndefined();
});

describe('AuthorizeSecurityGroupIngress', () => {
  const send = async (IpPermissions: IpPermission[]) => {
    const { sandbox, ec2 } = await open({ world });
    const before = sandbox.state();
    const call = ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: used, IpPermissions }));
    return { sandbox, ec2, before, call };
  };

  test.for<{ title: string; permissions: IpPermission[]; code: string }>([
    {
      title: 'the whole batch where one of its rules exists',
      permissions: [tcp(443, '10.1.0.0/16'), tcp(443, '10.0.0.0/16')],
      code: 'InvalidPermission.Duplicate',
    },
    {
      title: 'a rule that exists once its CIDR is canonical',
      permissions: [tcp(443, '10.0.77.1/16')],
      code: 'InvalidPermission.Duplicate',
    },
    {
      title: 'the same rule twice in one batch',
      permissions: [tcp(80, '10.1.0.0/16'), tcp(80, '10.1.9.9/16')],
      code: 'InvalidParameterValue',
    },
    { title: 'a CIDR that is none', permissions: [tcp(443, '10.0.0.0/33')], code: 'InvalidParameterValue' },
    {
      title: 'a group that does not exist',
      permissions: [{ ...tcp(443), UserIdGroupPairs: [{ GroupId: 'sg-00000000000000000' }] }],
      code: 'InvalidGroup.NotFound',
    },
    {
      title: 'a prefix list that does not exist',
      permissions: [{ ...tcp(443), PrefixListIds: [{ PrefixListId: 'pl-00000000' }] }],
      code: 'InvalidPrefixListID.NotFound',
    },
    {
      title: 'ports upside down',
      permissions: [{ ...tcp(443, '10.1.0.0/16'), FromPort: 500 }],
      code: 'InvalidParameterValue',
    },
    {
      title: 'an unknown protocol',
      permissions: [{ ...tcp(443, '10.1.0.0/16'), IpProtocol: 'carrier' }],
      code: 'InvalidParameterValue',
    },
    { title: 'a permission without a source', permissions: [tcp(443)], code: 'InvalidParameterValue' },
    { title: 'no permission at all', permissions: [], code: 'MissingParameter' },
    {
      title: 'more rules than a group may have',
      permissions: [tcp(443, ...Array.from({ length: 60 }, (_, n) => `10.1.${n}.0/24`))],
      code: 'RulesPerSecurityGroupLimitExceeded',
    },
  ])('refuses $title', async ({ permissions, code }) => {
    const { sandbox, before, call } = await send(permissions);
    expect(await refusal(call)).toMatchObject({ code, status: 400 });
    expect(sandbox.state()).toEqual(before);
  });

  test("says AWS's own sentence on a duplicate", async () => {
    const { call } = await send([tcp(443, '10.0.0.0/16')]);
    expect((await refusal(call)).message).toBe(
      'the specified rule "peer: 10.0.0.0/16, TCP, from port: 443, to port: 443, ALLOW" already exists',
    );
  });

  test('takes 59 more beside one, and counts IPv6 apart', async () => {
    const { ec2, call } = await send([tcp(443, ...Array.from({ length: 59 }, (_, n) => `10.1.${n}.0/24`))]);
    expect((await call).SecurityGroupRules).toHaveLength(59);
    const six = { ...tcp(443), Ipv6Ranges: [{ CidrIpv6: '2001:db8::1/56' }] };
    const { SecurityGroupRules } = await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({ GroupId: used, IpPermissions: [six] }),
    );
    expect(SecurityGroupRules).toMatchObject([{ CidrIpv6: '2001:db8::/56', IsEgress: false, GroupId: used }]);
  });

  test('makes one rule per peer, canonical, with description and tags, and answers with all of them', async () => {
    const { ec2 } = await open({ world });
    const { SecurityGroupRules } = await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: used,
        IpPermissions: [
          { IpProtocol: '6', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '10.9.9.9/16', Description: 'why' }] },
          {
            IpProtocol: '-1',
            UserIdGroupPairs: [{ GroupId: standard }],
            PrefixListIds: [{ PrefixListId: 'pl-63a5400a' }],
          },
        ],
        TagSpecifications: [{ ResourceType: 'security-group-rule', Tags: [{ Key: 'k', Value: 'v' }] }],
      }),
    );
    expect(SecurityGroupRules).toMatchObject([
      {
        IpProtocol: 'tcp',
        FromPort: 80,
        CidrIpv4: '10.9.0.0/16',
        Description: 'why',
        Tags: [{ Key: 'k', Value: 'v' }],
      },
      { IpProtocol: '-1', FromPort: -1, PrefixListId: 'pl-63a5400a' },
      { IpProtocol: '-1', FromPort: -1, ReferencedGroupInfo: { GroupId: standard } },
    ]);
    const { SecurityGroupRules: read } = await ec2.send(
      new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'tag:k', Values: ['v'] }] }),
    );
    expect(read).toEqual(SecurityGroupRules);
  });
});

test('egress is authorized and revoked beside ingress', async () => {
  const { sandbox, ec2 } = await open({ world });
  const before = sandbox.state();
  const IpPermissions = [tcp(443, '10.0.0.0/16')];
  await ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId: used, IpPermissions }));
  const { RevokedSecurityGroupRules } = await ec2.send(
    new RevokeSecurityGroupEgressCommand({ GroupId: used, IpPermissions }),
  );
  expect(RevokedSecurityGroupRules).toMatchObject([{ CidrIpv4: '10.0.0.0/16', IsEgress: true }]);
  expect(sandbox.state()).toEqual(before);
});

test('a rule is revoked by its id, and what is not there cannot be revoked', async () => {
  const { ec2 } = await open({ world });
  const id = world.securityGroups[1]!.rules[0]!.id;
  const revoke = (input: object) => ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: used, ...input }));
  await revoke({ SecurityGroupRuleIds: [id] });
  const code = async (input: object) => (await refusal(revoke(input))).code;
  expect(await code({ SecurityGroupRuleIds: [id] })).toBe('InvalidSecurityGroupRuleId.NotFound');
  expect(await code({ IpPermissions: [tcp(443, '10.0.0.0/16')] })).toBe('InvalidPermission.NotFound');
});

describe('DeleteSecurityGroup', () => {
  test('refuses while interfaces of a deleted endpoint linger, and then deletes', async () => {
    const clock = manualClock();
    const { ec2 } = await open({ world, clock, timing: { interfaceRemovalDelayMs: 60_000 } });
    const remove = () => ec2.send(new DeleteSecurityGroupCommand({ GroupId: used }));
    expect(await refusal(remove())).toEqual({
      code: 'DependencyViolation',
      message: `resource ${used} has a dependent object`,
      status: 400,
    });
    await ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: world.endpoints.map(({ id }) => id) }));
    expect(await refusal(remove())).toMatchObject({ code: 'DependencyViolation' });
    clock.advance(60_000);
    await remove();
    expect(await refusal(remove())).toMatchObject({ code: 'InvalidGroup.NotFound' });
  });

  test("refuses while another group's rule names it", async () => {
    const { ec2 } = await open({ world });
    const { GroupId } = await ec2.send(new CreateSecurityGroupCommand({ VpcId, GroupName: 'x', Description: 'x' }));
    const UserIdGroupPairs = [{ GroupId }];
    await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: used,
        IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs }],
      }),
    );
    expect(await refusal(ec2.send(new DeleteSecurityGroupCommand({ GroupId })))).toMatchObject({
      code: 'DependencyViolation',
    });
  });

  test.for([
    ['the default group', standard, 'CannotDelete'],
    ['an unknown group', 'sg-00000000000000000', 'InvalidGroup.NotFound'],
    ['a malformed id', 'sg-x', 'InvalidGroupId.Malformed'],
  ] as const)('refuses %s', async ([, GroupId, code]) => {
    const { ec2 } = await open({ world });
    expect(await refusal(ec2.send(new DeleteSecurityGroupCommand({ GroupId })))).toMatchObject({ code });
  });
});
