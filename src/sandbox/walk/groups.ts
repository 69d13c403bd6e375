import { addressOf, holds, isIpv4Cidr } from '../network/ipv4.ts';
import type { Network, Rule, SecurityGroup } from '../network/types.ts';
import { type Delivery, drop, pass, undetermined } from './delivery.ts';

/** A protocol by its number, and a port. */
interface Through {
  protocol: string;
  port: number;
}

const https: Through = { protocol: '6', port: 443 };
const protocols: Record<string, string> = { '6': 'tcp', '17': 'udp' };

function groupsOf(network: Network, ids: readonly string[]): SecurityGroup[] {
  return ids.map((id) => {
    const group = network.securityGroups.find((each) => each.id === id);
    if (!group) throw new Error(`No security group ${id}`);
    return group;
  });
}

const covers = ({ protocol, fromPort, toPort }: Rule, wanted: Through) =>
  protocol === '-1' ||
  ((protocol === wanted.protocol || protocol === protocols[wanted.protocol]) &&
    fromPort <= wanted.port &&
    wanted.port <= toPort);

function coversAddress(network: Network, { peer }: Rule, address: number): boolean {
  const cidrs = peer.startsWith('pl-') ? (network.prefixLists.find(({ id }) => id === peer)?.cidrs ?? []) : [peer];
  return cidrs.some((cidr) => isIpv4Cidr(cidr) && holds(cidr, address));
}

/**
 * Whether security groups let a port through, TCP 443 by default; answers follow by themselves, groups being stateful. A rule that names
 * a group admits who carries that group; `carried` undefined says that this is not known.
 */
export function throughGroups(
  network: Network,
  groupIds: readonly string[],
  egress: boolean,
  remote: number,
  carried: readonly string[] | undefined,
  wanted = https,
): Delivery {
  const names = groupIds.join(', ');
  const port = `${(protocols[wanted.protocol] ?? wanted.protocol).toUpperCase()} ${wanted.port}`;
  const way = egress ? `out to ${addressOf(remote)}` : `in from ${addressOf(remote)}`;
  const rules = groupsOf(network, groupIds)
    .flatMap((group) => group.rules)
    .filter((rule) => rule.egress === egress && covers(rule, wanted));
  const admitting = rules.find((rule) => coversAddress(network, rule, remote) || carried?.includes(rule.peer));
  if (admitting) return pass('security-group', `${names}: ${admitting.peer} lets ${port} ${way}`);
  const byGroup = rules.find(({ peer }) => peer.startsWith('sg-'));
  if (byGroup && !carried)
    return undetermined('security-group', `${names}: only what carries ${byGroup.peer} comes ${way}`);
  return drop('security-group', `${names}: no rule lets ${port} ${way}`);
}
