import { admission } from '../../diagnose/path/group-admission.ts';
import { addressesOf, covers } from '../../discover/addresses/address-set.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { indexOf } from '../../discover/snapshot-index.ts';

/**
 * Whether groups let a whole subnet in on TCP 443: `maybe` where a rule names groups or lists whose members are not
 * known.
 * @param taskGroupIds the groups that the tasks carry; empty where not known
 */
export function admissionOf(
  snapshot: Snapshot,
  groupIds: readonly string[],
  cidr: string | null,
  taskGroupIds: readonly string[],
): 'yes' | 'maybe' | 'no' {
  if (cidr === null) return 'yes';
  const { securityGroups, prefixLists } = indexOf(snapshot);
  const groups = groupIds.map((id) => securityGroups.get(id));
  const addresses = addressesOf([cidr]);
  const peer = { addresses, groupIds: taskGroupIds.length === 0 ? null : taskGroupIds };
  const { definitely, inDoubt } = admission(
    groups.flatMap((group) => group?.ingress ?? []),
    peer,
    prefixLists,
  );
  if (covers(definitely, addresses)) return 'yes';
  return inDoubt.length > 0 || groups.includes(undefined) ? 'maybe' : 'no';
}
