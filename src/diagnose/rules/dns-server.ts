import { type AddressSet, intersection } from '../../discover/addresses/address-set.ts';
import type { NetworkInterface } from '../../discover/entities/network-interface.ts';
import { DNS_PORT, type Port } from '../../facts/ports.ts';
import { type Cause, cause } from '../findings/cause.ts';
import { type AclPassage, passageOfAnswers, passageToPort } from '../path/acl-passage.ts';
import { onEveryPort, TASK_PORTS } from '../path/flows.ts';
import { admission } from '../path/group-admission.ts';
import { type PathFilter, unknownFilter } from '../path/path-filter.ts';
import type { DnsServer } from '../path/path-to-dns-server.ts';
import { type SourceSubnet, type VpcContext, whyNotVisible } from '../vpc-context.ts';
import { type AclValues, aclFilter } from './acl-filter.ts';

/** One way of asking a server of one's own: by UDP, or by TCP where an answer is long. */
export interface DnsQuestion {
  readonly context: VpcContext;
  readonly source: SourceSubnet;
  readonly server: DnsServer;
  readonly protocol: Port['protocol'];
}

const portOf = ({ protocol }: DnsQuestion): Port => ({ protocol, port: DNS_PORT });

/** What stops questions by UDP closes the hop; by TCP only the long answers are lost. */
function stopOf(question: DnsQuestion, by: string, closing: () => Cause): Cause {
  const { server, protocol, source } = question;
  if (protocol === 'udp') return closing();
  const values = { server: server.address, subnet: source.subnet.id, by };
  return cause('dns-over-tcp-stopped', server.optionsId, values);
}

/** Answers go to any port that clients send from: AWS's advice for network ACLs [aws-facts: network-acls]. */
const ANSWER_PORTS = { from: 1024, to: 65_535 };

/** The network ACL of the task's subnet: questions go out, answers come in [aws-facts: network-acls, resolver-unfiltered]. */
export function dnsSubnetAcl(question: DnsQuestion): PathFilter[] {
  const { source, server } = question;
  return crossings(question, source.subnet.id, 'far', `${server.address}/32`, [
    ['out to', true],
    ['in from', false],
  ]);
}

/** The network ACL of the server's subnet, which is not asked where the task is in the same one. */
export function dnsServerAcl(question: DnsQuestion, hostId: string): PathFilter[] {
  return crossings(question, hostId, 'task', question.source.cidr, [
    ['in from', false],
    ['out to', true],
  ]);
}

/** @param ways the question's direction first, then the answer's */
function crossings(
  question: DnsQuestion,
  subnetId: string,
  side: PathFilter['side'],
  cidr: string,
  [asking, answering]: readonly [readonly [string, boolean], readonly [string, boolean]],
): PathFilter[] {
  const { context, source, server, protocol } = question;
  const remote = side === 'far' ? server.addresses : source.addresses;
  const acl = context.index.aclOfSubnet.get(subnetId);
  if (acl === undefined) {
    return [unknownFilter(remote, [whyNotVisible(context, 'networkAcls', `The network ACL of ${subnetId}`)], side)];
  }
  const filter = (way: readonly [string, boolean], passage: AclPassage, what: string, ports: typeof ANSWER_PORTS) =>
    aclFilter(acl, way[1], side, passage, (values: AclValues) =>
      stopOf(question, values.acl, () =>
        cause('dns-server-acl-stops', acl.id, {
          ...values,
          what: `${what} ${way[0]} ${cidr.replace('/32', '')}`,
          server: server.address,
          way: way[1] ? '--egress' : '--ingress',
          from: String(ports.from),
          to: String(ports.to),
          cidr,
        }),
      ),
    );
  const { from, to } = TASK_PORTS;
  return [
    filter(asking, passageToPort(acl, asking[1], remote, portOf(question)), 'UDP 53', { from: DNS_PORT, to: DNS_PORT }),
    filter(
      answering,
      passageOfAnswers(acl, answering[1], remote, protocol),
      `answers to UDP ports ${from}-${to}`,
      ANSWER_PORTS,
    ),
  ];
}

/** The groups of the server's network interface; an interface without any is not filtered. */
export function dnsServerGroup(question: DnsQuestion, { id, groupIds }: NetworkInterface): PathFilter[] {
  const { context, source, server } = question;
  if (groupIds.length === 0) return [];
  const groups = groupIds.map((each) => context.index.securityGroups.get(each));
  const missing = groupIds.filter((_, i) => groups[i] === undefined);
  if (missing.length > 0) {
    const hidden = whyNotVisible(context, 'securityGroups', `Security group ${missing.join(', ')}`);
    return [unknownFilter(source.addresses, [hidden], 'task')];
  }
  const rules = groups.flatMap((group) => group?.ingress ?? []);
  const peer = { addresses: source.addresses, groupIds: context.taskGroupIds };
  const admitted = admission(rules, peer, context.index.prefixLists, portOf(question));
  const values = {
    groups: groupIds.join(', '),
    group: groupIds[0] ?? '',
    interface: id,
    server: server.address,
    cidr: source.cidr,
  };
  const closing = () => cause('dns-server-group-shuts-out', values.group, values);
  return [groupFilter(question, 'task', source.addresses, groupIds, admitted, closing)];
}

/** The tasks' own groups, where they are known: what they let out to the server. */
export function dnsTaskGroup(question: DnsQuestion): PathFilter[] {
  const { context, server } = question;
  const ids = context.taskGroupIds;
  if (ids === null) return [];
  const groups = ids.map((id) => context.index.securityGroups.get(id));
  const missing = ids.filter((_, i) => groups[i] === undefined);
  if (missing.length > 0) {
    return [
      unknownFilter(server.addresses, [
        whyNotVisible(context, 'securityGroups', `Security group ${missing.join(', ')}`),
      ]),
    ];
  }
  const rules = groups.flatMap((group) => group?.egress ?? []);
  const peer = { addresses: server.addresses, groupIds: server.isInside ? (server.card?.groupIds ?? null) : [] };
  const admitted = admission(rules, peer, context.index.prefixLists, portOf(question));
  const values = {
    groups: ids.join(', '),
    group: ids[0] ?? '',
    server: server.address,
    destination: `IpRanges=[{CidrIp=${server.address}/32}]`,
  };
  const closing = () => cause('task-group-stops-dns', values.group, values);
  return [groupFilter(question, 'far', server.addresses, ids, admitted, closing)];
}

/** What groups let through of the addresses on one side. @param closing why the hop is closed where they do not */
function groupFilter(
  question: DnsQuestion,
  side: PathFilter['side'],
  addresses: AddressSet,
  groupIds: readonly string[],
  { definitely, possibly, inDoubt }: ReturnType<typeof admission>,
  closing: () => Cause,
): PathFilter {
  const groups = groupIds.join(', ');
  const peers = inDoubt.map(({ peer }) => peer.value);
  return {
    side,
    definitely: onEveryPort(intersection(definitely, addresses)),
    possibly: onEveryPort(intersection(possibly, addresses)),
    stops: [stopOf(question, groups, closing)],
    unsure: peers.length === 0 ? [] : [undecided(question, groups, peers)],
  };
}

function undecided({ server }: DnsQuestion, groups: string, peers: readonly string[]): Cause {
  const sources = [...new Set(peers)].join(', ');
  return cause('dns-groups-undecided', server.optionsId, { groups, server: server.address, sources });
}
