import { addInterface } from '../../../src/sandbox/network/endpoint.ts';
import type { Endpoint, SecurityGroup } from '../../../src/sandbox/network/types.ts';
import type { Case } from './case.ts';
import { type Network, policy, remove, throughNat } from './network.ts';

/** Puts other groups onto an endpoint. */
function regroup({ world }: Network, endpoint: Endpoint, groups: readonly SecurityGroup[]): void {
  endpoint.groupIds = groups.map(({ id }) => id);
  for (const card of world.interfaces.filter(({ endpointId }) => endpointId === endpoint.id)) {
    card.groupIds = [...endpoint.groupIds];
  }
}

function taskGroup({ b, vpc }: Network, egress: readonly (readonly [string, number, string])[]): SecurityGroup {
  const group = b.group(vpc, 'tasks', []);
  group.rules = egress.map((text) => b.rule(text, true));
  return group;
}

/** PP5: security groups. */
export const GROUPS: readonly Case[] = [
  {
    finding: 'endpoint-group-shuts-out',
    where: 'no rule lets the subnet in',
    fault: (network) =>
      regroup(network, network.dkr, [network.b.group(network.vpc, 'ops', [['tcp', 443, '10.0.200.0/24']])]),
    hop: ['ecr.dkr', 'closed'],
  },
  {
    finding: 'endpoint-group-shuts-out',
    where: 'a rule lets in half of the subnet',
    fault: (network) =>
      regroup(network, network.dkr, [
        network.b.group(network.vpc, 'half', [
          ['tcp', 443, '10.0.1.0/25'],
          ['tcp', 443, '10.0.3.0/24'],
        ]),
      ]),
    hop: ['ecr.dkr', 'unknown'],
  },
  {
    finding: 'endpoint-group-undecided',
    where: 'the only rule names a group, and the tasks’ are not known',
    fault: (network) => {
      const tasks = taskGroup(network, []);
      regroup(network, network.dkr, [network.b.group(network.vpc, 'by-group', [['tcp', 443, tasks.id]])]);
    },
    hop: ['ecr.dkr', 'unknown'],
  },
  {
    finding: 'task-group-stops-request',
    where: 'the tasks reach the VPC’s own addresses and not S3’s',
    fault: (network) => {
      taskGroup(network, [['tcp', 443, '10.0.0.0/16']]);
    },
    options: ({ world }) => ({
      taskSecurityGroupIds: world.securityGroups.filter(({ name }) => name === 'tasks').map(({ id }) => id),
    }),
    hop: ['s3', 'closed'],
  },
  {
    finding: 'default-group-on-endpoint',
    where: 'nobody named a group when the endpoint was made',
    fault: (network) => regroup(network, network.dkr, [network.world.securityGroups[0]!]),
    hop: ['ecr.dkr', 'unknown'],
    besides: ['endpoint-group-undecided'],
  },
  {
    finding: 'superfluous-rules',
    where: 'the group lets HTTP and DNS in as well',
    fault: ({ group, b }) => {
      group.rules.push(b.rule(['tcp', 80, '10.0.0.0/16']), b.rule(['udp', 53, '10.0.0.0/16']));
    },
    hop: ['ecr.dkr', 'open'],
  },
  {
    finding: 'endpoint-group-open-to-all',
    where: 'the group lets every address in',
    fault: ({ group, b }) => {
      group.rules.push(b.rule(['tcp', 443, '0.0.0.0/0']));
    },
    hop: ['ecr.dkr', 'open'],
  },
];

/** PP6: endpoint policies. */
export const POLICIES: readonly Case[] = [
  {
    finding: 'endpoint-policy-denies',
    where: 'the S3 endpoint allows one’s own bucket alone',
    fault: ({ s3 }) => {
      s3.policy = policy({ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::our-bucket/*' });
    },
    hop: ['s3', 'closed'],
  },
  {
    finding: 'endpoint-policy-undecided',
    where: 'the ECR endpoint allows one role',
    fault: ({ dkr }) => {
      const Principal = { AWS: 'arn:aws:iam::111122223333:role/execution' };
      dkr.policy = policy({ Principal, Effect: 'Allow', Action: 'ecr:*', Resource: '*' });
    },
    hop: ['ecr.dkr', 'unknown'],
  },
  {
    finding: 'endpoint-policy-unreadable',
    where: 'the policy is no JSON',
    misread: (snapshot, { dkr }) => ({
      ...snapshot,
      endpoints: snapshot.endpoints.map((each) => (each.id === dkr.id ? { ...each, policy: '{not json' } : each)),
    }),
    hop: ['ecr.dkr', 'unknown'],
  },
];

/** PP7: capacity, places and cost. */
export const CAPACITY: readonly Case[] = [
  {
    finding: 'single-zone',
    where: 'an endpoint of a VPC with tasks in two zones is in one',
    fault: ({ dkr, world, c }) => {
      dkr.subnetIds = dkr.subnetIds.filter((id) => id !== c.id);
      const gone = world.interfaces.find(({ subnetId, endpointId }) => subnetId === c.id && endpointId === dkr.id)!;
      dkr.interfaceIds = dkr.interfaceIds.filter((id) => id !== gone.id);
      world.interfaces = world.interfaces.filter((card) => card !== gone);
    },
    hop: ['ecr.dkr', 'open'],
  },
  {
    finding: 'few-free-addresses',
    where: 'the subnet has no room for tasks',
    fault: ({ a }) => {
      a.occupied = 245;
    },
    hop: ['ecr.dkr', 'open'],
  },
  {
    finding: 'quota-near',
    where: 'a VPC has 45 of 50 interface endpoints',
    fault: ({ b, vpc, a, group }) => {
      for (let i = 0; i < 43; i++)
        b.endpoint(vpc, 'logs', { name: `logs-${i}`, groups: [group], subnets: [], privateDns: i === 0 });
      addInterface(b.world, b.ids.next('eni'), a, { ownerId: vpc.ownerId, description: '', type: 'interface' });
    },
    hop: ['ecr.dkr', 'open'],
  },
  {
    finding: 'no-endpoint-in-zone',
    where: 'a service is not offered in the subnet’s zone',
    fault: ({ world }) => {
      for (const service of world.services.filter(({ name }) => name.endsWith('ecr.dkr')))
        service.zones = ['us-east-1c'];
    },
    hop: ['ecr.dkr', 'open'],
  },
  {
    finding: 'edge-zone-gateway',
    where: 'the subnet is in a Local Zone',
    fault: ({ world, a }) => {
      world.zones.push({ name: 'us-east-1-bos-1a', id: 'use1-bos1-az1', type: 'local-zone', parent: 'us-east-1a' });
      a.zone = 'us-east-1-bos-1a';
    },
    hop: ['s3', 'unknown'],
    besides: ['no-endpoint-in-zone'],
  },
  {
    finding: 'fargate-zone',
    where: 'Fargate does not run in the subnet’s zone',
    misread: (snapshot) => ({
      ...snapshot,
      region: 'us-west-1',
      endpoints: snapshot.endpoints.map((each) => ({
        ...each,
        service: each.service.replace('us-east-1', 'us-west-1'),
      })),
      prefixLists: snapshot.prefixLists.map((list) => ({
        ...list,
        name: list.name?.replace('us-east-1', 'us-west-1') ?? null,
      })),
      endpointServices: [],
      zones: [],
      subnets: snapshot.subnets.map((subnet, i) => ({
        ...subnet,
        zoneName: `us-west-1${'ac'[i]}`,
        zoneId: ['usw1-az2', 'usw1-az3'][i] ?? '',
      })),
    }),
    hop: ['ecr.dkr', 'open'],
  },
  {
    finding: 'ipv6-only-subnet',
    where: 'the subnet has no IPv4 addresses',
    fault: ({ a }) => {
      a.ipv6Native = true;
      a.cidr = '';
    },
    options: ({ a }) => ({ targetSubnetIds: [a.id] }),
    hop: ['s3', 'unknown'],
  },
  {
    finding: 'layers-through-nat',
    where: 'S3 has no gateway endpoint and goes through a NAT gateway',
    sound: (network) => {
      throughNat(network);
    },
    fault: (network) => remove(network, network.s3),
    hop: ['s3', 'open'],
  },
];
