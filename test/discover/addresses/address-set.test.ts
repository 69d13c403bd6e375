import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AddressSet,
  addressesOf,
  covers,
  difference,
  formatAddressSet,
  intersection,
  sizeOf,
  union,
} from '../../../src/discover/addresses/address-set.ts';

/** CIDRs inside 10.0.0.0/27, a space small enough to look at every address. */
const small = fc
  .tuple(fc.integer({ min: 27, max: 32 }), fc.nat(31))
  .map(([length, host]) => `10.0.0.${host - (host % 2 ** (32 - length))}/${length}`);
const smallSet = fc.array(small, { maxLength: 4 });

function members(set: AddressSet): string[] {
  return set.flatMap(({ start, end }) => {
    const found: string[] = [];
    for (let address = start; address <= end; address++) found.push(String(address & 255n));
    return found;
  });
}

function allOf(cidrs: readonly string[]): Set<string> {
  const found = new Set<string>();
  for (const cidr of cidrs) {
    const [host = '', length = ''] = cidr.replace('10.0.0.', '').split('/');
    for (let i = 0; i < 2 ** (32 - Number(length)); i++) found.add(String(Number(host) + i));
  }
  return found;
}

describe('sets of addresses do what sets of single addresses do', () => {
  it.each<[string, (a: AddressSet, b: AddressSet) => AddressSet, (a: boolean, b: boolean) => boolean]>([
    ['what is in both', intersection, (a, b) => a && b],
    ['what is in the first alone', difference, (a, b) => a && !b],
    ['what is in either', (a, b) => union([a, b]), (a, b) => a || b],
  ])('%s', (_, operation, wanted) => {
    fc.assert(
      fc.property(smallSet, smallSet, (a, b) => {
        const [inA, inB] = [allOf(a), allOf(b)];
        const expected = Array.from({ length: 32 }, (_, i) => String(i)).filter((i) => wanted(inA.has(i), inB.has(i)));
        const result = operation(addressesOf(a), addressesOf(b));
        expect(members(result)).toEqual(expected);
        expect(sizeOf(result)).toBe(BigInt(expected.length));
      }),
    );
  });

  it('one covers the other where no address of it is missing', () => {
    fc.assert(
      fc.property(smallSet, smallSet, (a, b) => {
        const inA = allOf(a);
        expect(covers(addressesOf(a), addressesOf(b))).toBe([...allOf(b)].every((address) => inA.has(address)));
      }),
    );
  });

  it('ranges neither overlap nor touch', () => {
    fc.assert(
      fc.property(smallSet, (cidrs) => {
        const set = addressesOf(cidrs);
        for (const [i, { start }] of set.entries()) expect(start > (set[i - 1]?.end ?? -9n) + 1n).toBe(true);
      }),
    );
  });
});

describe('families do not meet', () => {
  it.each([
    ['0.0.0.0/0', '::/0'],
    ['255.255.255.255/32', '::/128'],
  ])('%s and %s have nothing in common', (v4, v6) => {
    expect(intersection(addressesOf([v4]), addressesOf([v6]))).toEqual([]);
  });

  it('two halves cover the whole, which the CIDR library alone does not see', () => {
    expect(covers(addressesOf(['10.0.0.0/25', '10.0.0.128/25']), addressesOf(['10.0.0.0/24']))).toBe(true);
  });
});

describe('a set as text', () => {
  it.each([
    [['10.0.0.0/30'], '10.0.0.0-10.0.0.3'],
    [['10.0.0.7'], '10.0.0.7'],
    [
      ['10.0.0.0/31', '10.0.1.0/31', '10.0.2.0/31', '10.0.3.0/31'],
      '10.0.0.0-10.0.0.1, 10.0.1.0-10.0.1.1, 10.0.2.0-10.0.2.1 and 1 more ranges',
    ],
  ])('%j is %s', (cidrs, text) => {
    expect(formatAddressSet(addressesOf(cidrs))).toBe(text);
  });
});
