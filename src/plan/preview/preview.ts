import type { Diagnosis } from '../../diagnose/diagnosis.ts';
import type { HopPreview, Preview } from '../plan.ts';

/** Which hops of the targets a plan opens, and which stay as they are: the diagnosis before against the one foreseen. */
export function previewOf(before: Diagnosis, after: Diagnosis): Preview {
  const later = new Map(after.subnets.map((subnet) => [subnet.subnetId, subnet]));
  const hops = before.subnets
    .filter((subnet) => subnet.target)
    .flatMap((subnet) =>
      subnet.hops.map((hop): HopPreview => {
        const foreseen = later.get(subnet.subnetId)?.hops.find((candidate) => candidate.hop === hop.hop);
        const findings = foreseen?.findings ?? hop.findings;
        return {
          subnetId: subnet.subnetId,
          hop: hop.hop,
          before: hop.verdict,
          after: foreseen?.verdict ?? 'unknown',
          findings,
        };
      }),
    );
  return {
    before: before.verdict,
    after: after.verdict,
    opens: hops.filter((hop) => hop.before !== 'open' && hop.after === 'open'),
    staysClosed: hops.filter((hop) => hop.after !== 'open'),
    findings: after.findings,
  };
}
