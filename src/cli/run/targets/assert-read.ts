import type { Mode } from '../../../aws/iam/calls.ts';
import { PART_NAMES } from '../../../discover/reading/part-name.ts';
import type { Snapshot, SnapshotPart } from '../../../discover/snapshot.ts';
import { PullpathError } from '../../../errors.ts';
import { formatList } from '../../../words.ts';

/** Without these it is not known which VPCs have target subnets: one that was not read would count as having none. */
export const TO_FIND_TARGETS: readonly SnapshotPart[] = ['vpcs', 'subnets', 'routeTables'];

/**
 * Fails where one of these parts could not be read.
 * @param mode whose policy would allow it
 * @throws refused-by-aws or failed, with the code of the read
 */
export function assertRead(snapshot: Snapshot, parts: readonly SnapshotPart[], mode: Mode): void {
  const unread = snapshot.unread.filter(({ part }) => parts.includes(part));
  // A permission by itself does not help where something else is wrong as well.
  const first = unread.find(({ why }) => why !== 'denied') ?? unread[0];
  if (first === undefined) return;
  const names = formatList([...new Set(unread.map(({ part }) => PART_NAMES[part]))]);
  const actions = formatList([...new Set(unread.map(({ action }) => action))]);
  throw new PullpathError(first.why === 'failed' ? 'failed' : 'refused-by-aws', {
    code: first.code,
    message: `The ${names} could not be read: ${first.message}.`,
    remedy:
      first.why === 'denied'
        ? [
            `Allow ${actions};`,
            { program: 'pullpath', command: 'iam-policy', args: [mode] },
            ' prints the whole policy.',
          ]
        : first.remedy,
    action: first.action,
  });
}
