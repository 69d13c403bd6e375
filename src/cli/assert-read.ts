import type { Mode } from '../aws/calls.ts';
import type { Snapshot, SnapshotPart } from '../discover/snapshot.ts';
import { PullpathError } from '../errors.ts';

/** Without these nobody can say which VPCs have target subnets: none that was seen would pass for none that is there. */
export const TO_FIND_TARGETS: readonly SnapshotPart[] = ['vpcs', 'subnets', 'routeTables'];

/**
 * Fails where one of these parts could not be read.
 * @param mode whose policy would allow it
 * @throws refused-by-aws with AWS's code
 */
export function assertRead(snapshot: Snapshot, parts: readonly SnapshotPart[], mode: Mode): void {
  const unread = snapshot.unread.filter(({ part }) => parts.includes(part));
  const [first] = unread;
  if (first === undefined) return;
  const actions = [...new Set(unread.map(({ action }) => action))].join(' and ');
  throw new PullpathError('refused-by-aws', {
    code: first.code,
    message: `${unread.map(({ part }) => part).join(' and ')} could not be read: ${first.message}.`,
    remedy: `Allow ${actions}; \`pullpath iam-policy ${mode}\` prints the whole policy.`,
    action: first.action,
  });
}
