import { canonical, isIpv4Cidr, isIpv6Cidr } from '../../network/ipv4.ts';
import type { Rule, SecurityGroup } from '../../network/types.ts';
import { ApiError, invalidValue } from '../../protocol/api-error.ts';
import type { Form } from '../../protocol/form.ts';
import { kinds } from '../../state/kinds.ts';
import type { Call } from '../action.ts';

/** One rule as a request names it. */
export type WantedRule = Omit<Rule, 'id' | 'tags'>;

const protocols: Record<string, string> = { 6: 'tcp', 17: 'udp', 1: 'icmp', 58: 'icmpv6', all: '-1' };

/** Names and descriptions of groups and rules: at most 255 of these characters [aws-facts: group-names]. */
export function checkText(what: string, text: string): void {
  if (text.length > 255)
    throw invalidValue(`Value (${text}) for parameter ${what} is invalid. Longer than 255 characters.`);
  if (/[^a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]/.test(text)) {
    throw invalidValue(
      `Value (${text}) for parameter ${what} is invalid. Character sets beyond ASCII are not supported.`,
    );
  }
}

function ports(form: Form, protocol: string): [number, number] {
  if (protocol === '-1') return [-1, -1];
  const from = form.integer('FromPort');
  const to = form.integer('ToPort');
  if (from === undefined || to === undefined) {
    if (protocol !== 'tcp' && protocol !== 'udp') return [-1, -1];
    throw invalidValue("Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.");
  }
  if ((protocol === 'tcp' || protocol === 'udp') && (from > to || from < 0 || to > 65535)) {
    throw new ApiError('InvalidParameterValue', `Invalid TCP/UDP port range (${from}:${to})`);
  }
  return [from, to];
}

function cidr(text: string, valid: (text: string) => boolean): string {
  if (!valid(text)) throw invalidValue(`CIDR block ${text} is malformed`);
  return canonical(text);
}

/** The peers of one permission with their descriptions; each makes a rule of its own. */
function peers(call: Call, form: Form): { peer: string; description: string | undefined }[] {
  const { region } = call;
  const { securityGroups, prefixLists } = region.network;
  const read = (list: string, field: string, check: (text: string) => string) =>
    form.structs(list).map((each) => ({ peer: check(each.required(field)), description: each.text('Description') }));
  return [
    ...read('IpRanges', 'CidrIp', (text) => cidr(text, isIpv4Cidr)),
    ...read('Ipv6Ranges', 'CidrIpv6', (text) => cidr(text, isIpv6Cidr)),
    ...read('PrefixListIds', 'PrefixListId', (id) => region.find(kinds.prefixList, prefixLists, id).id),
    ...read('Groups', 'GroupId', (id) => region.find(kinds.securityGroup, securityGroups, id).id),
  ];
}

function readPermission(call: Call, form: Form, egress: boolean): WantedRule[] {
  const named = form.required('IpProtocol').toLowerCase();
  const protocol = protocols[named] ?? named;
  if (!/^(tcp|udp|icmp|icmpv6|-1|\d{1,3})$/.test(protocol))
    throw invalidValue(`Invalid value '${named}' for IP protocol.`);
  const [fromPort, toPort] = ports(form, protocol);
  const found = peers(call, form);
  if (found.length === 0)
    throw new ApiError('InvalidParameterValue', 'Invalid value for a permission: no source given');
  return found.map(({ peer, description }) => {
    if (description !== undefined) checkText('rule description', description);
    return { egress, protocol, fromPort, toPort, peer, ...(description === undefined ? {} : { description }) };
  });
}

/** The rules that a request names, as permissions or in the flat form for one CIDR. */
export function readRules(call: Call, egress: boolean): WantedRule[] {
  const { form } = call;
  const rules = form.structs('IpPermissions').flatMap((each) => readPermission(call, each, egress));
  const flat = form.text('CidrIp');
  if (flat === undefined) return rules;
  const protocol = form.required('IpProtocol');
  const [fromPort, toPort] = ports(form, protocol);
  return [...rules, { egress, protocol, fromPort, toPort, peer: cidr(flat, isIpv4Cidr) }];
}

/** Two rules are the same whatever their descriptions and tags say. */
export function sameRule(a: WantedRule, b: WantedRule): boolean {
  const fields = ['egress', 'protocol', 'fromPort', 'toPort', 'peer'] as const;
  return fields.every((field) => a[field] === b[field]);
}

/** How many rules of one direction and IP family a group has; other peers count in both families. */
export function countRules(group: Pick<SecurityGroup, 'rules'>, egress: boolean, family: 4 | 6): number {
  const other = family === 4 ? isIpv6Cidr : isIpv4Cidr;
  return group.rules.filter((rule) => rule.egress === egress && !other(rule.peer)).length;
}
