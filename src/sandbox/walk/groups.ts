import { addressOf, holds, isIpv4Cidr } from '../network/ipv4.ts';
import type { Network, Rule, SecurityGroup } from '../network/types.ts';
import { type Delivery, drop, pass, undetermined } from './delivery.ts';

const https = 443;

function groupsOf(network: Network, ids: readonly string[]): SecurityGroup[] {
  return ids.map((id) => {
    const group = network.securityGroups.find((each) => each.id === id);
    if (!group) throw new Error(`No security group ${id}`);
    return group;
  });
}

const coversHttps = ({ protocol, fromPort, toPort }: Rule) =>
  protocol === '-1' || ((protocol === 'tcp' || protocol === '6') && fromPort <= https && https <= toPort);

function coversAddress(network: Network, { peer }: Rule, address: number): boolean {
  const cidrs = peer.startsWith('pl-') ? (network.prefixLists.find(({ id }) => id === peer)?.cidrs ?? []) : [peer];
  return cidrs.some((cidr) => isIpv4Cidr(cidr) && holds(cidr, address));
}

/**
 * Whether security groups let TCP 443 through; answers follow by themselves, groups being stateful. A rule that names
 * a group admits who carries that group; `carried` undefined says that this is not known.
 */
export function throughGroups(
  network: Network,
  groupIds: readonly string[],
  egress: boolean,
  remote: number,
  carried: readonly string[] | undefined,
): Delivery {
  const names = groupIds.join(', ');
  const way = egress ? `out to ${addressOf(remote)}` : `in from ${addressOf(remote)}`;
  const rules = groupsOf(network, groupIds)
    .flatMap((group) => group.rules)
    .filter((rule) => rule.egress === egress && coversHttps(rule));
  const admitting = rules.find((rule) => coversAddress(network, rule, remote) || carried?.includes(rule.peer));
  if (admitting) return pass('security-group', `${names}: ${admitting.peer} lets TCP 443 ${way}`);
  const byGroup = rules.find(({ peer }) => peer.startsWith('sg-'));
  if (byGroup && !carried)
    return undetermined('security-group', `${names}: only whoever carries ${byGroup.peer} comes ${way}`);
  return drop('security-group', `${names}: no rule lets TCP 443 ${way}`);
}
