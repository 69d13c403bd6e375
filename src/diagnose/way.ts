import type { Cause } from './cause.ts';
import type { Leg } from './judge.ts';

/** How packets go to where a name leads: the legs to be judged, and what is worth knowing even where all are open. */
export interface Way {
  readonly legs: readonly Leg[];
  readonly notes: readonly Cause[];
}
