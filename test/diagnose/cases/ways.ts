import type { Case } from './case.ts';
import { acl, type Network, removeAll, route, throughNat } from './network.ts';

/** PP3: routes. */
export const ROUTES: readonly Case[] = [
  {
    finding: 'endpoint-missing',
    where: 'only one public address is routed to the NAT gateway',
    sound: withNat,
    fault: ({ tableA }) => {
      tableA.routes[0]!.destination = '52.94.1.1/32';
    },
    hop: ['ecr.api', 'closed'],
    besides: ['s3-route-missing'],
  },
  {
    finding: 's3-route-missing',
    where: 'the subnet’s table is not the gateway endpoint’s',
    fault: ({ tableA, s3 }) => {
      tableA.routes = tableA.routes.filter(({ target }) => target !== s3.id);
      s3.routeTableIds = s3.routeTableIds.filter((id) => id !== tableA.id);
    },
    hop: ['s3', 'closed'],
  },
  {
    finding: 'gateway-route-lost',
    where: 'the gateway endpoint lists the subnet’s table, which has no route to it',
    fault: ({ tableA, s3 }) => {
      tableA.routes = tableA.routes.filter(({ target }) => target !== s3.id);
    },
    hop: ['s3', 'closed'],
  },
  {
    finding: 's3-route-bypassed',
    where: 'a longer prefix takes some layers to a transit gateway',
    fault: ({ tableA }) => route(tableA, '52.216.0.0/16', 'tgw-1'),
    hop: ['s3', 'unknown'],
    besides: ['egress-beyond'],
  },
  {
    finding: 's3-route-bypassed',
    where: 'the very same prefix goes to a NAT gateway that works',
    sound: (network) => {
      throughNat(network);
    },
    fault: ({ tableA, world }) => route(tableA, '52.216.0.0/15', world.natGateways[0]!.id),
    hop: ['s3', 'open'],
    besides: ['layers-through-nat'],
  },
  {
    finding: 'route-blackhole',
    where: 'the default route lost its target',
    fault: (network) => {
      removeAll(network);
      route(network.tableA, '0.0.0.0/0', 'igw-gone', 'blackhole');
    },
    hop: ['ecr.api', 'closed'],
    besides: ['endpoint-missing', 's3-route-missing'],
  },
  {
    finding: 'nat-broken',
    where: 'the NAT gateway has failed and there are no endpoints',
    sound: (network) => {
      throughNat(network);
      removeAll(network);
    },
    fault: ({ world }) => {
      world.natGateways[0]!.state = 'failed';
    },
    hop: ['s3', 'closed'],
    besides: ['endpoint-missing', 's3-route-missing'],
  },
  {
    finding: 'egress-beyond',
    where: 'the default route leads to a transit gateway',
    fault: (network) => {
      removeAll(network);
      route(network.tableA, '0.0.0.0/0', 'tgw-1');
    },
    hop: ['ecr.api', 'unknown'],
    besides: ['endpoint-missing', 's3-route-missing'],
  },
  {
    finding: 'public-address-needed',
    where: 'the default route leads to an internet gateway',
    fault: (network) => {
      removeAll(network);
      route(network.tableA, '0.0.0.0/0', network.b.internetGateway(network.vpc).id);
    },
    hop: ['ecr.api', 'unknown'],
    besides: ['endpoint-missing', 's3-route-missing'],
  },
  {
    finding: 'public-address-needed',
    where: 'a longer prefix takes some layers past the gateway endpoint to an internet gateway',
    fault: (network) => route(network.tableA, '52.216.0.0/16', network.b.internetGateway(network.vpc).id),
    hop: ['s3', 'unknown'],
    besides: ['s3-route-bypassed'],
  },
  {
    finding: 'public-access-blocked',
    where: 'Block Public Access closes the internet gateway',
    fault: (network) => {
      removeAll(network);
      route(network.tableA, '0.0.0.0/0', network.b.internetGateway(network.vpc).id);
      network.a.blockMode = 'block-bidirectional';
    },
    hop: ['ecr.api', 'closed'],
    besides: ['endpoint-missing', 's3-route-missing'],
  },
  {
    finding: 'inside-route-diverted',
    where: 'an appliance stands between the task and the other zone’s interface',
    fault: ({ tableA }) => route(tableA, '10.0.3.0/24', 'eni-appliance'),
    hop: ['ecr.api', 'unknown'],
  },
  {
    finding: 'peering-is-no-exit',
    where: 'the default route leads into a peered VPC',
    fault: (network) => {
      removeAll(network);
      route(network.tableA, '0.0.0.0/0', 'pcx-1');
    },
    hop: ['ecr.api', 'closed'],
    besides: ['endpoint-missing', 's3-route-missing'],
  },
];

/** Only a NAT gateway, which works. */
function withNat(network: Network): void {
  throughNat(network);
  removeAll(network);
}

/** PP4: network ACLs. */
export const ACLS: readonly Case[] = [
  {
    finding: 'acl-stops-request',
    where: 'nothing gets out to TCP 443',
    fault: (network) => {
      acl(network, network.a, [[90, 'out', 'deny', '0.0.0.0/0', [443, 443]]]);
    },
    hop: ['s3', 'closed'],
  },
  {
    finding: 'acl-stops-request',
    where: 'one of two interfaces cannot be reached, so that pulls work by chance',
    fault: (network) => {
      acl(network, network.a, [[90, 'out', 'deny', '10.0.3.0/24', [443, 443]]]);
    },
    hop: ['ecr.api', 'unknown'],
  },
  {
    finding: 'acl-stops-request',
    where: 'one public address is let out to, which nobody can take for ECR’s',
    sound: withNat,
    fault: (network) => {
      acl(network, network.a, [
        [80, 'out', 'allow', '52.94.1.1/32', [443, 443]],
        [90, 'out', 'deny', '0.0.0.0/0', [443, 443]],
      ]);
    },
    hop: ['ecr.api', 'closed'],
  },
  {
    finding: 'acl-stops-request',
    where: 'a range of public addresses is let out to, which may have ECR’s',
    sound: withNat,
    fault: (network) => {
      acl(network, network.a, [
        [80, 'out', 'allow', '52.0.0.0/8', [443, 443]],
        [90, 'out', 'deny', '0.0.0.0/0', [443, 443]],
      ]);
    },
    hop: ['ecr.api', 'unknown'],
  },
  {
    finding: 'acl-stops-answer',
    where: 'no ephemeral port lets the answer in',
    fault: (network) => {
      acl(network, network.a, [[90, 'in', 'deny', '0.0.0.0/0', [1024, 65535]]]);
    },
    hop: ['s3', 'closed'],
  },
  {
    finding: 'acl-stops-answer',
    where: 'some of Linux’s ports get no answer',
    fault: (network) => {
      acl(network, network.a, [[90, 'in', 'deny', '0.0.0.0/0', [40000, 50000]]]);
    },
    hop: ['s3', 'unknown'],
  },
  {
    finding: 'endpoint-acl-stops-request',
    where: 'the interface’s subnet lets only neighbours in',
    fault: (network) => {
      acl(network, network.c, [[90, 'in', 'deny', '10.0.1.0/24', [443, 443]]]);
    },
    hop: ['ecr.api', 'unknown'],
  },
  {
    finding: 'endpoint-acl-stops-answer',
    where: 'the interface’s subnet lets no answer out',
    fault: (network) => {
      acl(network, network.c, [[90, 'out', 'deny', '10.0.1.0/24', [1024, 65535]]]);
    },
    hop: ['ecr.api', 'unknown'],
  },
  {
    finding: 'nat-acl-stops-traffic',
    where: 'the NAT gateway’s subnet lets no answer in',
    sound: (network) => {
      throughNat(network);
      removeAll(network);
    },
    fault: (network) => {
      const front = network.world.subnets.find(({ tags }) => tags.Name === 'front')!;
      acl(network, front, [[90, 'in', 'deny', '0.0.0.0/0', [1024, 65535]]]);
    },
    hop: ['ecr.api', 'closed'],
    // The same ACL acts on tasks in that subnet.
    besides: ['acl-stops-answer'],
  },
  {
    finding: 'ports-for-linux-alone',
    where: 'answers come back to Linux’s ports and to no others',
    fault: (network) => {
      acl(network, network.a, [
        [90, 'in', 'allow', '0.0.0.0/0', [32768, 60999]],
        [91, 'in', 'allow', '10.0.0.0/16', [443, 443]],
        [92, 'in', 'deny', '0.0.0.0/0'],
      ]);
    },
    hop: ['s3', 'open'],
  },
];
