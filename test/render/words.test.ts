import { describe, expect, it } from 'vitest';
import type { IngressRule } from '../../src/plan/steps/ingress.ts';
import { tableLines } from '../../src/render/layout/table.ts';
import { rulesText } from '../../src/render/plan/rules-text.ts';
import { formatCount, formatDuration, formatList, truncateList } from '../../src/words.ts';

describe('words', () => {
  it('count in the singular and the plural', () => {
    expect([0, 1, 2].map((n) => formatCount(n, 'subnet'))).toEqual(['0 subnets', '1 subnet', '2 subnets']);
  });

  it('list with commas and one «and»', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((items) => formatList(items))).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
  });

  it('count what is too much to name, but never a single one', () => {
    expect(truncateList(['a', 'b', 'c'], 2)).toBe('a, b and c');
    expect(truncateList(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
  });

  it.each([
    [0, '0:00'],
    [-5, '0:00'],
    [42_900, '0:42'],
    [60_000, '1:00'],
    [725_000, '12:05'],
    [3_603_000, '1:00:03'],
  ])('tell %i ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('the rules of a security group', () => {
  const rule = (port: number, cidr: string, toPort = port): IngressRule => ({
    protocol: 'tcp',
    fromPort: port,
    toPort,
    cidr,
    description: '',
  });

  it.each([
    [[rule(443, '10.0.0.0/24')], 'TCP 443 from 10.0.0.0/24'],
    [[rule(443, 'a'), rule(443, 'b')], 'TCP 443 from a and b'],
    [[rule(443, 'a'), rule(80, 'a'), rule(443, 'b')], 'TCP 443 and TCP 80 from a; TCP 443 from b'],
    [[rule(1, 'a', 9)], 'TCP 1-9 from a'],
    [[...'abcdefg'].map((cidr) => rule(443, cidr)), 'TCP 443 from a, b, c, d and 3 more'],
  ])('are told by the ports that CIDRs have in common', (rules, text) => {
    expect(rulesText(rules)).toBe(text);
  });
});

describe('a table', () => {
  const rows = [
    ['one two three', 'x', '1'],
    ['four', 'y', '22'],
  ];

  it('puts its columns in line', () => {
    const columns = [{ head: 'words' }, { head: '' }, { head: 'n', align: 'right' as const }];
    expect(tableLines({ columns, rows }, 80)).toEqual([
      'words              n',
      'one two three  x   1',
      'four           y  22',
    ]);
  });

  it('wraps cells that may be wrapped, where it is too wide', () => {
    const columns = [{ head: 'words', wraps: true }, { head: '' }, { head: 'n' }];
    expect(tableLines({ columns, rows }, 15)).toEqual(['words        n', 'one two   x  1', 'three', 'four      y  22']);
  });

  it('leaves out columns that may be left out, where wrapping is not enough', () => {
    const columns = [{ head: 'words', wraps: true }, { head: '', drop: 1 }, { head: 'n' }];
    expect(tableLines({ columns, rows }, 9)).toEqual(['words  n', 'one    1', 'two', 'three', 'four   22']);
  });

  it('gives up rather than cut a word', () => {
    expect(tableLines({ columns: [{ head: 'words', wraps: true }, { head: '' }, { head: 'n' }], rows }, 9)).toBeNull();
  });
});
