import { type AddressSet, addressesOf, difference, intersection, union } from '../../discover/addresses/address-set.ts';
import type { NetworkAcl, NetworkAclEntry } from '../../discover/entities/network-acl.ts';
import { HTTPS, type Port } from '../../facts/ports.ts';
import { type Flows, onEveryPort, type PortRange, type PortRangeFlows, TASK_PORTS } from './flows.ts';

/** What a network ACL lets through in one direction, and the first rules that stop the rest. */
export interface AclPassage {
  readonly flows: Flows;
  readonly stoppedBy: readonly NetworkAclEntry[];
}

/** AWS's last rule, `*`: whatever no numbered rule matched is denied. */
const LAST: NetworkAclEntry = {
  number: 32_767,
  egress: false,
  allow: false,
  protocol: 'all',
  fromPort: null,
  toPort: null,
  cidr: '0.0.0.0/0',
};

/**
 * Packets to or from `remote` on each of these ports: the rule with the lowest number that matches address and port
 * decides. The flows come as port intervals of `ports`.
 * @param protocol left out: TCP
 */
export function aclPassage(
  acl: NetworkAcl,
  egress: boolean,
  remote: AddressSet,
  ports: PortRange,
  protocol: Port['protocol'] = 'tcp',
): AclPassage {
  const rules = acl.entries.filter(
    (entry) => entry.egress === egress && (entry.protocol === 'all' || entry.protocol === protocol),
  );
  // The default ACL, as nearly every subnet has it: nothing to divide.
  if (isAllowAll(rules[0])) return { flows: [{ ports, addresses: remote }], stoppedBy: [] };
  const flows: PortRangeFlows[] = [];
  const stoppedBy = new Set<NetworkAclEntry>();
  for (const interval of intervals(rules, ports)) {
    let rest = remote;
    const allowed: AddressSet[] = [];
    for (const rule of rules) {
      if (rest.length === 0) break;
      if (!matchesPort(rule, interval.from)) continue;
      const hit = intersection(rest, addressesOf([rule.cidr]));
      if (hit.length === 0) continue;
      if (rule.allow) allowed.push(hit);
      else stoppedBy.add(rule);
      rest = difference(rest, hit);
    }
    if (rest.length > 0) stoppedBy.add({ ...LAST, egress });
    if (allowed.length > 0) flows.push({ ports: interval, addresses: union(allowed) });
  }
  return { flows, stoppedBy: distinct([...stoppedBy]) };
}

/**
 * Packets from the task to a port, or arriving at it: the port is one, so what passes passes for every task port.
 * @param port left out: TCP 443
 */
export function passageToPort(
  acl: NetworkAcl,
  egress: boolean,
  remote: AddressSet,
  { protocol, port }: Port = HTTPS,
): AclPassage {
  const { flows, stoppedBy } = aclPassage(acl, egress, remote, { from: port, to: port }, protocol);
  return { flows: onEveryPort(flows[0]?.addresses ?? []), stoppedBy };
}

/** Answers, which go to the port that the task sent from. @param protocol left out: TCP */
export function passageOfAnswers(
  acl: NetworkAcl,
  egress: boolean,
  remote: AddressSet,
  protocol: Port['protocol'] = 'tcp',
): AclPassage {
  return aclPassage(acl, egress, remote, TASK_PORTS, protocol);
}

/** `100 deny tcp 443 10.0.0.0/16`, as the AWS console writes a rule. */
export function aclRuleText(rule: NetworkAclEntry): string {
  const number = rule.number === LAST.number ? '*' : String(rule.number);
  const { fromPort, toPort } = rule;
  const ports =
    rule.protocol === 'all' || fromPort === null ? 'all' : fromPort === toPort ? fromPort : `${fromPort}-${toPort}`;
  return `${number} ${rule.allow ? 'allow' : 'deny'} ${rule.protocol} ${ports} ${rule.cidr}`;
}

/** More than the rules that one audit proposes for a network ACL. */
const NUMBERS = 64;

/**
 * Free numbers for new rules that come before the first of these, the highest first; AWS takes 1 to 32766. None where a
 * rule with number 1 is among them.
 */
export function numbersBefore(acl: NetworkAcl, egress: boolean, rules: readonly NetworkAclEntry[]): number[] {
  const taken = new Set(acl.entries.filter((entry) => entry.egress === egress).map((entry) => entry.number));
  const free: number[] = [];
  let number = Math.min(LAST.number, ...rules.map((rule) => rule.number)) - 1;
  for (; number >= 1 && free.length < NUMBERS; number--) if (!taken.has(number)) free.push(number);
  return free;
}

function isAllowAll(rule: NetworkAclEntry | undefined): boolean {
  return rule?.allow === true && rule.protocol === 'all' && rule.cidr === '0.0.0.0/0';
}

function matchesPort(rule: NetworkAclEntry, port: number): boolean {
  return rule.protocol === 'all' || ((rule.fromPort ?? 0) <= port && port <= (rule.toPort ?? 65_535));
}

/** The ports cut wherever a rule begins or ends: within one interval every port meets the same rules. */
function intervals(rules: readonly NetworkAclEntry[], { from, to }: PortRange): PortRange[] {
  const cuts = rules
    .filter((rule) => rule.protocol !== 'all')
    .flatMap((rule) => [rule.fromPort ?? 0, (rule.toPort ?? 65_535) + 1])
    .filter((port) => port > from && port <= to);
  const starts = [from, ...[...new Set(cuts)].sort((a, b) => a - b)];
  return starts.map((start, i) => ({ from: start, to: (starts[i + 1] ?? to + 1) - 1 }));
}

function distinct(rules: readonly NetworkAclEntry[]): NetworkAclEntry[] {
  return [...new Map(rules.map((rule) => [rule.number, rule])).values()].sort((a, b) => a.number - b.number);
}
