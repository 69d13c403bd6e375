import { parseCidr } from 'cidr-tools';

/** A closed interval of addresses on one number line: IPv4 first, IPv6 above it, so that the families never meet. */
export interface AddressRange {
  readonly start: bigint;
  readonly end: bigint;
}

/** A set of addresses of either family: sorted ranges that neither overlap nor touch. */
export type AddressSet = readonly AddressRange[];

const FIRST_IPV6 = 1n << 32n;

/** The addresses of all these CIDRs or single addresses together. Throws where one is neither. */
export function addressesOf(cidrs: readonly string[]): AddressSet {
  return normal(cidrs.map(rangeOf));
}

function rangeOf(cidr: string): AddressRange {
  const { start, end, version } = parseCidr(cidr);
  return version === 4 ? { start, end } : { start: start + FIRST_IPV6, end: end + FIRST_IPV6 };
}

export function union(sets: readonly AddressSet[]): AddressSet {
  return normal(sets.flat());
}

function normal(ranges: readonly AddressRange[]): AddressSet {
  const sorted = [...ranges].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  const merged: AddressRange[] = [];
  for (const range of sorted) {
    const last = merged.at(-1);
    if (last === undefined || range.start > last.end + 1n) merged.push(range);
    else if (range.end > last.end) merged[merged.length - 1] = { start: last.start, end: range.end };
  }
  return merged;
}

/** The addresses in both. */
export function intersection(a: AddressSet, b: AddressSet): AddressSet {
  const result: AddressRange[] = [];
  let i = 0;
  let j = 0;
  for (let x = a[0], y = b[0]; x !== undefined && y !== undefined; x = a[i], y = b[j]) {
    let { start, end } = x;
    if (y.start > start) start = y.start;
    if (y.end < end) end = y.end;
    if (start <= end) result.push({ start, end });
    if (x.end < y.end) i++;
    else j++;
  }
  return result;
}

/** The addresses of `a` that are not in `b`. */
export function difference(a: AddressSet, b: AddressSet): AddressSet {
  const result: AddressRange[] = [];
  let j = 0;
  for (const range of a) {
    let { start } = range;
    while ((b[j]?.end ?? range.end) < start) j++;
    for (let k = j, hole = b[k]; hole !== undefined && hole.start <= range.end; hole = b[++k]) {
      if (hole.start > start) result.push({ start, end: hole.start - 1n });
      if (hole.end + 1n > start) start = hole.end + 1n;
    }
    if (start <= range.end) result.push({ start, end: range.end });
  }
  return result;
}

export function covers(outer: AddressSet, inner: AddressSet): boolean {
  return outer === inner || difference(inner, outer).length === 0;
}

/** How many addresses the set has. */
export function sizeOf(set: AddressSet): bigint {
  return set.reduce((sum, range) => sum + (range.end - range.start + 1n), 0n);
}

/** The set's IPv4 ranges for a reader: `10.0.1.0-10.0.1.127`, the first `limit` of them. */
export function formatAddressSet(set: AddressSet, limit = 3): string {
  const texts = set
    .slice(0, limit)
    .map(({ start, end }) => (start === end ? formatIpv4(start) : `${formatIpv4(start)}-${formatIpv4(end)}`));
  return set.length > limit ? `${texts.join(', ')} and ${set.length - limit} more ranges` : texts.join(', ');
}

/** An IPv4 address as it is written. */
export function formatIpv4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join('.');
}
