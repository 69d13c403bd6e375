import type { TransitGateway } from '../network/transit.ts';
import type { Endpoint, SecurityGroup, Subnet, Vpc } from '../network/types.ts';
import { WorldBuilder, type WorldLocation } from './builder.ts';
import { addRule, addZone, aliasTo, hostIn } from './names.ts';

const hubAccount = '222233334444';

/** A spoke of this account and a hub VPC of another, on one transit gateway that the hub's account owns. */
interface HubAndSpoke {
  spoke: WorldBuilder;
  hub: WorldBuilder;
  vpc: Vpc;
  hubVpc: Vpc;
  subnets: Subnet[];
  hubSubnets: Subnet[];
  group: SecurityGroup;
  endpoints: { api: Endpoint; dkr: Endpoint };
  gateway: TransitGateway;
}

/** Where the interfaces of the endpoints in the hub's account are told apart from the spoke's by their ids. */
function hubAndSpoke(name: string, place: WorldLocation = {}): HubAndSpoke {
  const spoke = new WorldBuilder(place);
  const hub = new WorldBuilder({ ...place, accountId: hubAccount });
  // Ids of two accounts never meet.
  for (let n = 0; n < 64; n += 1)
    for (const prefix of ['vpc', 'subnet', 'rtb', 'eni', 'sg', 'vpce', 'acl', 'sgr', 'rtbassoc', 'dopt'])
      hub.ids.next(prefix);
  const tgw = 'tgw-0a000000000000001';
  const vpc = spoke.vpc(name, '10.0.0.0/16');
  const subnets = ['a', 'b'].map((zone, i) =>
    spoke.subnet(vpc, `private-${zone}`, `10.0.${i + 1}.0/24`, zone, { routes: [['10.9.0.0/16', tgw]] }),
  );
  const hubVpc = hub.vpc('hub', '10.9.0.0/16');
  const hubSubnets = ['a', 'b'].map((zone, i) =>
    hub.subnet(hubVpc, `endpoints-${zone}`, `10.9.${i + 1}.0/24`, zone, { routes: [['10.0.0.0/8', tgw]] }),
  );
  const group = hub.group(hubVpc, 'endpoints', [['tcp', 443, '10.0.0.0/8']]);
  const options = { subnets: hubSubnets, groups: [group], privateDns: false };
  const endpoints = { api: hub.endpoint(hubVpc, 'ecr.api', options), dkr: hub.endpoint(hubVpc, 'ecr.dkr', options) };
  spoke.gatewayEndpoint(
    vpc,
    's3',
    subnets.map((subnet) => spoke.tableOf(subnet)),
  );
  const attachment = (id: string, of: Vpc, inside: readonly Subnet[]) => ({
    id,
    vpcId: of.id,
    ownerId: of.ownerId,
    subnetIds: inside.map((subnet) => subnet.id),
    state: 'available' as const,
    tableId: 'tgw-rtb-0a000000000000001',
  });
  const gateway: TransitGateway = {
    id: tgw,
    ownerId: hubAccount,
    attachments: [
      attachment('tgw-attach-0a000000000000001', vpc, subnets),
      attachment('tgw-attach-0a000000000000002', hubVpc, hubSubnets),
    ],
    tables: [
      {
        id: 'tgw-rtb-0a000000000000001',
        routes: [
          { cidr: '10.0.0.0/16', attachmentId: 'tgw-attach-0a000000000000001', type: 'propagated' },
          { cidr: '10.9.0.0/16', attachmentId: 'tgw-attach-0a000000000000002', type: 'propagated' },
        ],
      },
    ],
  };
  for (const { world } of [spoke, hub]) world.transitGateways.push(gateway);
  spoke.world.otherAccounts.push(hub.world);
  const networks = [spoke.world, hub.world];
  const zone = (host: string, records: readonly string[], endpoint: Endpoint) => {
    const domain = hostIn(hub.world, host);
    const made = records.map((prefix) => aliasTo(hub.world, `${prefix}${domain}`, endpoint));
    return addZone(networks, [vpc, hubVpc], domain, made, { ownerId: hubAccount });
  };
  zone('api.ecr', [''], endpoints.api);
  zone('dkr.ecr', ['', '*.'], endpoints.dkr);
  return { spoke, hub, vpc, hubVpc, subnets, hubSubnets, group, endpoints, gateway };
}

export function hub(place?: WorldLocation) {
  return hubAndSpoke('spoke', place).spoke.world;
}

export function hubNotAssociated(place?: WorldLocation) {
  const { spoke, vpc } = hubAndSpoke('spoke', place);
  for (const zone of spoke.world.privateZones) zone.vpcIds = zone.vpcIds.filter((id) => id !== vpc.id);
  return spoke.world;
}

export function hubNoWayBack(place?: WorldLocation) {
  const { hub: other, hubSubnets, spoke } = hubAndSpoke('spoke', place);
  for (const subnet of hubSubnets) {
    const table = other.tableOf(subnet);
    table.routes = table.routes.filter(({ target }) => target === 'local');
  }
  return spoke.world;
}

export function hubZoneNotAttached(place?: WorldLocation) {
  const { gateway, spoke, subnets } = hubAndSpoke('spoke', place);
  gateway.attachments[0]!.subnetIds = [subnets[0]!.id];
  return spoke.world;
}

export function hubGroupByReference(place?: WorldLocation) {
  const { hub: other, group, spoke, vpc } = hubAndSpoke('spoke', place);
  const tasks = spoke.group(vpc, 'tasks', []);
  group.rules = [other.rule(['tcp', 443, tasks.id]), ...group.rules.filter(({ egress }) => egress)];
  return spoke.world;
}

/** Endpoints of the VPC without private DNS, and zones of the account in its place. */
function ownZones(name: string, place: WorldLocation | undefined) {
  const b = new WorldBuilder(place);
  const vpc = b.vpc(name, '10.0.0.0/16');
  const subnets = [b.subnet(vpc, 'private-a', '10.0.1.0/24', 'a'), b.subnet(vpc, 'private-b', '10.0.2.0/24', 'b')];
  const group = b.group(vpc, 'endpoints', [['tcp', 443, '10.0.0.0/16']]);
  const options = { subnets, groups: [group], privateDns: false };
  const api = b.endpoint(vpc, 'ecr.api', options);
  const dkr = b.endpoint(vpc, 'ecr.dkr', options);
  b.gatewayEndpoint(
    vpc,
    's3',
    subnets.map((subnet) => b.tableOf(subnet)),
  );
  const zone = (domainPart: string, records: readonly string[], endpoint: Endpoint) => {
    const domain = hostIn(b.world, domainPart);
    const made = records.map((prefix) => aliasTo(b.world, `${prefix}${domain}`, endpoint));
    return addZone([b.world], [vpc], domain, made, { ownerId: b.world.accountId });
  };
  return { b, vpc, api, dkr, zone };
}

export function zoneWithoutWildcard(place?: WorldLocation) {
  const { b, api, dkr, zone } = ownZones('zones', place);
  zone('api.ecr', [''], api);
  zone('dkr.ecr', [''], dkr);
  return b.world;
}

export function zoneMisnamed(place?: WorldLocation) {
  const { b, api, dkr, zone } = ownZones('zones', place);
  zone('ecr.api', [''], api);
  zone('dkr.ecr', ['', '*.'], dkr);
  return b.world;
}

export function forwardedToNothing(place?: WorldLocation) {
  const { b, vpc, api, dkr, zone } = ownZones('zones', place);
  zone('api.ecr', [''], api);
  zone('dkr.ecr', ['', '*.'], dkr);
  addRule(b.world, vpc, hostIn(b.world, 'api.ecr'), ['10.0.1.200']);
  return b.world;
}
