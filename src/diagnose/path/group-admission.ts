import { type AddressSet, addressesOf, union } from '../../discover/addresses/address-set.ts';
import type { PrefixList } from '../../discover/entities/prefix-list.ts';
import type { SecurityGroupRule } from '../../discover/entities/security-group.ts';
import { HTTPS, type Port } from '../../facts/ports.ts';

/** The far side of a connection, as security-group rules may name it. */
export interface RuleSource {
  readonly addresses: AddressSet;
  /** The groups that the peer's interface carries; null where that is not known. */
  readonly groupIds: readonly string[] | null;
  /** An AWS prefix list that holds exactly these addresses, where there is one. */
  readonly prefixListId?: string | undefined;
}

/** Of the peer's addresses: those that the rules definitely admit, those they may admit at most, and the rules in doubt. */
export interface Admission {
  readonly definitely: AddressSet;
  readonly possibly: AddressSet;
  readonly inDoubt: readonly SecurityGroupRule[];
}

/**
 * One port between a group's members and a peer, by the rules of all groups together: rules only allow, and answers
 * need none. A rule that names a group admits its members, and nothing by address [aws-facts: group-sources].
 * @param port left out: TCP 443
 */
export function admission(
  rules: readonly SecurityGroupRule[],
  peer: RuleSource,
  lists: ReadonlyMap<string, PrefixList>,
  port: Port = HTTPS,
): Admission {
  const definitely: AddressSet[] = [];
  const inDoubt: SecurityGroupRule[] = [];
  for (const rule of rules.filter((each) => isAbout(each, port))) {
    const answer = admits(rule, peer, lists);
    if (answer === 'unknown') inDoubt.push(rule);
    else definitely.push(answer);
  }
  const sure = union(definitely);
  return { definitely: sure, possibly: inDoubt.length > 0 ? union([sure, peer.addresses]) : sure, inDoubt };
}

/** `tcp 443 10.0.0.0/16`, `all sg-…`: a rule for a reader. */
export function groupRuleText({ protocol, fromPort, toPort, peer }: SecurityGroupRule): string {
  const ports =
    protocol === 'all' || fromPort === null ? '' : fromPort === toPort ? ` ${fromPort}` : ` ${fromPort}-${toPort}`;
  return `${protocol}${ports} ${peer.value}`;
}

/** True where a rule is about TCP 443, among others perhaps. */
export function isHttps(rule: SecurityGroupRule): boolean {
  return isAbout(rule, HTTPS);
}

function isAbout({ protocol, fromPort, toPort }: SecurityGroupRule, { protocol: wanted, port }: Port): boolean {
  if (protocol === 'all') return true;
  return protocol === wanted && (fromPort ?? 0) <= port && port <= (toPort ?? 65_535);
}

function admits(
  { peer: { kind, value } }: SecurityGroupRule,
  peer: RuleSource,
  lists: ReadonlyMap<string, PrefixList>,
): AddressSet | 'unknown' {
  if (kind === 'group') {
    if (peer.groupIds === null) return 'unknown';
    return peer.groupIds.includes(value) ? peer.addresses : [];
  }
  if (kind !== 'prefix-list') return addressesOf([value]);
  if (value === peer.prefixListId) return peer.addresses;
  const cidrs = lists.get(value)?.cidrs ?? null;
  return cidrs === null ? 'unknown' : addressesOf(cidrs);
}
