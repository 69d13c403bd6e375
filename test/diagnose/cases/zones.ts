import type { Endpoint } from '../../../src/sandbox/network/types.ts';
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

/** PP12: zones, rules and Profiles. */
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
];
