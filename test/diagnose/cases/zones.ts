import type { Endpoint } from '../../../src/sandbox/network/types.ts';
import { WorldBuilder } from '../../../src/sandbox/worlds/builder.ts';
import { addProfile, addRule, addZone, aliasTo, hostIn } from '../../../src/sandbox/worlds/names.ts';
import type { Case } from './case.ts';
import { type Network, remove, removeAll, route } from './network.ts';

/** A zone of the account for the service, in place of the endpoint's private DNS; records by default as they should be. */
function zone(
  { world, vpc, dkr }: Network,
  { host = 'dkr.ecr', endpoint = dkr, records = ['', '*.'], owner = world.accountId }: ZoneOptions = {},
) {
  const domain = hostIn(world, host);
  const known = records.map((prefix) => aliasTo(world, `${prefix}${domain}`, endpoint));
  return addZone([world], [vpc], domain, known, { ownerId: owner });
}

interface ZoneOptions {
  host?: string;
  endpoint?: Endpoint;
  records?: string[];
  owner?: string;
}

const silent = (network: Network) => {
  network.dkr.privateDns = false;
  zone(network);
};

const TGW = 'tgw-0a000000000000001';

/** The endpoint of ecr.dkr in a hub VPC of another account, behind a transit gateway of that account. */
function toHub(network: Network) {
  const { world, vpc, a, c, tableA, tableC, dkr } = network;
  remove(network, dkr);
  const hub = new WorldBuilder({ accountId: '222233334444' });
  for (let n = 0; n < 64; n += 1)
    for (const prefix of ['vpc', 'subnet', 'rtb', 'eni', 'sg', 'vpce', 'acl']) hub.ids.next(prefix);
  const hubVpc = hub.vpc('hub', '10.9.0.0/16');
  const host = hub.subnet(hubVpc, 'endpoints', '10.9.1.0/24', 'a', { routes: [['10.0.0.0/16', TGW]] });
  const other = hub.subnet(hubVpc, 'gateway', '10.9.2.0/24', 'c', { routes: [['10.0.0.0/16', TGW]] });
  const group = hub.group(hubVpc, 'endpoints', [['tcp', 443, '10.0.0.0/16']]);
  const endpoint = hub.endpoint(hubVpc, 'ecr.dkr', { subnets: [host], groups: [group], privateDns: false });
  for (const table of [tableA, tableC]) route(table, '10.9.0.0/16', TGW);
  const attached = (id: string, vpcId: string, ownerId: string, subnetIds: string[]) =>
    ({ id, vpcId, ownerId, subnetIds, state: 'available', tableId: 'tgw-rtb-1' }) as const;
  world.transitGateways.push({
    id: TGW,
    ownerId: hub.world.accountId,
    attachments: [
      attached('tgw-attach-1', vpc.id, world.accountId, [a.id, c.id]),
      attached('tgw-attach-2', hubVpc.id, hub.world.accountId, [host.id, other.id]),
    ],
    tables: [
      {
        id: 'tgw-rtb-1',
        routes: [
          { cidr: '10.0.0.0/16', attachmentId: 'tgw-attach-1', type: 'propagated' },
          { cidr: '10.9.0.0/16', attachmentId: 'tgw-attach-2', type: 'propagated' },
        ],
      },
    ],
  });
  world.otherAccounts.push(hub.world);
  const domain = hostIn(world, 'dkr.ecr');
  const records = ['', '*.'].map((prefix) => aliasTo(hub.world, `${prefix}${domain}`, endpoint));
  addZone([world, hub.world], [vpc, hubVpc], domain, records, { ownerId: hub.world.accountId });
}

/** PP12 and PP9: zones, rules and Profiles. */
export const ZONES: readonly Case[] = [
  {
    finding: 'zone-lacks-record',
    where: 'the zone has a record for its own name and none for *',
    sound: silent,
    fault: ({ world }) => {
      const [found] = world.privateZones;
      found!.records = found!.records!.slice(0, 1);
    },
    hop: ['ecr.dkr', 'closed'],
  },
  {
    finding: 'zone-lacks-record',
    where: 'the name is there with a text only',
    fault: (network) => {
      network.api.privateDns = false;
      zone(network, { host: 'api.ecr', endpoint: network.api }).records = [
        { name: hostIn(network.world, 'api.ecr'), type: 'TXT', values: ['"mine"'] },
      ];
    },
    hop: ['ecr.api', 'closed'],
  },
  {
    finding: 'parent-zone-lacks-record',
    where: 'a zone amazonaws.com has no record for the layers',
    fault: ({ world, vpc }) => addZone([world], [vpc], 'amazonaws.com', [], { ownerId: world.accountId }),
    hop: ['s3', 'closed'],
  },
  {
    finding: 'zone-not-readable',
    where: 'the zone is another account’s',
    sound: silent,
    fault: ({ world }) => {
      world.privateZones[0]!.ownerId = '999988887777';
    },
    hop: ['ecr.dkr', 'unknown'],
  },
  {
    finding: 'zone-misnamed',
    where: 'the zone has the name of the endpoint service',
    fault: (network) => {
      network.dkr.privateDns = false;
      zone(network, { host: 'ecr.dkr' });
    },
    hop: ['ecr.dkr', 'closed'],
    besides: ['private-dns-off'],
  },
  {
    finding: 'zone-target-gone',
    where: 'the endpoint behind the alias was deleted, and nothing leads out of the VPC',
    sound: silent,
    fault: (network) => remove(network, network.dkr),
    hop: ['ecr.dkr', 'closed'],
  },
  {
    finding: 'zone-target-gone',
    where: 'the zone has an address of the VPC that no interface has',
    sound: silent,
    fault: ({ world }) => {
      const [found] = world.privateZones;
      found!.records = found!.records!.map(({ name }) => ({ name, type: 'A', values: ['10.0.1.200'] }));
    },
    hop: ['ecr.dkr', 'closed'],
  },
  {
    finding: 'zone-target-of-other-service',
    where: 'the alias leads to the endpoint of ecr.api',
    sound: silent,
    fault: (network) => {
      network.world.privateZones = [];
      zone(network, { endpoint: network.api });
    },
    hop: ['ecr.dkr', 'closed'],
  },
  {
    finding: 'zone-target-unknown',
    where: 'the zone leads to a load balancer',
    sound: silent,
    fault: ({ world }) => {
      const [found] = world.privateZones;
      found!.records = found!.records!.map(({ name }) => ({ name, type: 'CNAME', values: ['proxy.example.com.'] }));
    },
    hop: ['ecr.dkr', 'unknown'],
  },
  {
    finding: 'name-forwarded',
    where: 'a rule forwards the names of ECR to servers elsewhere',
    fault: ({ world, vpc }) => addRule(world, vpc, hostIn(world, 'dkr.ecr'), ['192.168.0.53']),
    hop: ['ecr.dkr', 'unknown'],
  },
  {
    finding: 'forward-target-dead',
    where: 'the rule names an address of the VPC that no interface has',
    fault: ({ world, vpc }) => addRule(world, vpc, hostIn(world, 'api.ecr'), ['10.0.1.200']),
    hop: ['ecr.api', 'closed'],
  },
  {
    finding: 'rule-not-readable',
    where: 'a rule may not be read',
    fault: ({ world, vpc }) => addRule(world, vpc, 'example.com', ['192.168.0.53']),
    misread: ({ names, ...snapshot }) => ({
      ...snapshot,
      names: names.map((each) => ({ ...each, rules: (each.rules ?? []).map((rule) => ({ ...rule, domain: null })) })),
    }),
    hop: ['s3', 'unknown'],
  },
  {
    finding: 'profile-zone-not-readable',
    where: 'a Profile brings a zone of another account',
    fault: ({ world, vpc }) =>
      addProfile(world, vpc, { zones: [{ domain: 'example.com', vpcIds: [], ownerId: '999988887777' }] }),
    hop: ['s3', 'unknown'],
  },
  {
    finding: 'profile-endpoint-not-visible',
    where: 'a Profile brings an endpoint of another account',
    sound: removeAll,
    fault: ({ world, vpc }) =>
      addProfile(world, vpc, { endpoints: [{ id: 'vpce-0123456789abcdef0', ownerId: '999988887777' }] }),
    hop: ['ecr.api', 'unknown'],
  },
  {
    finding: 'hub-route-missing',
    where: 'the zone has an address elsewhere, and no route leads there',
    sound: silent,
    fault: ({ world }) => {
      const [found] = world.privateZones;
      found!.records = found!.records!.map(({ name }) => ({ name, type: 'A', values: ['10.9.0.10'] }));
    },
    hop: ['ecr.dkr', 'closed'],
  },
  {
    finding: 'hub-not-readable',
    where: 'the endpoint behind the alias is in another account, and a route leads out of the VPC',
    sound: silent,
    fault: (network) => {
      remove(network, network.dkr);
      for (const table of [network.tableA, network.tableC]) route(table, '10.9.0.0/16', 'tgw-1');
    },
    hop: ['ecr.dkr', 'unknown'],
  },
  {
    finding: 'transit-gateway-not-readable',
    where: 'nobody that was asked sees the gateway’s tables',
    sound: toHub,
    misread: ({ connections, ...snapshot }) => ({ ...snapshot, connections: { ...connections!, tables: [] } }),
    hop: ['ecr.dkr', 'unknown'],
  },
  {
    finding: 'transit-gateway-not-attached',
    where: 'the attachment has no subnet in the zone',
    sound: toHub,
    fault: ({ world, c }) => {
      world.transitGateways[0]!.attachments[0]!.subnetIds = [c.id];
    },
    hop: ['ecr.dkr', 'closed'],
  },
  {
    finding: 'transit-gateway-drops',
    where: 'the gateway’s table has no route back',
    sound: toHub,
    fault: ({ world }) => {
      world.transitGateways[0]!.tables[0]!.routes.shift();
    },
    hop: ['ecr.dkr', 'closed'],
  },
  {
    finding: 'hub-return-route-missing',
    where: 'the hub’s table has no route back',
    sound: toHub,
    fault: ({ world }) => {
      for (const table of world.otherAccounts[0]!.routeTables)
        table.routes = table.routes.filter(({ target }) => target === 'local');
    },
    hop: ['ecr.dkr', 'closed'],
  },
  {
    finding: 'hub-group-shuts-out',
    where: 'the hub’s group names a group',
    sound: toHub,
    fault: ({ world, group }) => {
      const [rule] = world.otherAccounts[0]!.securityGroups.at(-1)!.rules;
      rule!.peer = group.id;
    },
    hop: ['ecr.dkr', 'closed'],
  },
  {
    finding: 'peering-not-active',
    where: 'the peering connection was deleted',
    sound: (network) => {
      toHub(network);
      const { world, vpc, tableA, tableC } = network;
      const hub = world.otherAccounts[0]!;
      const side = ({ id: vpcId, ownerId, cidrs }: typeof vpc) => ({ vpcId, ownerId, cidrs });
      world.peerings.push({ id: 'pcx-1', state: 'active', requester: side(vpc), accepter: side(hub.vpcs[0]!) });
      for (const table of [tableA, tableC, ...hub.routeTables])
        table.routes = table.routes.map((each) => (each.target === TGW ? { ...each, target: 'pcx-1' } : each));
    },
    fault: ({ world }) => {
      world.peerings[0]!.state = 'deleted';
    },
    hop: ['ecr.dkr', 'closed'],
  },
  {
    finding: 'hub-zone-not-associated',
    where: 'the hub’s zone is not associated with the VPC',
    sound: toHub,
    fault: ({ world }) => {
      world.privateZones = [];
    },
    hop: ['ecr.dkr', 'closed'],
    besides: ['endpoint-missing'],
  },
];
