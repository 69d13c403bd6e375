import { containsCidr, mergeCidr, parseCidr } from 'cidr-tools';
import { formatIpv4 } from './address-set.ts';

/** True where every address of `inner` is in `outer`; each is a CIDR or an address, of either family. */
export function contains(outer: string, inner: string): boolean {
  return containsCidr(outer, inner);
}

/** True of one IPv4 address as it is written. */
export function isIpv4Address(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split('.').every((byte) => Number(byte) < 256);
}

/** The fewest CIDRs that cover exactly the same addresses. */
export function merge(cidrs: readonly string[]): string[] {
  return mergeCidr([...cidrs]);
}

/** Where AWS's resolver answers in a VPC: the second address of its block. */
export function resolverAddress(vpcCidr: string): string {
  return formatIpv4(parseCidr(vpcCidr).start + 2n);
}

/** The lowest address that an IPv4 subnet can give to an interface: AWS keeps the first four for itself. */
export function firstHost(cidr: string): string {
  return formatIpv4(parseCidr(cidr).start + 4n);
}
