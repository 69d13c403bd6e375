import { createHash } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import { NEVER_PUBLIC } from '../../discover/addresses/public-addresses.ts';

type Family = 'ipv4' | 'ipv6';

/** Ranges whose meaning is in their number, and that many networks have alike: they stay as they are. */
const KEPT: { readonly [F in Family]: readonly string[] } = {
  ipv4: NEVER_PUBLIC,
  ipv6: ['::/16', '64:ff9b::/96', 'fc00::/7', 'fe80::/10', 'ff00::/8'],
};
const WIDTH: { readonly [F in Family]: number } = { ipv4: 32, ipv6: 128 };

/** The bits of each range that stays, as text of 0 and 1. */
const KEPT_BITS: { readonly [F in Family]: readonly string[] } = {
  ipv4: KEPT.ipv4.map(bitsOfRange),
  ipv6: KEPT.ipv6.map(bitsOfRange),
};

function bitsOfRange(range: string): string {
  const [address, length] = ipaddr.parseCIDR(range);
  return bitsOf(address).slice(0, length);
}

/**
 * Public addresses that stand for others. What lies in a range lies in the range's replacement, ranges keep their sizes,
 * and no two become one: so every question of what covers what has the same answer. Private ranges stay.
 */
export class AddressBook {
  readonly #key: string;
  readonly #flips = new Map<string, boolean>();

  /** @param key decides which address stands for which; without it nobody gets back to the originals */
  constructor(key: string) {
    this.#key = key;
  }

  /** An address or a range; null where the text is neither. */
  of(text: string): string | null {
    const [host = '', length] = text.split('/');
    if (!ipaddr.isValid(host) || (length !== undefined && !/^\d{1,3}$/.test(length))) return null;
    // `10.1` is an address to the library.
    if (!host.includes(':') && host.split('.').length !== 4) return null;
    const address = ipaddr.parse(host);
    const family = address.kind();
    const size = length === undefined ? WIDTH[family] : Number(length);
    if (size > WIDTH[family]) return null;
    const bits = bitsOf(address);
    const mapped = this.#mapped(family, bits.slice(0, size)) + bits.slice(size);
    const bytes = Array.from({ length: bits.length / 8 }, (_, i) => Number.parseInt(mapped.slice(i * 8, i * 8 + 8), 2));
    const said = ipaddr.fromByteArray(bytes).toString();
    return length === undefined ? said : `${said}/${length}`;
  }

  /** Bit by bit, each turned or not as the bits before it decide. */
  #mapped(family: Family, bits: string): string {
    let isFirst = true;
    return [...bits]
      .map((bit, i) => {
        const before = bits.slice(0, i);
        // On the way to a range that stays, or in it.
        if (KEPT_BITS[family].some((range) => (i < range.length ? range.startsWith(before) : before.startsWith(range))))
          return bit;
        // The first free bit always turns, so that no address stands for itself.
        const turns = isFirst || this.#turns(`${family} ${before}`);
        isFirst = false;
        return turns ? (bit === '0' ? '1' : '0') : bit;
      })
      .join('');
  }

  #turns(before: string): boolean {
    const known = this.#flips.get(before);
    if (known !== undefined) return known;
    const turns = ((createHash('sha256').update(`${this.#key} ${before}`).digest()[0] ?? 0) & 1) === 1;
    this.#flips.set(before, turns);
    return turns;
  }
}

function bitsOf(address: ipaddr.IPv4 | ipaddr.IPv6): string {
  return address
    .toByteArray()
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
}

/** Whether a text is an address, or a small range, that is not one of those that stay. */
export function isPublicAddress(text: string): boolean {
  const [host = '', length = '128'] = text.split('/');
  if (!ipaddr.isValid(host)) return false;
  const address = ipaddr.parse(host);
  const bits = bitsOf(address);
  return Number(length) > 8 && !KEPT_BITS[address.kind()].some((range) => bits.startsWith(range));
}
