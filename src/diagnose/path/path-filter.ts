import type { AddressSet } from '../../discover/addresses/address-set.ts';
import type { Cause } from '../findings/cause.ts';
import { type Flows, NO_FLOWS, onEveryPort } from './flows.ts';

/**
 * What one rule lets through of a path, and why not the rest. Two bounds make three answers: what surely passes, and
 * what may pass at most; between them lies what cannot be told from here.
 */
export interface PathFilter {
  /** Whose addresses the flows are about: the task's, or those it talks to. */
  readonly side: 'task' | 'far';
  readonly definitely: Flows;
  readonly possibly: Flows;
  /** Why not everything may pass. */
  readonly stops: readonly Cause[];
  /** Why it cannot be told whether the rest passes. */
  readonly unsure: readonly Cause[];
}

/** A filter that lets nothing through, whatever the address. */
export function blockingFilter(stops: readonly Cause[]): PathFilter {
  return { side: 'far', definitely: NO_FLOWS, possibly: NO_FLOWS, stops, unsure: [] };
}

/** A filter of which nothing can be told: it may let all of these addresses through, or none. */
export function unknownFilter(
  addresses: AddressSet,
  unsure: readonly Cause[],
  side: PathFilter['side'] = 'far',
): PathFilter {
  return { side, definitely: NO_FLOWS, possibly: onEveryPort(addresses), stops: [], unsure };
}

/** A filter that is fully known: it lets exactly these flows through. */
export function exactFilter(side: PathFilter['side'], flows: Flows, stops: readonly Cause[]): PathFilter {
  return { side, definitely: flows, possibly: flows, stops, unsure: [] };
}
