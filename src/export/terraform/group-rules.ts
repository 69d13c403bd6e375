import type { SecurityGroupRule } from '../../discover/entities/security-group.ts';
import { argument, block, type HclItem, type HclObject, type HclValue } from './hcl.ts';

/** Where each kind of peer stands in an in-line rule, and in a rule resource. */
const PEERS: { readonly [K in SecurityGroupRule['peer']['kind']]: readonly [inLine: string, resource: string] } = {
  ipv4: ['cidr_blocks', 'cidr_ipv4'],
  ipv6: ['ipv6_cidr_blocks', 'cidr_ipv6'],
  'prefix-list': ['prefix_list_ids', 'prefix_list_id'],
  group: ['security_groups', 'referenced_security_group_id'],
};

/** As Terraform calls what AWS calls `-1`. */
export function protocolOf({ protocol }: SecurityGroupRule): string {
  return protocol === 'all' ? '-1' : protocol;
}

/**
 * Rules inside of the group, one block for all that are alike but for where they come from: that is how the provider
 * reads them back, so that an import shows no difference.
 * @param own the group's own id, whose rules are `self`; null where it is not made yet
 */
export function inlineRules(
  kind: 'ingress' | 'egress',
  rules: readonly SecurityGroupRule[],
  own: string | null,
): HclItem[] {
  const alike = new Map<string, SecurityGroupRule[]>();
  for (const rule of rules) {
    const key = JSON.stringify([rule.protocol, rule.fromPort, rule.toPort, rule.description]);
    alike.set(key, [...(alike.get(key) ?? []), rule]);
  }
  return [...alike.values()].flatMap((group) => {
    const [rule] = group;
    if (rule === undefined) return [];
    return [
      null,
      block(kind, [
        ...(rule.description === null ? [] : [argument('description', rule.description)]),
        argument('protocol', protocolOf(rule)),
        argument('from_port', rule.fromPort ?? 0),
        argument('to_port', rule.toPort ?? 0),
        ...peers(group, own),
      ]),
    ];
  });
}

function peers(rules: readonly SecurityGroupRule[], own: string | null): HclItem[] {
  const isSelf = ({ peer }: SecurityGroupRule) => peer.kind === 'group' && peer.value === own;
  const lists = (['ipv4', 'ipv6', 'prefix-list', 'group'] as const).flatMap((kind) => {
    const values = rules.filter((rule) => rule.peer.kind === kind && !isSelf(rule)).map(({ peer }) => peer.value);
    return values.length === 0 ? [] : [argument(PEERS[kind][0], values)];
  });
  return rules.some(isSelf) ? [...lists, argument('self', true)] : lists;
}

/** A rule as a resource of its own, for a group that is not declared here. */
export function ruleResource(rule: SecurityGroupRule, group: HclValue): HclItem[] {
  const hasPorts = rule.protocol !== 'all';
  return [
    argument('security_group_id', group),
    ...(rule.description === null ? [] : [argument('description', rule.description)]),
    argument('ip_protocol', protocolOf(rule)),
    // The provider takes no ports where all are meant.
    ...(hasPorts ? [argument('from_port', rule.fromPort), argument('to_port', rule.toPort)] : []),
    argument(PEERS[rule.peer.kind][1], rule.peer.value),
  ];
}

/** A rule as `security_group_rules` of the module vpc-endpoints takes it. */
export function moduleRule(type: 'ingress' | 'egress', rule: SecurityGroupRule, own: string | null): HclObject {
  const { description, peer, fromPort, toPort } = rule;
  const isSelf = peer.kind === 'group' && peer.value === own;
  const source: HclObject = isSelf
    ? { self: true }
    : peer.kind === 'group'
      ? { source_security_group_id: peer.value }
      : { [PEERS[peer.kind][0]]: [peer.value] };
  return {
    ...(type === 'ingress' ? {} : { type }),
    ...(description === null ? {} : { description }),
    protocol: protocolOf(rule),
    from_port: fromPort ?? 0,
    to_port: toPort ?? 0,
    ...source,
  };
}
