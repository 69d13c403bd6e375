import type { SecurityGroupRule } from '../entities/security-group.ts';
import { contains } from './cidr.ts';

/**
 * True where one of the rules lets every address of the CIDR in on that port, by CIDR only: group and list sources do
 * not count.
 */
export function admitsCidr(rules: readonly SecurityGroupRule[], protocol: string, port: number, cidr: string): boolean {
  return rules.some((rule) => {
    if (rule.protocol !== 'all' && rule.protocol !== protocol) return false;
    if ((rule.fromPort ?? 0) > port || (rule.toPort ?? 65_535) < port) return false;
    return (rule.peer.kind === 'ipv4' || rule.peer.kind === 'ipv6') && contains(rule.peer.value, cidr);
  });
}
