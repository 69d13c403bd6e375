import {
  AllocateAddressCommand,
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  type EC2Client,
  ModifyVpcAttributeCommand,
  type ResourceType,
  type TagSpecification,
} from '@aws-sdk/client-ec2';
import type { ForeignEndpoint, TableKind, World } from './world.ts';

/** Which ids the names of a world got. */
export interface Built {
  readonly vpcId: string;
  readonly subnetIds: Readonly<Record<string, string>>;
  /** The VPC's main table is `main`. */
  readonly tableIds: Readonly<Record<string, string>>;
}

/** Makes a world in the client's account and region. */
export async function build(ec2: EC2Client, world: World): Promise<Built> {
  const region = await ec2.config.region();
  const vpcId = await buildVpc(ec2, world.cidr);
  const subnetIds: Record<string, string> = {};
  for (const { name, cidr, zone } of world.subnets) {
    const place = { VpcId: vpcId, CidrBlock: cidr, AvailabilityZone: `${region}${zone}` };
    const made = await ec2.send(new CreateSubnetCommand({ ...place, ...named('subnet', name) }));
    subnetIds[name] = made.Subnet!.SubnetId!;
  }
  const tableIds: Record<string, string> = { main: await mainTable(ec2, vpcId) };
  for (const name of Object.keys(world.tables)) {
    const made = await ec2.send(new CreateRouteTableCommand({ VpcId: vpcId, ...named('route-table', name) }));
    tableIds[name] = made.RouteTable!.RouteTableId!;
  }
  for (const { name, table } of world.subnets) {
    if (table === undefined) continue;
    await ec2.send(new AssociateRouteTableCommand({ RouteTableId: tableIds[table]!, SubnetId: subnetIds[name]! }));
  }
  const built = { vpcId, subnetIds, tableIds };
  await buildExits(ec2, world, built);
  for (const endpoint of world.endpoints ?? []) await buildEndpoint(ec2, region, world, built, endpoint);
  return built;
}

/** Deletes the default VPC that each region of a fresh account has; in moto its subnets have no way out. */
export async function removeDefaultVpc(ec2: EC2Client): Promise<void> {
  const { Subnets } = await ec2.send(
    new DescribeSubnetsCommand({ Filters: [{ Name: 'default-for-az', Values: ['true'] }] }),
  );
  for (const { SubnetId } of Subnets!) await ec2.send(new DeleteSubnetCommand({ SubnetId: SubnetId! }));
  await ec2.send(new DeleteVpcCommand({ VpcId: Subnets![0]!.VpcId! }));
}

/** With both DNS attributes on: AWS refuses private DNS otherwise, which moto does not. */
async function buildVpc(ec2: EC2Client, cidr: string): Promise<string> {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: cidr, ...named('vpc', 'broken') }));
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId: Vpc!.VpcId!, EnableDnsHostnames: { Value: true } }));
  return Vpc!.VpcId!;
}

async function mainTable(ec2: EC2Client, vpcId: string): Promise<string> {
  const { RouteTables } = await ec2.send(
    new DescribeRouteTablesCommand({ Filters: [{ Name: 'vpc-id', Values: [vpcId] }] }),
  );
  return RouteTables![0]!.RouteTableId!;
}

async function buildExits(ec2: EC2Client, world: World, built: Built): Promise<void> {
  const tablesTo = (kind: TableKind) => Object.keys(world.tables).filter((name) => world.tables[name] === kind);
  const leave = (table: string, target: { GatewayId: string } | { NatGatewayId: string }) =>
    ec2.send(
      new CreateRouteCommand({ RouteTableId: built.tableIds[table]!, DestinationCidrBlock: '0.0.0.0/0', ...target }),
    );

  const gateway = (await ec2.send(new CreateInternetGatewayCommand({}))).InternetGateway!.InternetGatewayId!;
  await ec2.send(new AttachInternetGatewayCommand({ VpcId: built.vpcId, InternetGatewayId: gateway }));
  for (const table of tablesTo('internet')) await leave(table, { GatewayId: gateway });

  for (const table of tablesTo('nat')) {
    const host = world.subnets.find(
      (subnet) => subnet.table !== undefined && world.tables[subnet.table] === 'internet',
    );
    const address = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }));
    const { NatGateway } = await ec2.send(
      new CreateNatGatewayCommand({ SubnetId: built.subnetIds[host!.name]!, AllocationId: address.AllocationId! }),
    );
    await leave(table, { NatGatewayId: NatGateway!.NatGatewayId! });
  }
}

async function buildEndpoint(
  ec2: EC2Client,
  region: string,
  world: World,
  built: Built,
  { service, tables, subnets }: ForeignEndpoint,
): Promise<void> {
  const base = {
    VpcId: built.vpcId,
    ServiceName: `com.amazonaws.${region}.${service}`,
    ...named('vpc-endpoint', `foreign ${service}`),
  };
  if (tables !== undefined) {
    const RouteTableIds = tables.map((name) => built.tableIds[name]!);
    await ec2.send(new CreateVpcEndpointCommand({ ...base, VpcEndpointType: 'Gateway', RouteTableIds }));
    return;
  }
  const group = await ec2.send(
    new CreateSecurityGroupCommand({ VpcId: built.vpcId, GroupName: `foreign ${service}`, Description: 'not ours' }),
  );
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: group.GroupId!,
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: world.cidr }] }],
    }),
  );
  await ec2.send(
    new CreateVpcEndpointCommand({
      ...base,
      VpcEndpointType: 'Interface',
      PrivateDnsEnabled: true,
      SubnetIds: (subnets ?? []).map((name) => built.subnetIds[name]!),
      SecurityGroupIds: [group.GroupId!],
    }),
  );
}

function named(type: ResourceType, name: string): { TagSpecifications: TagSpecification[] } {
  return { TagSpecifications: [{ ResourceType: type, Tags: [{ Key: 'Name', Value: name }] }] };
}
