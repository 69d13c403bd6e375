import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aclPassage,
  aclRuleText,
  numbersBefore,
  passageOfAnswers,
  passageToPort,
} from '../../../src/diagnose/path/acl-passage.ts';
import { coversAll } from '../../../src/diagnose/path/flows.ts';
import { addressesOf, intersection } from '../../../src/discover/addresses/address-set.ts';
import type { NetworkAcl, NetworkAclEntry } from '../../../src/discover/entities/network-acl.ts';

function entry(number: number, text: string, over: Partial<NetworkAclEntry> = {}): NetworkAclEntry {
  const [action, protocol = 'all', ports = 'all', cidr = '0.0.0.0/0'] = text.split(' ');
  const [from, to = from] = ports === 'all' ? [] : ports.split('-').map(Number);
  return {
    number,
    egress: true,
    allow: action === 'allow',
    protocol,
    fromPort: from ?? null,
    toPort: to ?? null,
    cidr,
    ...over,
  };
}

function acl(entries: readonly NetworkAclEntry[]): NetworkAcl {
  const sorted = [...entries].sort((a, b) => a.number - b.number);
  return { id: 'acl-1', vpcId: 'vpc-1', isDefault: false, subnetIds: [], entries: sorted };
}

const THERE = addressesOf(['10.0.2.0/24']);

describe('a request to TCP 443', () => {
  it.each<readonly [string, NetworkAclEntry[], boolean]>([
    ['passes a rule for all traffic', [entry(100, 'allow')], true],
    ['passes a rule for its port', [entry(100, 'allow tcp 443')], true],
    ['passes a rule for a range with its port', [entry(100, 'allow tcp 0-1023')], true],
    ['does not pass where no rule matches', [], false],
    ['does not pass by a rule for another port', [entry(100, 'allow tcp 80')], false],
    ['does not pass by a rule for another protocol', [entry(100, 'allow udp 443')], false],
    ['does not pass by a rule for another direction', [entry(100, 'allow', { egress: false })], false],
    ['does not pass by a rule for another address', [entry(100, 'allow all all 10.0.3.0/24')], false],
    ['does not pass by a rule for IPv6', [entry(100, 'allow all all ::/0')], false],
    ['meets the lowest number first: a denial', [entry(90, 'deny tcp 443'), entry(100, 'allow')], false],
    ['meets the lowest number first: a permission', [entry(90, 'allow tcp 443'), entry(100, 'deny')], true],
    ['passes by two halves', [entry(90, 'allow all all 10.0.2.0/25'), entry(91, 'allow all all 10.0.2.128/25')], true],
    ['passes in part, which is not the whole', [entry(90, 'allow all all 10.0.2.0/25')], false],
  ])('%s', (_, entries, whole) => {
    const { flows, stoppedBy } = passageToPort(acl(entries), true, THERE);
    expect(coversAll(flows, THERE)).toBe(whole);
    expect(stoppedBy.length === 0).toBe(whole);
  });
});

describe('an answer to the port that the task sent from', () => {
  it.each<readonly [string, NetworkAclEntry[], boolean]>([
    ['passes a rule for AWS’s advice, 1024-65535', [entry(100, 'allow tcp 1024-65535')], true],
    ['passes a rule for just Linux’s ports', [entry(100, 'allow tcp 32768-60999')], true],
    ['passes two rules that meet', [entry(100, 'allow tcp 32768-50000'), entry(101, 'allow tcp 50001-65535')], true],
    [
      'passes two rules with a gap only in part',
      [entry(100, 'allow tcp 32768-50000'), entry(101, 'allow tcp 50002-65535')],
      false,
    ],
    ['does not pass by a rule for 443', [entry(100, 'allow tcp 443')], false],
  ])('%s', (_, entries, whole) => {
    expect(coversAll(passageOfAnswers(acl(entries), true, THERE).flows, THERE)).toBe(whole);
  });
});

describe('evaluation by ranges', () => {
  const small = fc
    .tuple(fc.integer({ min: 28, max: 32 }), fc.nat(15))
    .map(([length, host]) => `10.0.0.${host - (host % 2 ** (32 - length))}/${length}`);
  const entries = fc.array(
    fc.record({
      number: fc.integer({ min: 1, max: 9 }),
      egress: fc.boolean(),
      allow: fc.boolean(),
      protocol: fc.constantFrom('all', 'tcp', 'udp'),
      ports: fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 })),
      cidr: small,
    }),
    { maxLength: 6 },
  );

  it('agrees with trying each address and port by itself', () => {
    fc.assert(
      fc.property(entries, (made) => {
        const rules = [...new Map(made.map((rule) => [`${rule.egress} ${rule.number}`, rule])).values()].map(
          ({ ports, ...rule }) => ({ ...rule, fromPort: Math.min(...ports), toPort: Math.max(...ports) }),
        );
        const list = acl(rules);
        const { flows } = aclPassage(list, true, addressesOf(['10.0.0.0/28']), { from: 1, to: 8 });
        for (let host = 0; host < 16; host++) {
          const one = addressesOf([`10.0.0.${host}`]);
          for (let port = 1; port <= 8; port++) {
            const decides = list.entries.find(
              (rule) =>
                rule.egress &&
                (rule.protocol === 'all' ||
                  (rule.protocol === 'tcp' && (rule.fromPort ?? 0) <= port && port <= (rule.toPort ?? 0))) &&
                intersection(addressesOf([rule.cidr]), one).length > 0,
            );
            const through = flows.some(
              ({ ports, addresses }) =>
                ports.from <= port && port <= ports.to && intersection(addresses, one).length > 0,
            );
            expect(through).toBe(decides?.allow ?? false);
          }
        }
      }),
    );
  });
});

describe('words for a rule', () => {
  it.each<readonly [NetworkAclEntry, string]>([
    [entry(100, 'deny tcp 443 10.0.0.0/16'), '100 deny tcp 443 10.0.0.0/16'],
    [entry(110, 'allow tcp 1024-65535'), '110 allow tcp 1024-65535 0.0.0.0/0'],
    [entry(32767, 'deny'), '* deny all all 0.0.0.0/0'],
  ])('%j is %s', (rule, text) => {
    expect(aclRuleText(rule)).toBe(text);
  });

  it('where none matches, the last rule stops', () => {
    expect(passageToPort(acl([]), true, THERE).stoppedBy.map(aclRuleText)).toEqual(['* deny all all 0.0.0.0/0']);
  });
});

describe('numbers for rules that come before another', () => {
  it.each<readonly [string, NetworkAclEntry[], NetworkAclEntry[], number[]]>([
    ['are the next lower ones', [entry(100, 'deny')], [entry(100, 'deny')], [99, 98, 97]],
    ['skip those that are taken', [entry(100, 'deny'), entry(98, 'deny udp 1')], [entry(100, 'deny')], [99, 97, 96]],
    ['are below the last rule', [], [entry(32767, 'deny')], [32766, 32765, 32764]],
    ['are never below 1', [entry(2, 'deny')], [entry(2, 'deny')], [1]],
    ['are none before rule 1', [entry(1, 'deny')], [entry(1, 'deny')], []],
  ])('%s', (_, entries, before, numbers) => {
    expect(numbersBefore(acl(entries), true, before).slice(0, 3)).toEqual(numbers);
  });
});
