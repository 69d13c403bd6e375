import type { Mode } from '../../../aws/iam/calls.ts';
import { chooseVpc } from '../../../discover/select.ts';
import type { Snapshot, SnapshotPart } from '../../../discover/snapshot.ts';
import { PullpathError } from '../../../errors.ts';
import { vpcsOfStack } from '../../../plan/rollback/rollback-plan.ts';
import { isModifiedBy } from '../../../plan/rollback/undo-tags.ts';
import type { Options } from '../../line/options.ts';
import type { Session } from '../session/session.ts';
import { assertRead } from './assert-read.ts';

/** Where a stack stands, with all that was read of it. */
export interface FoundStack {
  readonly snapshot: Snapshot;
  /** Null where no VPC has the stack. */
  readonly vpcId: string | null;
}

/**
 * The VPC that was named, else the one in which the stack stands.
 * @param mode whose policy allows the reads
 * @throws usage SeveralVpcs
 */
export async function findStack(
  { source }: Pick<Session, 'source'>,
  options: Pick<Options, 'vpcId' | 'stack'>,
  mode: Mode,
): Promise<FoundStack> {
  if (options.vpcId !== undefined) {
    const snapshot = await source.read([options.vpcId]);
    return { snapshot: readable(snapshot, options.stack, mode), vpcId: chooseVpc(snapshot, options.vpcId) };
  }
  const wide = readable(await source.read(), options.stack, mode);
  const vpcIds = vpcsOfStack(wide, options.stack);
  const [vpcId] = vpcIds;
  // Nothing of the stack exists, which is no error: a second rollback has nothing to do.
  if (vpcId === undefined) return { snapshot: wide, vpcId: null };
  if (vpcIds.length > 1) {
    throw new PullpathError('usage', {
      code: 'SeveralVpcs',
      message: `Stack ${options.stack} stands in several VPCs: ${vpcIds.join(', ')}.`,
      remedy: 'Choose one with --vpc-id.',
    });
  }
  return { snapshot: readable(await source.readDetails(wide, [vpcId]), options.stack, mode), vpcId };
}

/** A stack is known by its tags: what cannot be read must not pass for gone. */
function readable(snapshot: Snapshot, stack: string, mode: Mode): Snapshot {
  const changedDns = snapshot.vpcs.some((vpc) => isModifiedBy(vpc.tags, stack));
  const needed: SnapshotPart[] = [
    'vpcs',
    'endpoints',
    'securityGroups',
    ...(changedDns ? ['dnsAttributes' as const] : []),
  ];
  assertRead(snapshot, needed, mode);
  return snapshot;
}
