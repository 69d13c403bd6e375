import ipaddr from 'ipaddr.js';

/** A closed interval of IPv4 addresses, each as an unsigned 32-bit number. */
export interface Range {
  first: number;
  last: number;
}

/** The number of a dotted address. Throws on anything else. */
export function numberOf(address: string): number {
  return ipaddr.IPv4.parse(address)
    .toByteArray()
    .reduce((sum, byte) => sum * 256 + byte, 0);
}

export function addressOf(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

export function isIpv4Cidr(text: string): boolean {
  return ipaddr.IPv4.isValidCIDRFourPartDecimal(text);
}

export function isIpv6Cidr(text: string): boolean {
  return ipaddr.IPv6.isValidCIDR(text);
}

export function lengthOf(cidr: string): number {
  return Number(cidr.split('/')[1]);
}

/** The addresses of an IPv4 CIDR; host bits are ignored. */
export function rangeOf(cidr: string): Range {
  const size = 2 ** (32 - lengthOf(cidr));
  const start = numberOf(cidr.split('/')[0]!);
  const first = start - (start % size);
  return { first, last: first + size - 1 };
}

export function holds(cidr: string, address: number): boolean {
  const { first, last } = rangeOf(cidr);
  return first <= address && address <= last;
}

/** As EC2 stores it: host bits zeroed, IPv6 compressed [aws-facts: rule-batch]. */
export function canonical(cidr: string): string {
  if (isIpv4Cidr(cidr)) return `${addressOf(rangeOf(cidr).first)}/${lengthOf(cidr)}`;
  return `${ipaddr.IPv6.networkAddressFromCIDR(cidr).toString()}/${lengthOf(cidr)}`;
}
