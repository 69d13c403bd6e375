import * as sdk from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { manualClock, scaledClock, worlds } from '../../src/sandbox/index.ts';
import { Form } from '../../src/sandbox/protocol/form.ts';
import { Throttle } from '../../src/sandbox/server/throttle.ts';
import { open, refusal } from './clients.ts';

const world = worlds.guide.make();
const VpcId = world.vpcs[0]!.id;
const createGroup = new sdk.CreateSecurityGroupCommand({ VpcId, GroupName: 'g', Description: 'd' });
const createEndpoint = (ServiceName = 'com.amazonaws.us-east-1.ecr.api') =>
  new sdk.CreateVpcEndpointCommand({
    VpcId,
    ServiceName,
    VpcEndpointType: 'Interface',
    SubnetIds: [world.subnets[0]!.id],
  });

describe('time', () => {
  test('an interface endpoint is pending, and then available', async () => {
    const clock = manualClock();
    const { ec2 } = await open({ world, clock, timing: { pendingMs: 90_000 } });
    await ec2.send(createEndpoint());
    const state = async () => (await ec2.send(new sdk.DescribeVpcEndpointsCommand({}))).VpcEndpoints![0]!.State;
    expect(await state()).toBe('pending');
    clock.advance(89_999);
    expect(await state()).toBe('pending');
    clock.advance(1);
    expect(await state()).toBe('available');
  });

  test('the endpoint of a failing service ends as failed, and says why', async () => {
    const { ec2 } = await open({ world, timing: { failing: ['ecr.api'] } });
    await ec2.send(createEndpoint());
    const { VpcEndpoints } = await ec2.send(new sdk.DescribeVpcEndpointsCommand({}));
    expect(VpcEndpoints).toMatchObject([{ State: 'failed', LastError: { Code: 'InternalError' } }]);
  });

  test('every answer takes the latency, in the time of the clock', async () => {
    const clock = manualClock();
    const { ec2, sandbox } = await open({ world, clock, timing: { latencyMs: 100 } });
    await ec2.send(new sdk.DescribeVpcsCommand({}));
    await ec2.send(new sdk.DescribeVpcsCommand({}));
    expect(sandbox.journal.entries.map(({ time, durationMs }) => [time - Date.UTC(2026, 0, 1), durationMs])).toEqual([
      [0, 100],
      [100, 100],
    ]);
  });

  test("a scaled clock passes that much faster than the machine's", async () => {
    const clock = scaledClock(1000);
    const start = clock.now();
    await clock.wait(20_000);
    expect(clock.now() - start).toBeGreaterThanOrEqual(19_000);
  });
});

describe('a new id is unknown for a while', () => {
  const consistent = async () => {
    const clock = manualClock();
    return { clock, ...(await open({ world, clock, timing: { consistencyMs: 5000 } })) };
  };

  test('of a security group, although its name is taken at once', async () => {
    const { clock, ec2 } = await consistent();
    const { GroupId } = await ec2.send(createGroup);
    const find = () => ec2.send(new sdk.DescribeSecurityGroupsCommand({ GroupIds: [GroupId!] }));
    const list = async () => (await ec2.send(new sdk.DescribeSecurityGroupsCommand({}))).SecurityGroups!.length;
    expect(await refusal(find())).toMatchObject({ code: 'InvalidGroup.NotFound' });
    expect(await list()).toBe(1);
    expect(await refusal(ec2.send(createGroup))).toMatchObject({ code: 'InvalidGroup.Duplicate' });
    const IpPermissions = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '10.0.0.0/8' }] }];
    const authorize = () => ec2.send(new sdk.AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
    expect(await refusal(authorize())).toMatchObject({ code: 'InvalidGroup.NotFound' });
    clock.advance(5000);
    await authorize();
    expect((await find()).SecurityGroups).toHaveLength(1);
    expect(await list()).toBe(2);
  });

  test('of an endpoint, although its private name is taken at once', async () => {
    const { clock, ec2 } = await consistent();
    const { VpcEndpoint } = await ec2.send(createEndpoint());
    const ids = [VpcEndpoint!.VpcEndpointId!];
    const find = () => ec2.send(new sdk.DescribeVpcEndpointsCommand({ VpcEndpointIds: ids }));
    expect(await refusal(find())).toMatchObject({ code: 'InvalidVpcEndpointId.NotFound' });
    expect(await refusal(ec2.send(createEndpoint()))).toMatchObject({ code: 'InvalidParameter' });
    expect((await ec2.send(new sdk.DeleteVpcEndpointsCommand({ VpcEndpointIds: ids }))).Unsuccessful).toMatchObject([
      { Error: { Code: 'InvalidVpcEndpoint.NotFound' } },
    ]);
    clock.advance(5000);
    expect((await find()).VpcEndpoints).toHaveLength(1);
  });
});

describe('token buckets', () => {
  test('let four endpoints be created at once, and then 0.3 a second', async () => {
    const clock = manualClock();
    const { ec2 } = await open({ world, clock, timing: { throttle: true } });
    const services = ['ecr.api', 'ecr.dkr', 'logs', 'sts', 'ssm'].map((name) => `com.amazonaws.us-east-1.${name}`);
    for (const service of services.slice(0, 4)) await ec2.send(createEndpoint(service));
    const fifth = () => ec2.send(createEndpoint(services[4]));
    expect(await refusal(fifth())).toEqual({
      code: 'RequestLimitExceeded',
      message: 'Request limit exceeded.',
      status: 503,
    });
    clock.advance(3300);
    expect(await refusal(fifth())).toMatchObject({ code: 'RequestLimitExceeded' });
    clock.advance(34);
    await fifth();
  });

  test('of one action do not hold up another, and dry runs draw on them too', async () => {
    const { ec2 } = await open({ world, clock: manualClock(), timing: { throttle: true } });
    const dry = () => ec2.send(new sdk.DeleteVpcEndpointsCommand({ VpcEndpointIds: [], DryRun: true }));
    for (let n = 0; n < 4; n += 1) expect(await refusal(dry())).toMatchObject({ code: 'DryRunOperation' });
    expect(await refusal(dry())).toMatchObject({ code: 'RequestLimitExceeded' });
    await ec2.send(createEndpoint());
  });

  test.for([
    ['CreateVpcEndpoint', {}, 4],
    ['ModifyVpcEndpoint', {}, 4],
    ['DeleteVpcEndpoints', {}, 4],
    ['AuthorizeSecurityGroupIngress', {}, 50],
    ['CreateTags', {}, 100],
    ['DescribeVpcs', {}, 100],
    ['DescribeSecurityGroups', {}, 50],
    ['DescribeSecurityGroups', { MaxResults: '5' }, 100],
    ['DescribeNetworkInterfaces', { 'Filter.1.Name': 'vpc-id' }, 100],
  ] as const)('%s with %o: as many at once as EC2 documents (%i)', ([action, fields, size]) => {
    const throttle = new Throttle();
    const form = new Form(new Map(Object.entries(fields)));
    for (let n = 0; n < size; n += 1) throttle.take('here', action, form, 0);
    expect(() => throttle.take('here', action, form, 0)).toThrow('Request limit exceeded.');
    throttle.take('elsewhere', action, form, 0);
  });
});
