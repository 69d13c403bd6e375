import { addInterface, enterSubnet, enterTable, fullAccess } from '../network/endpoint.ts';
import type {
  Endpoint,
  InternetGateway,
  NatGateway,
  RouteTable,
  Rule,
  SecurityGroup,
  Subnet,
  Vpc,
  World,
} from '../network/types.ts';
import { Ids } from '../state/ids.ts';
import { partitionOf, serviceName } from '../state/partition.ts';
import { EcsBuilder } from './ecs-builder.ts';
import { emptyNetwork } from './empty-network.ts';

/** Where a world is. */
export interface WorldLocation {
  /** us-east-1 by default. */
  region?: string;
  accountId?: string;
}

const bornAt = Date.UTC(2025, 0, 29);

/** Destination and target of one route; append `blackhole` for a dead one. */
type RouteText = readonly [destination: string, target: string, state?: 'blackhole'];
/** Protocol, ports (one, or first and last) and peer of one rule. */
type RuleText = readonly [protocol: string, ports: number | readonly [number, number], peer: string];

interface SubnetOptions extends Partial<Omit<Subnet, 'id' | 'vpcId' | 'zone'>> {
  /** Left out: a table of its own with `routes`. `main`: none, so that the VPC's main table counts. */
  table?: RouteTable | 'main';
  routes?: readonly RouteText[];
}

interface EndpointOptions extends Partial<Omit<Endpoint, 'id' | 'vpcId' | 'serviceName' | 'type' | 'routeTableIds'>> {
  name?: string;
  subnets?: readonly Subnet[];
  groups?: readonly SecurityGroup[];
}

/** Writes a world in few lines. What it makes is plain data, and what it returns may be changed at will. */
export class WorldBuilder {
  readonly world: World;
  readonly ids = new Ids('0a');
  /** Clusters, task definitions and services. */
  readonly ecs: EcsBuilder;

  constructor({ region = 'us-east-1', accountId = '111122223333' }: WorldLocation = {}) {
    const callerArn = `arn:${partitionOf(region).name}:sts::${accountId}:assumed-role/engineer/sandbox`;
    this.world = { ...emptyNetwork(region), accountId, callerArn, otherRegions: [], otherAccounts: [] };
    this.ecs = new EcsBuilder(this.world);
    const options = { 'domain-name': ['ec2.internal'], 'domain-name-servers': ['AmazonProvidedDNS'] };
    this.world.dhcpOptions.push({ id: this.ids.next('dopt'), ownerId: accountId, options, tags: {} });
  }

  /** A VPC with its main route table, default network ACL and default security group, DNS attributes on. */
  vpc(name: string, cidr: string, options: Partial<Vpc> = {}): Vpc {
    const vpc: Vpc = {
      id: this.ids.next('vpc'),
      ownerId: this.world.accountId,
      cidrs: [cidr],
      isDefault: false,
      dnsSupport: true,
      dnsHostnames: true,
      dhcpOptionsId: this.world.dhcpOptions[0]!.id,
      blockMode: 'off',
      tags: { Name: name },
      ...options,
    };
    this.world.vpcs.push(vpc);
    const main = this.table(vpc, `${name}-main`);
    main.associations.push({ id: this.ids.next('rtbassoc'), main: true, state: 'associated' });
    this.world.networkAcls.push({
      id: this.ids.next('acl'),
      vpcId: vpc.id,
      ownerId: vpc.ownerId,
      isDefault: true,
      subnetIds: [],
      entries: [false, true].flatMap((egress) => [
        { number: 100, egress, protocol: '-1', action: 'allow' as const, cidr: '0.0.0.0/0' },
        { number: 32767, egress, protocol: '-1', action: 'deny' as const, cidr: '0.0.0.0/0' },
      ]),
      tags: {},
    });
    const group = this.group(vpc, 'default', [], { description: 'default VPC security group', tags: {} });
    group.rules.unshift(this.rule(['-1', -1, group.id]));
    return vpc;
  }

  table(vpc: Vpc, name: string, routes: readonly RouteText[] = []): RouteTable {
    const table: RouteTable = {
      id: this.ids.next('rtb'),
      vpcId: vpc.id,
      ownerId: vpc.ownerId,
      associations: [],
      routes: vpc.cidrs.map((destination) => ({
        destination,
        target: 'local',
        state: 'active',
        origin: 'CreateRouteTable',
      })),
      tags: { Name: name },
    };
    for (const [destination, target, state = 'active'] of routes) {
      table.routes.push({ destination, target, state, origin: 'CreateRoute' });
    }
    this.world.routeTables.push(table);
    return table;
  }

  /** A subnet in the zone with that letter, or of that full name, isolated unless told otherwise. */
  subnet(vpc: Vpc, name: string, cidr: string, zone: string, options: SubnetOptions = {}): Subnet {
    const { table = this.table(vpc, name, options.routes), routes: _, ...rest } = options;
    const subnet: Subnet = {
      id: this.ids.next('subnet'),
      vpcId: vpc.id,
      ownerId: vpc.ownerId,
      cidr,
      ipv6Native: false,
      zone: zone.length === 1 ? this.world.region + zone : zone,
      mapPublicIp: false,
      blockMode: vpc.blockMode,
      occupied: 0,
      tags: { Name: name },
      ...rest,
    };
    this.world.subnets.push(subnet);
    if (table !== 'main') {
      table.associations.push({ id: this.ids.next('rtbassoc'), main: false, subnetId: subnet.id, state: 'associated' });
    }
    this.world.networkAcls.find((acl) => acl.isDefault && acl.vpcId === vpc.id)!.subnetIds.push(subnet.id);
    return subnet;
  }

  internetGateway(vpc: Vpc): InternetGateway {
    const gateway = { id: this.ids.next('igw'), ownerId: vpc.ownerId, vpcId: vpc.id, tags: { ...vpc.tags } };
    this.world.internetGateways.push(gateway);
    return gateway;
  }

  nat(subnet: Subnet, name: string, options: Partial<NatGateway> = {}): NatGateway {
    const id = this.ids.next('nat');
    const publicIp = `203.0.113.${this.world.natGateways.length + 1}`;
    const card = addInterface(this.world, this.ids.next('eni'), subnet, {
      ownerId: subnet.ownerId,
      description: `Interface for NAT Gateway ${id}`,
      type: 'nat_gateway',
      requesterManaged: true,
      sourceDestCheck: false,
      ...(options.connectivity === 'private' ? {} : { publicIp }),
    });
    const gateway: NatGateway = {
      id,
      vpcId: subnet.vpcId,
      ownerId: subnet.ownerId,
      subnetId: subnet.id,
      state: 'available',
      connectivity: 'public',
      interfaceId: card.id,
      ...(options.connectivity === 'private' ? {} : { publicIp }),
      tags: { Name: name },
      ...options,
    };
    this.world.natGateways.push(gateway);
    return gateway;
  }

  rule([protocol, ports, peer]: RuleText, egress = false): Rule {
    const [fromPort, toPort] = typeof ports === 'number' ? [ports, ports] : ports;
    return { id: this.ids.next('sgr'), egress, protocol, fromPort, toPort, peer, tags: {} };
  }

  /** A security group with those ingress rules, and egress to anywhere. */
  group(vpc: Vpc, name: string, ingress: readonly RuleText[], options: Partial<SecurityGroup> = {}): SecurityGroup {
    const group: SecurityGroup = {
      id: this.ids.next('sg'),
      vpcId: vpc.id,
      ownerId: vpc.ownerId,
      name,
      description: name,
      rules: [...ingress.map((text) => this.rule(text)), this.rule(['-1', -1, '0.0.0.0/0'], true)],
      tags: { Name: name },
      ...options,
    };
    this.world.securityGroups.push(group);
    return group;
  }

  /** A foreign interface endpoint, available, with private DNS. */
  endpoint(vpc: Vpc, service: string, options: EndpointOptions = {}): Endpoint {
    const { name = service, subnets = [], groups = [], ...rest } = options;
    const endpoint: Endpoint = {
      ...this.#endpoint(vpc, serviceName(this.world.region, service), 'Interface', name),
      groupIds: groups.map(({ id }) => id),
      privateDns: true,
      ...rest,
    };
    for (const subnet of subnets) enterSubnet(this.world, this.ids, endpoint, subnet);
    this.world.endpoints.push(endpoint);
    return endpoint;
  }

  /** A foreign gateway endpoint, with its routes in those tables. */
  gatewayEndpoint(vpc: Vpc, service: string, tables: readonly RouteTable[], options: EndpointOptions = {}): Endpoint {
    const { name = service, ...rest } = options;
    const endpoint = {
      ...this.#endpoint(vpc, serviceName(this.world.region, service, 'Gateway'), 'Gateway', name),
      ...rest,
    };
    for (const table of tables) enterTable(this.world, endpoint, table.id);
    this.world.endpoints.push(endpoint);
    return endpoint;
  }

  #endpoint(vpc: Vpc, service: string, type: Endpoint['type'], name: string): Endpoint {
    return {
      id: this.ids.next('vpce'),
      type,
      vpcId: vpc.id,
      ownerId: vpc.ownerId,
      serviceName: service,
      state: 'available',
      policy: fullAccess,
      routeTableIds: [],
      subnetIds: [],
      groupIds: [],
      interfaceIds: [],
      privateDns: false,
      inboundResolverOnly: false,
      ipAddressType: 'ipv4',
      requesterManaged: false,
      createdAt: bornAt,
      tags: { Name: name },
    };
  }

  /** The explicit route table of a subnet that this builder made. */
  tableOf(subnet: Subnet): RouteTable {
    const found = this.world.routeTables.find(({ associations }) => associations.some((a) => a.subnetId === subnet.id));
    if (!found) throw new Error(`${subnet.id} has no route table of its own`);
    return found;
  }
}
