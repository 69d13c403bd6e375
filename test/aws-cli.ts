import { enterSubnet, enterTable, leaveTable } from '../src/sandbox/network/endpoint.ts';
import type { Rule, World } from '../src/sandbox/network/types.ts';
import { Ids } from '../src/sandbox/state/ids.ts';
import { WorldBuilder } from '../src/sandbox/worlds/builder.ts';

type Flags = Readonly<Record<string, string>>;

/** What the commands of the AWS CLI that are printed for people change in an account, done to a world by hand. */
const COMMANDS: Readonly<Record<string, (world: World, flags: Flags) => void>> = {
  'ec2 create-network-acl-entry': (world, flags) => {
    const acl = named(world.networkAcls, flags['network-acl-id']);
    const number = Number(flags['rule-number']);
    const egress = 'egress' in flags;
    if (acl.entries.some((entry) => entry.egress === egress && entry.number === number))
      throw new Error(`NetworkAclEntryAlreadyExists: ${number}`);
    const [, from, to] = /^From=(\d+),To=(\d+)$/.exec(flags['port-range'] ?? '') ?? [];
    acl.entries.push({
      number,
      egress,
      protocol: { tcp: '6', udp: '17', all: '-1' }[flags.protocol ?? ''] ?? '',
      action: flags['rule-action'] === 'allow' ? 'allow' : 'deny',
      cidr: flags['cidr-block'] ?? '',
      ports: [Number(from), Number(to)],
    });
  },
  'ec2 authorize-security-group-ingress': (world, flags) => authorize(world, flags, false),
  'ec2 authorize-security-group-egress': (world, flags) => authorize(world, flags, true),
  'ec2 create-route': (world, flags) => {
    const table = named(world.routeTables, flags['route-table-id']);
    const target = flags['transit-gateway-id'] ?? flags['vpc-peering-connection-id'] ?? flags['gateway-id'] ?? '';
    const destination = flags['destination-cidr-block'] ?? '';
    if (table.routes.some((route) => route.destination === destination)) throw new Error('RouteAlreadyExists');
    table.routes.push({ destination, target, state: 'active', origin: 'CreateRoute' });
  },
  'ec2 delete-route': (world, flags) => {
    const table = named(world.routeTables, flags['route-table-id']);
    const destination =
      flags['destination-cidr-block'] ?? flags['destination-prefix-list-id'] ?? flags['destination-ipv6-cidr-block'];
    const left = table.routes.filter((route) => route.destination !== destination);
    if (left.length === table.routes.length) throw new Error(`InvalidRoute.NotFound: ${destination}`);
    table.routes = left;
  },
  'ec2 create-vpc-endpoint': (world, flags) => {
    if (flags['vpc-endpoint-type'] !== 'Gateway') throw new Error('only gateway endpoints here');
    const vpc = named(world.vpcs, flags['vpc-id']);
    const table = named(world.routeTables, flags['route-table-ids']);
    const b = Object.assign(new WorldBuilder({ region: world.region, accountId: world.accountId }), { world });
    for (let i = 0; i < 50; i += 1) b.ids.next('vpce');
    const service = flags['service-name']?.split('.').at(-1) ?? '';
    b.gatewayEndpoint(vpc, service, [table]);
  },
  'ec2 modify-vpc-endpoint': (world, flags) => {
    const endpoint = named(world.endpoints, flags['vpc-endpoint-id']);
    if (flags['remove-route-table-ids'] !== undefined) leaveTable(world, endpoint, flags['remove-route-table-ids']);
    if (flags['add-route-table-ids'] !== undefined) enterTable(world, endpoint, flags['add-route-table-ids']);
    if (flags['ip-address-type'] !== undefined) endpoint.ipAddressType = 'dualstack';
    if (flags['add-subnet-ids'] !== undefined)
      enterSubnet(world, new Ids('0e'), endpoint, named(world.subnets, flags['add-subnet-ids']));
  },
};

/**
 * Runs a printed command of the AWS CLI on a simulated account, as it stands.
 * @returns false for one that only shows something, or whose words are left to the reader
 */
export function runAwsCli(world: World, [program, service = '', operation = '', ...words]: readonly string[]): boolean {
  const isFilledIn = words.every((word) => !/^(<.*>|[A-Z]+(_[A-Z]+)+)$/.test(word));
  if (program !== 'aws' || !isFilledIn || /^(describe|get|list|search)-/.test(operation)) return false;
  const command = COMMANDS[`${service} ${operation}`];
  if (command === undefined) {
    // What changes nothing in the network.
    if (['ecr', 'ssm'].includes(service)) return false;
    throw new Error(`no such command here: ${service} ${operation}`);
  }
  command(world, flagsOf(words));
  return true;
}

function flagsOf(words: readonly string[]): Flags {
  const flags: Record<string, string> = {};
  for (const [i, word] of words.entries()) {
    if (!word.startsWith('--')) continue;
    const value = words[i + 1];
    flags[word.slice(2)] = value === undefined || value.startsWith('--') ? '' : value;
  }
  return flags;
}

function named<T extends { readonly id: string }>(things: readonly T[], id: string | undefined): T {
  const found = things.find((thing) => thing.id === id);
  if (found === undefined) throw new Error(`NotFound: ${id}`);
  return found;
}

/** `--protocol tcp --port 443 --cidr …`, or the shorthand of `--ip-permissions`. */
function authorize(world: World, flags: Flags, egress: boolean): void {
  const group = named(world.securityGroups, flags['group-id']);
  const short = flags['ip-permissions'] ?? '';
  const [, protocol = flags.protocol ?? '', from = flags.port, to = flags.port] =
    /^IpProtocol=(\w+),FromPort=(\d+),ToPort=(\d+)/.exec(short) ?? [];
  const [, peer = flags.cidr ?? ''] = /(?:CidrIp|GroupId|PrefixListId)=([^}\]]+)/.exec(short) ?? [];
  const rule: Rule = {
    id: `sgr-cli-${group.rules.length}`,
    egress,
    protocol,
    fromPort: Number(from),
    toPort: Number(to),
    peer,
    tags: {},
  };
  const isSame = (other: Rule) => JSON.stringify({ ...other, id: '' }) === JSON.stringify({ ...rule, id: '' });
  if (group.rules.some(isSame)) throw new Error('InvalidPermission.Duplicate');
  group.rules.push(rule);
}
