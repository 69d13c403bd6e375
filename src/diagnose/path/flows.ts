import { type AddressSet, covers, intersection, union } from '../../discover/addresses/address-set.ts';

/** TCP ports, both ends included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** The ports that Fargate's Linux sends from; an answer must come back to each of them [aws-facts: network-acls]. */
export const TASK_PORTS: PortRange = { from: 32_768, to: 60_999 };

/** Of some task ports, the addresses that get through. */
export interface PortRangeFlows {
  readonly ports: PortRange;
  readonly addresses: AddressSet;
}

/**
 * A set of connections, as rectangles of addresses × task ports that do not overlap. The addresses are those of one
 * side: the subnet's, or those of what the task talks to.
 */
export type Flows = readonly PortRangeFlows[];

export const NO_FLOWS: Flows = [];

/** Every task port, with these addresses. */
export function onEveryPort(addresses: AddressSet): Flows {
  return addresses.length === 0 ? NO_FLOWS : [{ ports: TASK_PORTS, addresses }];
}

/** Flows that tell no ports apart, and these addresses along with them. */
export function withAddresses(flows: Flows, addresses: AddressSet): Flows {
  return onEveryPort(union([addresses, ...flows.map((slab) => slab.addresses)]));
}

/** What is in both. */
export function intersectFlows(a: Flows, b: Flows): Flows {
  return a.flatMap((x) =>
    b.flatMap((y) => {
      const ports = { from: Math.max(x.ports.from, y.ports.from), to: Math.min(x.ports.to, y.ports.to) };
      const addresses = ports.from <= ports.to ? intersection(x.addresses, y.addresses) : [];
      return addresses.length === 0 ? [] : [{ ports, addresses }];
    }),
  );
}

/** True where all these addresses get through on every task port. */
export function coversAll(flows: Flows, addresses: AddressSet): boolean {
  const ports = flows
    .filter((slab) => covers(slab.addresses, addresses))
    .reduce((sum, slab) => sum + (slab.ports.to - slab.ports.from + 1), 0);
  return ports === TASK_PORTS.to - TASK_PORTS.from + 1;
}

/** True where some port lets something through on both sides: one connection at least can come about. */
export function sharePort(a: Flows, b: Flows): boolean {
  return a.some((x) => b.some((y) => x.ports.from <= y.ports.to && y.ports.from <= x.ports.to));
}
