import type { Diagnosis } from '../diagnose/diagnosis.ts';
import type { AccountHeading, VpcLabel } from './text/heading.ts';

/** One VPC, as audited. */
export interface AuditedVpc {
  readonly label: VpcLabel;
  readonly diagnosis: Diagnosis;
  /** The stack of pullpath that stands in it, if any. */
  readonly stack: string | null;
}

/** One region of one account, as audited, or why it could not be. */
export interface RegionAudit {
  readonly place: AccountHeading;
  readonly vpcs: readonly AuditedVpc[];
  /** What was thrown instead of an answer; then there are no VPCs. */
  readonly error: unknown;
}

/** Without a target there is no path, so the verdict is not open either. */
export function hasTargets({ diagnosis }: AuditedVpc): boolean {
  return diagnosis.subnets.some((subnet) => subnet.target);
}
