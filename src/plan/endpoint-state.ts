import type { Endpoint } from '../discover/endpoint.ts';

/** States as a snapshot has them, in lower case [aws-facts: endpoint-states]. */
type Stateful = Pick<Endpoint, 'state'>;

/** Gone or going: such an endpoint serves nobody and is not ours to wait for. A `deleted` one can stay visible for a while. */
export function isGone({ state }: Stateful): boolean {
  return state === 'deleting' || state === 'deleted';
}

/** What can no longer become available. */
export function isDead({ state }: Stateful): boolean {
  return state === 'failed' || state === 'rejected' || state === 'expired';
}

/** On its way to `available`, where it goes by itself. */
export function isSettling({ state }: Stateful): boolean {
  return state === 'pending' || state === 'partial';
}
