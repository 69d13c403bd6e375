import type { Snapshot, UnreadPart } from '../../../src/discover/snapshot.ts';
import type { Case } from './case.ts';
import { remove, removeAll, route, throughNat } from './network.ts';

/** What a snapshot is like that was made without its network ACLs. */
function withoutAcls(why: Omit<UnreadPart, 'part' | 'action'>): NonNullable<Case['misread']> {
  const unread: UnreadPart = { part: 'networkAcls', action: 'ec2:DescribeNetworkAcls', ...why };
  return (snapshot) => ({ ...snapshot, networkAcls: [], unread: [unread] });
}

/** As where Route 53 may not be asked. */
const namesNotRead = (snapshot: Snapshot): Snapshot => ({ ...snapshot, names: [] });

/** PP0 and PP1: what could not be read, and where names lead. */
export const NAMES: readonly Case[] = [
  {
    finding: 'read-denied',
    where: 'network ACLs may not be described',
    misread: withoutAcls({
      code: 'UnauthorizedOperation',
      message: 'You are not authorized',
      why: 'denied',
      remedy: '',
    }),
    hop: ['ecr.api', 'unknown'],
  },
  {
    finding: 'read-failed',
    where: 'a proxy answered in place of AWS when network ACLs were asked for',
    misread: withoutAcls({
      code: 'UnreadableAnswer',
      message: 'AWS answered ec2:DescribeNetworkAcls with HTTP 200 and something other than an answer of EC2’s',
      why: 'failed',
      remedy: 'Check the network.',
    }),
    hop: ['ecr.api', 'unknown'],
  },
  {
    finding: 'not-visible',
    where: 'the endpoint carries a group that was not among the groups',
    misread: (snapshot, { group }) => ({
      ...snapshot,
      securityGroups: snapshot.securityGroups.filter(({ id }) => id !== group.id),
    }),
    hop: ['ecr.api', 'unknown'],
  },
  {
    finding: 'shared-vpc',
    where: 'the VPC is another account’s, and its endpoints do not show',
    fault: (network) => {
      removeAll(network);
      network.vpc.ownerId = '444455556666';
    },
    hop: ['ecr.api', 'unknown'],
  },
  {
    finding: 'requester-managed',
    where: 'an AWS service made the endpoint that answers',
    fault: ({ api }) => {
      api.requesterManaged = true;
    },
    hop: ['ecr.api', 'open'],
  },
  {
    finding: 'dns-support-off',
    where: 'the VPC has no resolver',
    fault: ({ vpc }) => {
      vpc.dnsSupport = false;
    },
    hop: ['dns', 'closed'],
  },
  {
    finding: 'dns-hostnames-off',
    where: 'private names are not in force',
    fault: ({ vpc }) => {
      vpc.dnsHostnames = false;
    },
    hop: ['dns', 'closed'],
  },
  {
    finding: 'dns-hostnames-off',
    where: 'private names are not in force, at the hop that would need them',
    fault: ({ vpc }) => {
      vpc.dnsHostnames = false;
    },
    hop: ['ecr.dkr', 'closed'],
  },
  {
    finding: 'private-dns-off',
    where: 'the endpoint owns no name, though a private hosted zone might lead to it',
    fault: ({ dkr }) => {
      dkr.privateDns = false;
    },
    misread: namesNotRead,
    hop: ['ecr.dkr', 'unknown'],
  },
  {
    finding: 'private-dns-off',
    where: 'the endpoint owns no name, and shuts everybody out anyway',
    fault: ({ dkr, b, vpc, world }) => {
      dkr.privateDns = false;
      const nobody = b.group(vpc, 'nobody', []);
      dkr.groupIds = [nobody.id];
      for (const card of world.interfaces.filter(({ endpointId }) => endpointId === dkr.id))
        card.groupIds = [nobody.id];
    },
    hop: ['ecr.dkr', 'closed'],
  },
  {
    finding: 'custom-resolver',
    where: 'DHCP options name a server of one’s own',
    sound: ({ tableA, tableC }) => {
      for (const table of [tableA, tableC]) route(table, '192.168.0.0/16', 'tgw-1');
    },
    fault: ({ world }) => {
      world.dhcpOptions[0]!.options['domain-name-servers'] = ['192.168.0.10'];
    },
    hop: ['dns', 'unknown'],
  },
  {
    finding: 'other-network-may-answer',
    where: 'there is no endpoint, but a way into another network',
    fault: (network) => {
      remove(network, network.api);
      route(network.tableA, '172.16.0.0/12', 'tgw-1');
    },
    misread: namesNotRead,
    hop: ['ecr.api', 'unknown'],
    besides: ['endpoint-missing'],
  },
];

/** PP2: endpoints. */
export const ENDPOINTS: readonly Case[] = [
  {
    finding: 'endpoint-missing',
    where: 'no interface endpoint serves',
    fault: (network) => remove(network, network.api),
    hop: ['ecr.api', 'closed'],
  },
  {
    finding: 'endpoint-not-available',
    where: 'the endpoint has failed',
    fault: ({ dkr }) => {
      dkr.state = 'failed';
      dkr.lastError = { code: 'InternalError', message: 'no capacity' };
    },
    hop: ['ecr.dkr', 'closed'],
  },
  {
    finding: 'endpoint-not-available',
    where: 'the endpoint is pending, and there is no other way',
    fault: ({ dkr }) => {
      dkr.state = 'pending';
    },
    hop: ['ecr.dkr', 'closed'],
  },
  {
    finding: 'endpoint-not-available',
    where: 'the endpoint is pending, and its name may or may not have left the NAT gateway already',
    sound: (network) => {
      throughNat(network);
    },
    fault: ({ dkr }) => {
      dkr.state = 'pending';
    },
    hop: ['ecr.dkr', 'unknown'],
  },
  {
    finding: 'endpoint-not-available',
    where: 'the gateway endpoint has failed, though its route stands',
    fault: ({ s3 }) => {
      s3.state = 'failed';
    },
    hop: ['s3', 'closed'],
  },
  {
    finding: 'service-not-offered',
    where: 'the region has no such service',
    options: () => ({
      needs: [{ service: 'timestream', type: 'Interface', because: 'asked for' }],
    }),
    hop: ['timestream', 'closed'],
  },
  {
    finding: 'endpoint-ipv6-only',
    where: 'the endpoint has no IPv4 address',
    fault: ({ dkr }) => {
      dkr.ipAddressType = 'ipv6';
    },
    hop: ['ecr.dkr', 'closed'],
  },
  {
    finding: 'endpoint-without-interface',
    where: 'the endpoint is in no subnet',
    fault: ({ dkr }) => {
      dkr.subnetIds = [];
      dkr.interfaceIds = [];
    },
    hop: ['ecr.dkr', 'closed'],
  },
  {
    finding: 'fips-endpoint-only',
    where: 'only the FIPS endpoint of the service exists',
    fault: (network) => {
      remove(network, network.api);
      network.b.endpoint(network.vpc, 'ecr-fips.api', { subnets: [network.a], groups: [network.group] });
    },
    hop: ['ecr.api', 'closed'],
    besides: ['endpoint-missing'],
  },
  {
    finding: 'endpoint-in-another-vpc',
    where: 'another VPC has the endpoint',
    fault: (network) => {
      remove(network, network.api);
      const other = network.b.vpc('other', '10.9.0.0/16');
      network.b.endpoint(other, 'ecr.api', {});
    },
    hop: ['ecr.api', 'closed'],
    besides: ['endpoint-missing'],
  },
  {
    finding: 's3-through-interface',
    where: 'an S3 interface endpoint answers instead of the gateway',
    fault: ({ b, vpc, a, c, group }) => {
      b.endpoint(vpc, 's3', { subnets: [a, c], groups: [group] });
    },
    hop: ['s3', 'open'],
  },
  {
    finding: 's3-interface-not-answering',
    where: 'the S3 interface endpoint keeps its names for clients outside',
    fault: (network) => {
      remove(network, network.s3);
      const { b, vpc, a, group } = network;
      b.endpoint(vpc, 's3', { subnets: [a], groups: [group], inboundResolverOnly: true });
    },
    hop: ['s3', 'closed'],
    besides: ['s3-route-missing'],
  },
  {
    finding: 's3-interface-not-answering',
    where: 'the S3 interface endpoint has no private DNS',
    fault: (network) => {
      remove(network, network.s3);
      const { b, vpc, a, group } = network;
      b.endpoint(vpc, 's3', { subnets: [a], groups: [group], privateDns: false });
    },
    hop: ['s3', 'closed'],
    besides: ['s3-route-missing'],
  },
];
