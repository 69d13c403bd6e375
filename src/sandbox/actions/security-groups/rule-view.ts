import type { Rule, SecurityGroup } from '../../network/types.ts';
import { type Fields, set, tagSet } from '../../protocol/wire.ts';
import { arnOf } from '../../state/arn.ts';
import { kinds } from '../../state/kinds.ts';
import type { Call } from '../action.ts';

type PeerKind = 'cidr4' | 'cidr6' | 'prefixList' | 'group';

/** What the peer of a rule is, by its form. */
export function peerKind(peer: string): PeerKind {
  if (peer.startsWith('pl-')) return 'prefixList';
  if (peer.startsWith('sg-')) return 'group';
  return peer.includes(':') ? 'cidr6' : 'cidr4';
}

const ruleField: Record<Exclude<PeerKind, 'group'>, string> = {
  cidr4: 'cidrIpv4',
  cidr6: 'cidrIpv6',
  prefixList: 'prefixListId',
};

function peerView(rule: Rule, ownerId: string): Fields {
  const kind = peerKind(rule.peer);
  if (kind === 'group') return { referencedGroupInfo: { groupId: rule.peer, userId: ownerId } };
  return { [ruleField[kind]]: rule.peer };
}

/** As `DescribeSecurityGroupRules` and `AuthorizeSecurityGroup…` show a rule. */
export function ruleView(call: Call, group: SecurityGroup, rule: Rule): Fields {
  return {
    securityGroupRuleId: rule.id,
    securityGroupRuleArn: arnOf(call, kinds.rule, rule.id, group.ownerId),
    groupId: group.id,
    groupOwnerId: group.ownerId,
    isEgress: rule.egress,
    ipProtocol: rule.protocol,
    fromPort: rule.fromPort,
    toPort: rule.toPort,
    ...peerView(rule, group.ownerId),
    description: rule.description,
    tagSet: tagSet(rule.tags),
  };
}

/** Rules of one direction as `IpPermission`s: one per protocol and ports, with all peers in it. */
export function permissions(group: SecurityGroup, egress: boolean): Fields[string] {
  const byPorts = new Map<string, Rule[]>();
  for (const rule of group.rules.filter((each) => each.egress === egress)) {
    const key = `${rule.protocol} ${rule.fromPort} ${rule.toPort}`;
    byPorts.set(key, [...(byPorts.get(key) ?? []), rule]);
  }
  return set(
    [...byPorts.values()].map((rules) => {
      const { protocol, fromPort, toPort } = rules[0]!;
      const peers = (kind: PeerKind, field: string, more: Fields = {}) =>
        set(
          rules
            .filter(({ peer }) => peerKind(peer) === kind)
            .map(({ peer, description }) => ({ ...more, [field]: peer, description })),
        );
      return {
        ipProtocol: protocol,
        // With all protocols there are no ports; the rule view says -1 instead.
        ...(protocol === '-1' ? {} : { fromPort, toPort }),
        ipRanges: peers('cidr4', 'cidrIp'),
        ipv6Ranges: peers('cidr6', 'cidrIpv6'),
        prefixListIds: peers('prefixList', 'prefixListId'),
        groups: peers('group', 'groupId', { userId: group.ownerId }),
      };
    }),
  );
}
