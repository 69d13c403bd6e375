import {
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcEndpointServicesCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { ec2Reader } from '../../../src/aws/read/ec2-reader.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const client = new EC2Client({ region: 'eu-west-1' });
const ec2 = mockClient(client);
const reader = ec2Reader({ ec2: client, sts: new STSClient({ region: 'eu-west-1' }) });

beforeEach(() => {
  ec2.reset();
  ec2.onAnyCommand().rejects(new Error('This call was not expected'));
});

/** What a command was sent with, in order. */
function inputs(): unknown[] {
  return ec2.calls().map((call) => call.args[0].input);
}

describe('reading', () => {
  it('follows the tokens to the last page', async () => {
    ec2
      .on(DescribeSubnetsCommand)
      .resolves({ Subnets: [{ SubnetId: 'subnet-1' }], NextToken: 'two' })
      .on(DescribeSubnetsCommand, { NextToken: 'two' })
      .resolves({ Subnets: [], NextToken: 'three' })
      .on(DescribeSubnetsCommand, { NextToken: 'three' })
      .resolves({ Subnets: [{ SubnetId: 'subnet-2' }] });
    expect(await reader.subnets({})).toEqual([{ SubnetId: 'subnet-1' }, { SubnetId: 'subnet-2' }]);
    expect(ec2.calls()).toHaveLength(3);
  });

  it('follows the tokens of endpoint services, for which the SDK has no paginator', async () => {
    ec2
      .on(DescribeVpcEndpointServicesCommand)
      .resolvesOnce({ ServiceDetails: [{ ServiceName: 'a' }], NextToken: 'two' })
      .resolvesOnce({ ServiceDetails: [{ ServiceName: 'b' }], NextToken: '' });
    expect(await reader.endpointServices()).toEqual([{ ServiceName: 'a' }, { ServiceName: 'b' }]);
    expect(inputs()).toEqual([{ MaxResults: 1000 }, { MaxResults: 1000, NextToken: 'two' }]);
  });

  it('reads many route tables several pages at a time, by the VPCs that there are', async () => {
    ec2
      .on(DescribeRouteTablesCommand)
      .callsFake(({ Filters }) =>
        Filters === undefined
          ? { RouteTables: [{ RouteTableId: 'rtb-first' }], NextToken: 'two' }
          : { RouteTables: Filters[0].Values.map((vpc: string) => ({ RouteTableId: `rtb-of-${vpc}` })) },
      );
    const found = await reader.routeTables({}, async () => ['a', 'b', 'c', 'd', 'e', 'f']);
    expect(found.map(({ RouteTableId }) => RouteTableId)).toEqual(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((vpc) => `rtb-of-${vpc}`),
    );
    expect(inputs().map((input) => (input as { Filters?: { Values: string[] }[] }).Filters?.[0]?.Values)).toEqual([
      undefined,
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ]);
  });

  it('follows the tokens of route tables where the VPCs are not known', async () => {
    ec2
      .on(DescribeRouteTablesCommand)
      .resolves({ RouteTables: [{ RouteTableId: 'rtb-1' }], NextToken: 'two' })
      .on(DescribeRouteTablesCommand, { NextToken: 'two' })
      .resolves({ RouteTables: [{ RouteTableId: 'rtb-2' }] });
    expect(await reader.routeTables({}, async () => [])).toEqual([
      { RouteTableId: 'rtb-1' },
      { RouteTableId: 'rtb-2' },
    ]);
    expect(ec2.calls()).toHaveLength(2);
  });

  it('asks for no VPCs where the route tables fit on a page', async () => {
    ec2.on(DescribeRouteTablesCommand).resolves({ RouteTables: [{ RouteTableId: 'rtb-1' }] });
    const nobody = () => Promise.reject(new Error('not to be asked'));
    expect(await reader.routeTables({}, nobody)).toEqual([{ RouteTableId: 'rtb-1' }]);
  });

  it('asks for the largest pages that EC2 allows, which are smaller for route tables', async () => {
    ec2.on(DescribeVpcsCommand).resolves({}).on(DescribeRouteTablesCommand).resolves({});
    await reader.vpcs({});
    await reader.routeTables({});
    expect(inputs()).toEqual([{ MaxResults: 1000 }, { MaxResults: 100 }]);
  });

  it('asks for the VPCs of its scope alone, in as many requests as EC2 takes filter values', async () => {
    ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [{ VpcId: 'vpc-x' }] });
    const vpcIds = Array.from({ length: 201 }, (_, i) => `vpc-${i}`);
    expect(await reader.vpcs({ vpcIds })).toHaveLength(2);
    expect(inputs()).toMatchObject([
      { Filters: [{ Name: 'vpc-id', Values: vpcIds.slice(0, 200) }] },
      { Filters: [{ Name: 'vpc-id', Values: ['vpc-200'] }] },
    ]);
  });

  it('of nothing sends nothing, where an empty filter would mean everything', async () => {
    expect(await reader.vpcs({ vpcIds: [] })).toEqual([]);
    expect(await reader.networkInterfaces([])).toEqual([]);
    expect(inputs()).toEqual([]);
  });

  it('asks for interfaces through a filter, so that one that is gone does not fail the others', async () => {
    ec2.on(DescribeNetworkInterfacesCommand).resolves({ NetworkInterfaces: [{ NetworkInterfaceId: 'eni-1' }] });
    expect(await reader.networkInterfaces(['eni-1', 'eni-gone'])).toEqual([{ NetworkInterfaceId: 'eni-1' }]);
    expect(inputs()).toMatchObject([{ Filters: [{ Name: 'network-interface-id', Values: ['eni-1', 'eni-gone'] }] }]);
  });

  it('names each group whose rules name another once, and not that group itself', async () => {
    ec2
      .on(DescribeSecurityGroupsCommand)
      .resolvesOnce({ SecurityGroups: [{ GroupId: 'sg-a' }, { GroupId: 'sg-self' }] })
      .resolvesOnce({ SecurityGroups: [{ GroupId: 'sg-a' }, { GroupId: 'sg-b' }] });
    expect(await reader.securityGroupsNaming('sg-self')).toEqual([{ GroupId: 'sg-a' }, { GroupId: 'sg-b' }]);
  });

  it('puts the two DNS attributes together, each from a request of its own', async () => {
    ec2
      .on(DescribeVpcAttributeCommand, { Attribute: 'enableDnsSupport' })
      .resolves({ EnableDnsSupport: { Value: true } })
      .on(DescribeVpcAttributeCommand, { Attribute: 'enableDnsHostnames' })
      .resolves({ EnableDnsHostnames: { Value: false } });
    expect(await reader.vpcAttributes('vpc-1')).toEqual({ enableDnsSupport: true, enableDnsHostnames: false });
  });
});
