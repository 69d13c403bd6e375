import { isIpv4Cidr, type Range, rangeOf } from '../network/ipv4.ts';
import type { Network } from '../network/types.ts';

/** Source ports of the tasks: Linux's own ephemeral range [aws-facts: network-acls]. */
export const taskPorts: Range = { first: 32768, last: 60999 };
/** Source ports of a NAT gateway. */
export const natPorts: Range = { first: 1024, last: 65535 };

/**
 * One number of each part into which the cuts divide a range: within a part no rule tells numbers apart, so that
 * trying these is as good as trying all.
 */
function oneOfEachPart({ first, last }: Range, cuts: Iterable<number>): number[] {
  const inside = [...cuts].filter((cut) => first < cut && cut <= last);
  return [...new Set([first, ...inside])].sort((a, b) => a - b);
}

/** Where rules of any kind in the network begin to say something else about IPv4 addresses. */
export function addressCuts(network: Network): Set<number> {
  const cidrs = [
    ...network.routeTables.flatMap(({ routes }) => routes.map(({ destination }) => destination)),
    ...network.networkAcls.flatMap(({ entries }) => entries.map(({ cidr }) => cidr)),
    ...network.securityGroups.flatMap(({ rules }) => rules.map(({ peer }) => peer)),
    ...network.prefixLists.flatMap((list) => list.cidrs),
  ];
  return new Set(
    cidrs.filter(isIpv4Cidr).flatMap((cidr) => {
      const { first, last } = rangeOf(cidr);
      return [first, last + 1];
    }),
  );
}

export function sampleAddresses(range: Range, cuts: Iterable<number>): number[] {
  return oneOfEachPart(range, cuts);
}

export function samplePorts(network: Network, range: Range): number[] {
  const cuts = network.networkAcls.flatMap(({ entries }) =>
    entries.flatMap(({ ports }) => (ports ? [ports[0], ports[1] + 1] : [])),
  );
  return oneOfEachPart(range, cuts);
}
