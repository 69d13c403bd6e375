import { CreateVpcEndpointCommand, DeleteVpcEndpointsCommand, DescribeVpcEndpointsCommand } from '@aws-sdk/client-ec2';
import { expect, test } from 'vitest';
import { worlds } from '../../src/sandbox/index.ts';
import { open, refusal } from './clients.ts';
import { inputs, service } from './endpoint-inputs.ts';

test('private DNS is on and the default security group is taken where the request says nothing', async () => {
  const world = worlds.guide.make();
  const { ec2 } = await open({ world });
  const { SecurityGroupIds: _, PrivateDnsEnabled: __, ...input } = inputs(world).api;
  const { VpcEndpoint } = await ec2.send(new CreateVpcEndpointCommand(input));
  expect(VpcEndpoint).toMatchObject({ PrivateDnsEnabled: true, Groups: [{ GroupName: 'default' }] });
});

test('a gateway endpoint is available at once and has no private DNS', async () => {
  const world = worlds.guide.make();
  const { ec2 } = await open({ world });
  const { VpcEndpoint } = await ec2.send(new CreateVpcEndpointCommand(inputs(world).s3));
  expect(VpcEndpoint).toMatchObject({ State: 'available', PrivateDnsEnabled: false, DnsEntries: [] });
});

test('an S3 interface endpoint keeps its private names from the VPC, where a gateway serves', async () => {
  const { ec2 } = await open({ world: 'open' });
  const { api } = inputs(worlds.open.make());
  const { VpcEndpoint } = await ec2.send(new CreateVpcEndpointCommand({ ...api, ServiceName: service('s3') }));
  expect(VpcEndpoint!.DnsOptions).toMatchObject({ PrivateDnsOnlyForInboundResolverEndpoint: true });
});

test('the same client token with the same parameters makes nothing new, and with others is refused', async () => {
  const world = worlds.guide.make();
  const { ec2 } = await open({ world });
  const input = { ...inputs(world).api, ClientToken: 'run-1' };
  const first = await ec2.send(new CreateVpcEndpointCommand(input));
  const again = await ec2.send(new CreateVpcEndpointCommand(input));
  expect(again.VpcEndpoint!.VpcEndpointId).toBe(first.VpcEndpoint!.VpcEndpointId);
  expect(again.ClientToken).toBe('run-1');
  const other = ec2.send(new CreateVpcEndpointCommand({ ...input, ServiceName: service('logs') }));
  expect(await refusal(other)).toMatchObject({ code: 'IdempotentParameterMismatch' });
  const { VpcEndpoints } = await ec2.send(new DescribeVpcEndpointsCommand({}));
  expect(VpcEndpoints).toHaveLength(1);
});

test('a client token outlives its endpoint: it brings back the deleted one', async () => {
  const world = worlds.guide.make();
  const { ec2 } = await open({ world });
  const input = { ...inputs(world).api, ClientToken: 'run-1' };
  const { VpcEndpoint } = await ec2.send(new CreateVpcEndpointCommand(input));
  await ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [VpcEndpoint!.VpcEndpointId!] }));
  const again = await ec2.send(new CreateVpcEndpointCommand(input));
  expect(again.VpcEndpoint).toMatchObject({ VpcEndpointId: VpcEndpoint!.VpcEndpointId, State: 'deleted' });
});

test('in China ECR has a prefix of its own, and S3 is offered under two names', async () => {
  const { sandbox } = await open();
  const names = sandbox.network('cn-north-1').services.map(({ name, type }) => `${type} ${name}`);
  expect(names).toEqual(
    expect.arrayContaining([
      'Interface cn.com.amazonaws.cn-north-1.ecr.api',
      'Interface com.amazonaws.cn-north-1.logs',
      'Interface cn.com.amazonaws.cn-north-1.s3',
      'Gateway com.amazonaws.cn-north-1.s3',
    ]),
  );
});
