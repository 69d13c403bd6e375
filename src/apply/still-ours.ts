import { type Endpoint, toEndpoint } from '../discover/entities/endpoint.ts';
import { toSecurityGroup } from '../discover/entities/security-group.ts';
import { toVpc } from '../discover/entities/vpc.ts';
import { PullpathError } from '../errors.ts';
import { isAnyOwn, isOfModifiableKind, isOwnEndpoint, isOwnGroup, STACK } from '../plan/ownership/ownership.ts';
import { isModifiedBy } from '../plan/rollback/undo-tags.ts';
import { type ApplyContext, resumeCommand } from './apply-context.ts';

/**
 * Between the plan and its steps lies a question, or minutes of waiting, in which others may take over what was ours.
 * So every deletion and every change of what stands already reads it again first. What AWS does not list at the moment
 * is not judged here: the call itself says that it is gone.
 */
export type Claim =
  /** A run of the stack made it. */
  | 'made'
  /** The stack has modified it, and its undo tags say so. */
  | 'modified'
  /** About to be modified: no other stack may have marked it meanwhile. */
  | 'free';

/** Those of the endpoints that no longer belong to the stack. */
export async function foreignAmong(
  context: ApplyContext,
  ids: readonly string[],
  ...claims: readonly Claim[]
): Promise<string[]> {
  const listed = (await context.reader.endpoints({ vpcIds: [context.vpcId] })).map(toEndpoint);
  return listed
    .filter((e) => ids.includes(e.id) && !claims.some((claim) => isClaimed(context, e, claim)))
    .map(({ id }) => id);
}

/** @throws partial NoLongerOurs */
export async function assertEndpoint(context: ApplyContext, id: string, ...claims: readonly Claim[]): Promise<void> {
  const foreign = await foreignAmong(context, [id], ...claims);
  if (foreign.length > 0) throw noLongerOurs(context, foreign);
}

/** @throws partial NoLongerOurs, where the group lost what makes it the stack's */
export async function assertOwnGroup(context: ApplyContext, id: string): Promise<void> {
  const groups = (await context.reader.securityGroups({ vpcIds: [context.vpcId] })).map(toSecurityGroup);
  const group = groups.find((candidate) => candidate.id === id);
  if (group !== undefined && !isOwnGroup(group, context.stack, context.account)) throw noLongerOurs(context, [id]);
}

/** @throws partial NoLongerOurs, where the VPC has another owner, or another stack's mark, or lost ours */
export async function assertVpc(context: ApplyContext, id: string, claim: 'modified' | 'free'): Promise<void> {
  const vpc = (await context.reader.vpcs({ vpcIds: [id] })).map(toVpc).find((candidate) => candidate.id === id);
  if (vpc === undefined) return;
  const marked = claim === 'free' ? isFree(context, vpc.tags) : isModifiedBy(vpc.tags, context.stack);
  if (vpc.ownerId !== context.account || !marked) throw noLongerOurs(context, [id]);
}

function isClaimed(context: ApplyContext, endpoint: Endpoint, claim: Claim): boolean {
  if (claim === 'made') return isOwnEndpoint(endpoint, context.stack, context.account);
  const marked = claim === 'free' ? isFree(context, endpoint.tags) : isModifiedBy(endpoint.tags, context.stack);
  return marked && isOfModifiableKind(endpoint, context.account);
}

function isFree({ stack }: ApplyContext, tags: Endpoint['tags']): boolean {
  return !isAnyOwn(tags) && (tags[STACK] === undefined || tags[STACK] === stack);
}

export function noLongerOurs(context: ApplyContext, ids: readonly string[]): PullpathError {
  const one = ids.length === 1;
  return new PullpathError('partial', {
    code: 'NoLongerOurs',
    message: `${ids.join(', ')} ${one ? 'was' : 'were'} not touched: the tags or the owner changed since the plan was made, so ${one ? 'it does' : 'they do'} not belong to stack ${context.stack} any more.`,
    remedy: [`Find out who changed ${one ? 'it' : 'them'}. Then continue:`, resumeCommand(context)],
  });
}
