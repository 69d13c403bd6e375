import { type Verdict, worstOf } from '../diagnose/verdict.ts';
import type { RegionAudit } from '../render/audit.ts';
import type { Options } from './line/options.ts';

/** Whether an audit as a whole is bad enough for exit 2: the bar is the user's. A region that was not audited is unknown. */
export function auditFails(regions: readonly RegionAudit[], failOn: Options['failOn']): boolean {
  const diagnoses = regions.flatMap(({ vpcs }) => vpcs.map(({ diagnosis }) => diagnosis));
  const unread: Verdict[] = regions.some(({ error }) => error !== null) ? ['unknown'] : [];
  const verdict = worstOf([...diagnoses.map((diagnosis) => diagnosis.verdict), ...unread]);
  if (verdict === 'closed') return true;
  if (failOn !== 'closed' && verdict === 'unknown') return true;
  return (
    failOn === 'risk' && diagnoses.some(({ findings }) => findings.some(({ severity }) => severity === 'endangers'))
  );
}
