import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admission, groupRuleText, type RuleSource } from '../../../src/diagnose/path/group-admission.ts';
import { addressesOf, covers, intersection } from '../../../src/discover/addresses/address-set.ts';
import type { PrefixList } from '../../../src/discover/entities/prefix-list.ts';
import type { SecurityGroupRule } from '../../../src/discover/entities/security-group.ts';

const LISTS = new Map<string, PrefixList>([
  ['pl-half', { id: 'pl-half', name: null, cidrs: ['10.0.1.0/25'] }],
  ['pl-dark', { id: 'pl-dark', name: null, cidrs: null }],
]);

/** `tcp 443 10.0.0.0/16`, `tcp 0-65535 sg-1`, `all all pl-half`. */
function rule(text: string): SecurityGroupRule {
  const [protocol = '', ports = '', peer = ''] = text.split(' ');
  const [from, to = from] = ports === 'all' ? [] : ports.split('-').map(Number);
  const kind = peer.startsWith('sg-')
    ? 'group'
    : peer.startsWith('pl-')
      ? 'prefix-list'
      : peer.includes(':')
        ? 'ipv6'
        : 'ipv4';
  return { protocol, fromPort: from ?? null, toPort: to ?? null, peer: { kind, value: peer }, description: null };
}

const SUBNET = addressesOf(['10.0.1.0/24']);

function answer(rules: readonly string[], peer: Partial<RuleSource> = {}): 'yes' | 'no' | 'part' | 'unknown' {
  const whole: RuleSource = { addresses: SUBNET, groupIds: null, ...peer };
  const { definitely, possibly } = admission(rules.map(rule), whole, LISTS);
  if (covers(definitely, SUBNET)) return 'yes';
  if (covers(possibly, SUBNET)) return 'unknown';
  return intersection(possibly, SUBNET).length === 0 ? 'no' : 'part';
}

describe('whether a group’s rules let a subnet through on TCP 443', () => {
  const rows: readonly (readonly [string, readonly string[], ReturnType<typeof answer>, Partial<RuleSource>?])[] = [
    ['yes, by a CIDR around it', ['tcp 443 10.0.0.0/16'], 'yes'],
    ['yes, by all traffic', ['all all 0.0.0.0/0'], 'yes'],
    ['yes, by a range of ports', ['tcp 0-65535 10.0.1.0/24'], 'yes'],
    ['yes, by two halves', ['tcp 443 10.0.1.0/25', 'tcp 443 10.0.1.128/25'], 'yes'],
    ['no, without a rule', [], 'no'],
    ['no, by another port', ['tcp 80 10.0.0.0/16'], 'no'],
    ['no, by another protocol', ['udp 443 10.0.0.0/16'], 'no'],
    ['no, by another CIDR', ['tcp 443 10.0.2.0/24'], 'no'],
    ['no, by IPv6', ['tcp 443 ::/0'], 'no'],
    ['in part, by half of it', ['tcp 443 10.0.1.0/25'], 'part'],
    ['in part, by a list that holds half of it', ['tcp 443 pl-half'], 'part'],
    ['unknown, by a list whose entries were not read', ['tcp 443 pl-dark'], 'unknown'],
    ['yes, by the very list of the peer’s addresses', ['tcp 443 pl-dark'], 'yes', { prefixListId: 'pl-dark' }],
    ['unknown, by a group while the tasks’ are not known', ['tcp 443 sg-1'], 'unknown'],
    ['yes, by a group that the tasks carry', ['tcp 443 sg-1'], 'yes', { groupIds: ['sg-0', 'sg-1'] }],
    ['no, by a group that the tasks do not carry', ['tcp 443 sg-1'], 'no', { groupIds: ['sg-2'] }],
    ['yes, by a CIDR beside a group in doubt', ['tcp 443 sg-1', 'tcp 443 10.0.1.0/24'], 'yes'],
  ];

  for (const [title, rules, expected, peer] of rows) {
    it(title, () => {
      expect(answer(rules, peer)).toBe(expected);
    });
  }

  it('is decided for each address by the rules that hold it', () => {
    const cidr = fc
      .tuple(fc.integer({ min: 28, max: 32 }), fc.nat(15))
      .map(([length, host]) => `10.0.0.${host - (host % 2 ** (32 - length))}/${length}`);
    fc.assert(
      fc.property(fc.array(cidr, { maxLength: 5 }), (cidrs) => {
        const peer = { addresses: addressesOf(['10.0.0.0/28']), groupIds: [] };
        const { definitely } = admission(
          cidrs.map((each) => rule(`tcp 443 ${each}`)),
          peer,
          LISTS,
        );
        for (let host = 0; host < 16; host++) {
          const one = addressesOf([`10.0.0.${host}`]);
          const held = cidrs.some((each) => intersection(addressesOf([each]), one).length > 0);
          expect(intersection(definitely, one).length > 0).toBe(held);
        }
      }),
    );
  });
});

it.each([
  ['tcp 443 10.0.0.0/16', 'tcp 443 10.0.0.0/16'],
  ['tcp 0-65535 sg-1', 'tcp 0-65535 sg-1'],
  ['all all pl-half', 'all pl-half'],
])('the rule %s reads «%s»', (text, words) => {
  expect(groupRuleText(rule(text))).toBe(words);
});
