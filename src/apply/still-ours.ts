import { type Endpoint, toEndpoint } from '../discover/endpoint.ts';
import { toSecurityGroup } from '../discover/security-group.ts';
import { toVpc } from '../discover/vpc.ts';
import { PullpathError } from '../errors.ts';
import { isAnyOwn, isOfModifiableKind, isOwnEndpoint, isOwnGroup, STACK } from '../plan/ownership.ts';
import { isModifiedBy } from '../plan/undo-tags.ts';
import { type Bench, goingOn } from './bench.ts';

/**
 * Between the plan and its steps lies a question, or minutes of waiting, in which others may take over what was ours. So
 * every deletion and every change of what stands already reads it again first. What AWS does not list at the moment is not
 * judged here: the call itself says that it is gone.
 */
export type Claim =
  /** A run of the stack made it. */
  | 'made'
  /** The stack has modified it, and its undo tags say so. */
  | 'modified'
  /** About to be modified: no other stack may have marked it meanwhile. */
  | 'free';

/** Those of the endpoints that no longer belong to the stack. */
export async function strangersAmong(
  bench: Bench,
  ids: readonly string[],
  ...claims: readonly Claim[]
): Promise<string[]> {
  const listed = (await bench.reader.endpoints({ vpcIds: [bench.vpcId] })).map(toEndpoint);
  return listed
    .filter((e) => ids.includes(e.id) && !claims.some((claim) => isClaimed(bench, e, claim)))
    .map(({ id }) => id);
}

/** @throws partial NoLongerOurs */
export async function assertEndpoint(bench: Bench, id: string, ...claims: readonly Claim[]): Promise<void> {
  const strangers = await strangersAmong(bench, [id], ...claims);
  if (strangers.length > 0) throw noLongerOurs(bench, strangers);
}

/** @throws partial NoLongerOurs, where the group lost what makes it the stack's */
export async function assertOwnGroup(bench: Bench, id: string): Promise<void> {
  const groups = (await bench.reader.securityGroups({ vpcIds: [bench.vpcId] })).map(toSecurityGroup);
  const group = groups.find((candidate) => candidate.id === id);
  if (group !== undefined && !isOwnGroup(group, bench.stack, bench.account)) throw noLongerOurs(bench, [id]);
}

/** @throws partial NoLongerOurs, where the VPC has another owner, or another stack's mark, or lost ours */
export async function assertVpc(bench: Bench, id: string, claim: 'modified' | 'free'): Promise<void> {
  const vpc = (await bench.reader.vpcs({ vpcIds: [id] })).map(toVpc).find((candidate) => candidate.id === id);
  if (vpc === undefined) return;
  const marked = claim === 'free' ? isFree(bench, vpc.tags) : isModifiedBy(vpc.tags, bench.stack);
  if (vpc.ownerId !== bench.account || !marked) throw noLongerOurs(bench, [id]);
}

function isClaimed(bench: Bench, endpoint: Endpoint, claim: Claim): boolean {
  if (claim === 'made') return isOwnEndpoint(endpoint, bench.stack, bench.account);
  const marked = claim === 'free' ? isFree(bench, endpoint.tags) : isModifiedBy(endpoint.tags, bench.stack);
  return marked && isOfModifiableKind(endpoint, bench.account);
}

function isFree({ stack }: Bench, tags: Endpoint['tags']): boolean {
  return !isAnyOwn(tags) && (tags[STACK] === undefined || tags[STACK] === stack);
}

export function noLongerOurs(bench: Bench, ids: readonly string[]): PullpathError {
  const one = ids.length === 1;
  return new PullpathError('partial', {
    code: 'NoLongerOurs',
    message: `${ids.join(', ')} ${one ? 'was' : 'were'} not touched: the tags or the owner changed since the plan was made, so ${one ? 'it does' : 'they do'} not belong to stack ${bench.stack} any more.`,
    remedy: `Find out who changed ${one ? 'it' : 'them'}; then ${goingOn(bench)}.`,
  });
}
