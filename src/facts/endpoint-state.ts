/** Something with the state of a VPC endpoint as a snapshot has it, in lower case. */
interface Stateful {
  readonly state: string;
}

/**
 * What each state of a VPC endpoint comes to [aws-facts: endpoint-states]. A `deleted` one can stay listed for a while;
 * in `partial` and `pendingacceptance` an endpoint's private names may lead to it already, though it does not answer
 * yet.
 */
const PHASES: Readonly<Record<string, 'coming' | 'available' | 'failed' | 'going'>> = {
  pendingacceptance: 'coming',
  pending: 'coming',
  partial: 'coming',
  available: 'available',
  deleting: 'going',
  deleted: 'going',
  failed: 'failed',
  rejected: 'failed',
  expired: 'failed',
};

/** The state in which an endpoint serves. */
export const AVAILABLE = 'available';

export function isAvailable({ state }: Stateful): boolean {
  return PHASES[state] === 'available';
}

/** Being deleted or deleted: such an endpoint serves nothing. */
export function isGone({ state }: Stateful): boolean {
  return PHASES[state] === 'going';
}

/**
 * Gone for good, though AWS may still list it. Until then it counts against quotas and keeps its network interfaces.
 */
export function isDeleted({ state }: Stateful): boolean {
  return state === 'deleted';
}

/** Can no longer become available. */
export function isFailed({ state }: Stateful): boolean {
  return PHASES[state] === 'failed';
}

/** Not available yet, and possibly on its way there. */
export function isBecomingAvailable({ state }: Stateful): boolean {
  return PHASES[state] === 'coming';
}

/** On its way to `available` without anybody's help. `pendingacceptance` waits for the owner of the service. */
export function isPending({ state }: Stateful): boolean {
  return PHASES[state] === 'coming' && state !== 'pendingacceptance';
}
