import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { AssumeRoleCommand, DecodeAuthorizationMessageCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { worlds } from '../../src/sandbox/index.ts';
import { clientsOf, open, refusal } from './clients.ts';

test('whoever signs is the caller of the world', async () => {
  const { sts } = await open();
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: '111122223333',
    Arn: 'arn:aws:sts::111122223333:assumed-role/engineer/sandbox',
  });
});

describe('AssumeRole', () => {
  const assume = async (account: string) => {
    const world = worlds.guide.make();
    const other = worlds['two-vpcs'].make({ accountId: '222233334444' });
    const given = await open({ world: { ...world, otherAccounts: [other] } });
    const RoleArn = `arn:aws:iam::${account}:role/audit/reader`;
    const { Credentials } = await given.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'me' }));
    const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials!;
    const credentials = { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! };
    return clientsOf(given.sandbox, credentials);
  };

  test.for([
    ['an account that the world describes', '222233334444', ['orders', 'billing']],
    ['an account that it does not describe: an empty one', '999988887777', []],
    ['its own account', '111122223333', ['guide']],
  ] as const)('leads to %s', async ([, account, vpcs]) => {
    const { ec2, sts } = await assume(account);
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: account,
      Arn: `arn:aws:sts::${account}:assumed-role/reader/me`,
    });
    const { Vpcs } = await ec2.send(new DescribeVpcsCommand({}));
    expect(Vpcs!.map(({ Tags }) => Tags![0]!.Value)).toEqual(vpcs);
    ec2.destroy();
    sts.destroy();
  });

  test('refuses what is no role, and a time that is too short', async () => {
    const { sts } = await open();
    const code = async (RoleArn: string, DurationSeconds?: number) =>
      (await refusal(sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'me', DurationSeconds })))).code;
    expect(await code('arn:aws:iam::111122223333:user/me')).toBe('ValidationError');
    expect(await code('arn:aws:iam::111122223333:role/me', 60)).toBe('ValidationError');
  });

  test('needs permission', async () => {
    const { sts } = await open({ iam: { policies: [] } });
    const call = sts.send(
      new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::111122223333:role/me', RoleSessionName: 'me' }),
    );
    const { code, message } = await refusal(call);
    expect(code).toBe('AccessDenied');
    expect(message).toContain('sts:AssumeRole on resource: arn:aws:iam::111122223333:role/me');
  });
});

test('what is no encoded message is not decoded', async () => {
  const { sts } = await open();
  const call = sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage: '%%%' }));
  expect(await refusal(call)).toMatchObject({ code: 'InvalidAuthorizationMessageException', status: 400 });
});
