import type { SecurityGroup, Subnet } from '../../../src/sandbox/network/types.ts';
import type { Case } from './case.ts';
import { acl, type Network, route } from './network.ts';

const SERVER = '10.0.3.53';

/** A DNS server in a subnet, and DHCP options that name it; its group allows DNS from the VPC. */
function server(network: Network, host: Subnet, ip = SERVER): SecurityGroup {
  const { b, world, vpc } = network;
  const group = b.group(vpc, `dns ${ip}`, [
    ['udp', 53, '10.0.0.0/16'],
    ['tcp', 53, '10.0.0.0/16'],
  ]);
  world.interfaces.push({
    id: b.ids.next('eni'),
    vpcId: vpc.id,
    subnetId: host.id,
    ownerId: vpc.ownerId,
    ip,
    groupIds: [group.id],
    description: 'dns',
    type: 'interface',
    status: 'in-use',
    requesterManaged: false,
    sourceDestCheck: true,
    tags: {},
  });
  name(network, [ip]);
  return group;
}

function name({ world }: Network, servers: string[]): void {
  world.dhcpOptions[0]!.options['domain-name-servers'] = servers;
}

const sound = (network: Network) => {
  server(network, network.c);
};

const serversGroup = ({ world }: Network) => world.securityGroups.find((group) => group.name === `dns ${SERVER}`)!;

/** A group of the tasks' that lets HTTPS out, and DNS by these protocols. */
function tasks({ b, vpc }: Network, dns: readonly string[]): SecurityGroup {
  const rules = [
    b.rule(['tcp', 443, '0.0.0.0/0'], true),
    ...dns.map((protocol) => b.rule([protocol, 53, '10.0.0.0/16'], true)),
  ];
  return b.group(vpc, 'tasks', [], { rules });
}

/** PP106 and on: the way to DNS servers of one's own. */
export const DNS_SERVERS: readonly Case[] = [
  {
    finding: 'dns-server-acl-stops',
    where: 'the subnet’s network ACL lets no UDP 53 out',
    sound,
    fault: (network) => {
      acl(network, network.a, [[90, 'out', 'deny', '10.0.3.0/24', [53, 53], '17']]);
    },
    hop: ['dns', 'closed'],
  },
  {
    finding: 'dns-server-acl-stops',
    where: 'the subnet’s network ACL lets only TCP back in',
    sound,
    fault: (network) => {
      acl(network, network.a, [[90, 'in', 'deny', '0.0.0.0/0', [1024, 65_535], '17']]);
    },
    hop: ['ecr.api', 'closed'],
  },
  {
    finding: 'dns-server-acl-stops',
    where: 'the network ACL of the server’s subnet lets no UDP 53 in',
    sound,
    fault: (network) => {
      acl(network, network.c, [[90, 'in', 'deny', '10.0.1.0/24', [53, 53], '17']]);
    },
    hop: ['s3', 'closed'],
  },
  {
    finding: 'dns-server-acl-stops',
    where: 'the network ACL of the server’s subnet lets some answers out only',
    sound,
    fault: (network) => {
      acl(network, network.c, [[90, 'out', 'deny', '10.0.1.0/24', [40_000, 50_000], '17']]);
    },
    hop: ['dns', 'unknown'],
  },
  {
    finding: 'dns-server-group-shuts-out',
    where: 'the server’s group allows UDP 53 from elsewhere',
    sound,
    fault: (network) => {
      serversGroup(network).rules[0]!.peer = '10.0.200.0/24';
    },
    hop: ['dns', 'closed'],
  },
  {
    finding: 'task-group-stops-dns',
    where: 'the tasks’ group lets only HTTPS and DNS over TCP out',
    sound,
    fault: (network) => {
      tasks(network, ['tcp']);
    },
    options: ({ world }) => ({ taskSecurityGroupIds: [world.securityGroups.at(-1)!.id] }),
    hop: ['ecr.dkr', 'closed'],
  },
  {
    finding: 'dns-server-unrouted',
    where: 'the server is in another network that no route leads to',
    sound: (network) => {
      name(network, ['192.168.0.10']);
      route(network.tableA, '192.168.0.0/16', 'tgw-1');
      route(network.tableC, '192.168.0.0/16', 'tgw-1');
    },
    fault: ({ tableA }) => {
      tableA.routes.shift();
    },
    hop: ['dns', 'closed'],
  },
  {
    finding: 'route-blackhole',
    where: 'the route to the DNS server’s network is a blackhole',
    sound: (network) => {
      name(network, ['192.168.0.10']);
      route(network.tableA, '192.168.0.0/16', 'tgw-1');
      route(network.tableC, '192.168.0.0/16', 'tgw-1');
    },
    fault: ({ tableA }) => {
      tableA.routes[0]!.state = 'blackhole';
    },
    hop: ['dns', 'closed'],
  },
  {
    finding: 'dns-server-nowhere',
    where: 'no subnet has the server’s address',
    sound,
    fault: (network) => name(network, ['10.0.77.53']),
    hop: ['dns', 'closed'],
  },
  {
    finding: 'dns-server-not-seen',
    where: 'no network interface has the server’s address',
    sound,
    fault: ({ world }) => {
      world.interfaces = world.interfaces.filter(({ ip }) => ip !== SERVER);
    },
    hop: ['dns', 'unknown'],
  },
  {
    finding: 'dns-groups-undecided',
    where: 'the server’s group allows the members of a group, and the tasks’ are not known',
    sound,
    fault: (network) => {
      const own = serversGroup(network);
      for (const rule of own.rules) if (rule.fromPort === 53) rule.peer = own.id;
    },
    hop: ['dns', 'unknown'],
  },
  {
    finding: 'dns-over-tcp-stopped',
    where: 'the server’s group allows UDP 53 only',
    sound,
    fault: (network) => {
      const own = serversGroup(network);
      own.rules = own.rules.filter(({ protocol }) => protocol !== 'tcp');
    },
    hop: ['dns', 'unknown'],
  },
];
