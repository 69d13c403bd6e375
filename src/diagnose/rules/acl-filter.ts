import type { NetworkAcl } from '../../discover/entities/network-acl.ts';
import type { Cause } from '../findings/cause.ts';
import { type AclPassage, aclRuleText, numbersBefore } from '../path/acl-passage.ts';
import { exactFilter, type PathFilter } from '../path/path-filter.ts';

/**
 * What every sentence about a network ACL names: the rules that stop, and a free number for one that comes before them.
 */
export interface AclValues {
  readonly acl: string;
  readonly rule: string;
  readonly number: string;
}

/** The filter of one direction of a network ACL, with one cause where something is stopped. */
export function aclFilter(
  acl: NetworkAcl,
  egress: boolean,
  side: PathFilter['side'],
  { flows, stoppedBy }: AclPassage,
  causeOf: (values: AclValues) => Cause,
): PathFilter {
  if (stoppedBy.length === 0) return exactFilter(side, flows, []);
  const rule = stoppedBy.map(aclRuleText).join(', ');
  const freeNumbers = numbersBefore(acl, egress, stoppedBy);
  // Before rule 1 none is free: then the rules must be renumbered first.
  const number = String(freeNumbers[0] ?? '<free number>');
  return exactFilter(side, flows, [{ ...causeOf({ acl: acl.id, rule, number }), freeNumbers }]);
}
