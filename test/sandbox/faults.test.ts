import { CreateSecurityGroupCommand, DescribeVpcsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, test, vi } from 'vitest';
import { type Fault, manualClock, worlds } from '../../src/sandbox/index.ts';
import { open, refusal } from './clients.ts';

const VpcId = worlds.guide.make().vpcs[0]!.id;
const read = (ec2: EC2Client) => ec2.send(new DescribeVpcsCommand({}));
const write = (ec2: EC2Client, GroupName: string, DryRun = false) =>
  ec2.send(new CreateSecurityGroupCommand({ VpcId, GroupName, Description: 'd', DryRun }));

/** Reads, writes, dry-runs, writes and reads, and tells which went well. */
async function five(fault: Fault) {
  const { sandbox, ec2 } = await open({ faults: [fault] });
  const calls = [
    () => read(ec2),
    () => write(ec2, 'a'),
    () => write(ec2, 'b', true),
    () => write(ec2, 'c'),
    () => read(ec2),
  ];
  const went: string[] = [];
  for (const call of calls) {
    went.push(
      await call().then(
        () => 'well',
        (error: { name: string; code?: string }) => error.code ?? error.name,
      ),
    );
  }
  return { sandbox, went, groups: sandbox.network().securityGroups.map(({ name }) => name) };
}

const dry = 'DryRunOperation';

describe('a fault befalls the n-th request', () => {
  test.for<{ title: string; fault: Fault; went: string[]; groups: string[] }>([
    {
      title: 'of all: refused, and nothing executed',
      fault: { at: 2, do: 'fail', code: 'InternalError' },
      went: ['well', 'InternalError', dry, 'well', 'well'],
      groups: ['default', 'c'],
    },
    {
      title: 'of the mutating ones, among which dry runs do not count',
      fault: { at: 2, of: 'mutating', do: 'fail', code: 'UnauthorizedOperation' },
      went: ['well', 'well', dry, 'UnauthorizedOperation', 'well'],
      groups: ['default', 'a'],
    },
    {
      title: 'of one action, and the one after it',
      fault: { at: 1, of: 'DescribeVpcs', times: 2, do: 'fail', code: 'RequestExpired' },
      went: ['RequestExpired', 'well', dry, 'well', 'RequestExpired'],
      groups: ['default', 'a', 'c'],
    },
    {
      title: 'and the connection drops before it is executed',
      fault: { at: 1, of: 'mutating', do: 'drop' },
      went: ['well', 'ECONNRESET', dry, 'well', 'well'],
      groups: ['default', 'c'],
    },
    {
      title: 'and the answer is lost although it is executed',
      fault: { at: 1, of: 'mutating', do: 'lose' },
      went: ['well', 'ECONNRESET', dry, 'well', 'well'],
      groups: ['default', 'a', 'c'],
    },
  ])('$title', async ({ fault, went, groups }) => {
    expect(await five(fault)).toMatchObject({ went, groups });
  });

  test.for([
    ['before it is executed', false, ['default']],
    ['after it is executed', true, ['default', 'a']],
  ] as const)('and everything stops %s: no answer ever comes', async ([, executed, groups]) => {
    const { sandbox, ec2 } = await open();
    const stopped = new Promise<void>((resolve) => sandbox.inject({ at: 1, do: 'stop', executed, stopped: resolve }));
    const controller = new AbortController();
    const call = ec2
      .send(new CreateSecurityGroupCommand({ VpcId, GroupName: 'a', Description: 'd' }), {
        abortSignal: controller.signal,
      })
      .catch(({ name }) => name);
    await stopped;
    controller.abort();
    expect(await call).toBe('AbortError');
    expect(sandbox.network().securityGroups.map(({ name }) => name)).toEqual(groups);
    expect(sandbox.journal.entries.at(-1)).toMatchObject({ status: 0 });
  });

  test('and it is slow', async () => {
    const { sandbox, ec2 } = await open({ clock: manualClock(), faults: [{ at: 2, do: 'slow', ms: 5000 }] });
    await read(ec2);
    await read(ec2);
    expect(sandbox.journal.entries.map(({ durationMs }) => durationMs)).toEqual([0, 5000]);
  });
});

test('faults given later count from then on, and replace the ones before', async () => {
  const { sandbox, ec2 } = await open({ faults: [{ at: 3, do: 'fail', code: 'Old' }] });
  await read(ec2);
  sandbox.inject({ at: 2, do: 'fail', code: 'New' });
  await read(ec2);
  expect(await refusal(read(ec2))).toMatchObject({ code: 'New', status: 400 });
  await read(ec2);
});

describe('bad credentials are told apart by each service in its own words', () => {
  test.for([
    ['expired', { code: 'RequestExpired', status: 400 }, { code: 'ExpiredToken', status: 403 }],
    ['invalid', { code: 'AuthFailure', status: 401 }, { code: 'InvalidClientTokenId', status: 403 }],
  ] as const)('%s', async ([credentials, ofEc2, ofSts]) => {
    const { sandbox, ec2, sts } = await open({ credentials });
    const identity = () => sts.send(new GetCallerIdentityCommand({}));
    expect(await refusal(read(ec2))).toMatchObject(ofEc2);
    // The SDK names this one by its model.
    const told = await refusal(identity());
    expect({ ...told, code: told.code.replace(/Exception$/, '') }).toMatchObject(ofSts);
    sandbox.setCredentials('valid');
    await identity();
  });
});

test('the journal holds every request as it was answered, and the most that were under way at once', async () => {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { sandbox, ec2 } = await open({ clock: { now: () => 0, wait: () => released } });
  const { journal } = sandbox;
  const reads = [read(ec2), read(ec2), read(ec2)];
  await vi.waitFor(() => expect(journal.entries).toHaveLength(3));
  release();
  await Promise.all(reads);
  await refusal(write(ec2, 'default'));
  expect(journal.peak).toBe(3);
  expect(journal.counts()).toEqual({ DescribeVpcs: 3, CreateSecurityGroup: 1 });
  expect(journal.mutations()).toMatchObject([
    {
      n: 4,
      service: 'ec2',
      action: 'CreateSecurityGroup',
      region: 'us-east-1',
      params: { VpcId, GroupName: 'default', GroupDescription: 'd' },
      mutating: true,
      status: 400,
      errorCode: 'InvalidGroup.Reserved',
    },
  ]);
  expect(new Set(journal.entries.map(({ requestId }) => requestId)).size).toBe(4);
  expect(JSON.stringify(journal.entries)).not.toContain('testing');
  journal.clear();
  expect(journal.entries).toEqual([]);
});
