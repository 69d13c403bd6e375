import type { NetworkAcl } from '../../discover/network-acl.ts';
import { numberBefore, type Passage, ruleText } from '../acl-passage.ts';
import type { Cause } from '../cause.ts';
import { type Gate, passes } from '../gate.ts';

/** What every sentence about a network ACL names: the rules that stop, and a free number for one that comes before them. */
export interface AclValues {
  readonly acl: string;
  readonly rule: string;
  readonly number: string;
}

/** The gate of one direction of a network ACL, with one cause where something is stopped. */
export function aclGate(
  acl: NetworkAcl,
  egress: boolean,
  side: Gate['side'],
  { flows, stoppedBy }: Passage,
  causeOf: (values: AclValues) => Cause,
): Gate {
  if (stoppedBy.length === 0) return passes(side, flows, []);
  const rule = stoppedBy.map(ruleText).join(', ');
  const number = String(numberBefore(acl, egress, stoppedBy));
  return passes(side, flows, [causeOf({ acl: acl.id, rule, number })]);
}
