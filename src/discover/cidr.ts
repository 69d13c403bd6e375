import { containsCidr, mergeCidr } from 'cidr-tools';
import ipaddr from 'ipaddr.js';

/** True where every address of `inner` is in `outer`; each is a CIDR or an address, of either family. */
export function contains(outer: string, inner: string): boolean {
  return containsCidr(outer, inner);
}

/** The fewest CIDRs that cover exactly the same addresses. */
export function merge(cidrs: readonly string[]): string[] {
  return mergeCidr([...cidrs]);
}

/** The lowest address that an IPv4 subnet can give to an interface: AWS keeps the first four for itself. */
export function firstHost(cidr: string): string {
  const [a, b, c, d = 0] = ipaddr.IPv4.networkAddressFromCIDR(cidr).octets;
  // A subnet is a /28 at the least, so the last octet has room for four more.
  return [a, b, c, d + 4].join('.');
}
