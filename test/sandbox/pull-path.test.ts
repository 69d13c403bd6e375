import * as ec2 from '@aws-sdk/client-ec2';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { walk } from '../../src/sandbox/index.ts';
import { open } from './clients.ts';

test('a pull path is opened and closed again by the SDK, and the account is as before', async () => {
  const { sandbox, ec2: client, sts } = await open();
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: sandbox.accountId });
  const before = sandbox.state();
  const reached = (subnetId: string) =>
    ['ecr.api', 'ecr.dkr', 's3'].map((service) => walk(sandbox.network(), { subnetId, service }).reached);

  const { Vpcs } = await client.send(new ec2.DescribeVpcsCommand({}));
  const VpcId = Vpcs![0]!.VpcId!;
  const { RouteTables } = await client.send(
    new ec2.DescribeRouteTablesCommand({ Filters: [{ Name: 'tag:Name', Values: ['private-*'] }] }),
  );
  const tables = RouteTables!.map((table) => table.RouteTableId!);
  const SubnetIds = RouteTables!.map((table) => table.Associations![0]!.SubnetId!);
  expect(reached(SubnetIds[0]!)).toEqual([false, false, false]);
  const Tags = [{ Key: 'owner', Value: 'test' }];
  const { GroupId } = await client.send(
    new ec2.CreateSecurityGroupCommand({
      VpcId,
      GroupName: 'pull',
      Description: 'pull path',
      TagSpecifications: [{ ResourceType: 'security-group', Tags }],
    }),
  );
  await client.send(
    new ec2.AuthorizeSecurityGroupIngressCommand({
      GroupId,
      IpPermissions: [
        { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '10.0.1.7/24', Description: 'a' }] },
      ],
    }),
  );
  const { VpcEndpoint: api } = await client.send(
    new ec2.CreateVpcEndpointCommand({
      VpcId,
      ServiceName: 'com.amazonaws.us-east-1.ecr.api',
      VpcEndpointType: 'Interface',
      SubnetIds,
      SecurityGroupIds: [GroupId!],
      PrivateDnsEnabled: true,
      TagSpecifications: [{ ResourceType: 'vpc-endpoint', Tags }],
    }),
  );
  expect(api).toMatchObject({
    State: 'pending',
    PrivateDnsEnabled: true,
    Groups: [{ GroupId, GroupName: 'pull' }],
    Tags,
  });
  const { VpcEndpoint: s3 } = await client.send(
    new ec2.CreateVpcEndpointCommand({
      VpcId,
      ServiceName: 'com.amazonaws.us-east-1.s3',
      VpcEndpointType: 'Gateway',
      RouteTableIds: tables,
    }),
  );
  const { VpcEndpoints } = await client.send(new ec2.DescribeVpcEndpointsCommand({}));
  expect(VpcEndpoints!.map(({ State }) => State)).toEqual(['available', 'available']);
  expect(VpcEndpoints![0]!.DnsEntries!.map(({ DnsName }) => DnsName)).toContain('api.ecr.us-east-1.amazonaws.com');
  const { NetworkInterfaces } = await client.send(
    new ec2.DescribeNetworkInterfacesCommand({ Filters: [{ Name: 'group-id', Values: [GroupId!] }] }),
  );
  expect(NetworkInterfaces!.map(({ PrivateIpAddress, InterfaceType }) => [PrivateIpAddress, InterfaceType])).toEqual([
    ['10.0.1.4', 'vpc_endpoint'],
    ['10.0.2.4', 'vpc_endpoint'],
  ]);
  const { RouteTables: served } = await client.send(new ec2.DescribeRouteTablesCommand({ RouteTableIds: tables }));
  for (const table of served!) {
    expect(table.Routes!.at(-1)).toMatchObject({
      DestinationPrefixListId: 'pl-63a5400a',
      GatewayId: s3!.VpcEndpointId,
    });
  }

  expect(reached(SubnetIds[0]!)).toEqual([true, false, true]);
  // The group admits the first subnet alone.
  expect(reached(SubnetIds[1]!)).toEqual([false, false, true]);

  const ids = [api!.VpcEndpointId!, s3!.VpcEndpointId!];
  const { Unsuccessful } = await client.send(new ec2.DeleteVpcEndpointsCommand({ VpcEndpointIds: ids }));
  expect(Unsuccessful).toEqual([]);
  await client.send(new ec2.DeleteSecurityGroupCommand({ GroupId }));
  expect(sandbox.state()).toEqual(before);
  expect(sandbox.journal.mutations().map(({ action }) => action)).toEqual([
    'CreateSecurityGroup',
    'AuthorizeSecurityGroupIngress',
    'CreateVpcEndpoint',
    'CreateVpcEndpoint',
    'DeleteVpcEndpoints',
    'DeleteSecurityGroup',
  ]);
});
