import type { Diagnosis, SubnetDiagnosis } from '../../../diagnose/diagnosis.ts';
import type { Finding } from '../../../diagnose/findings/finding.ts';
import { worstOf } from '../../../diagnose/verdict.ts';
import { PullpathError } from '../../../errors.ts';

/**
 * What was read after a private hosted zone turned out to hold a service's name: EC2 does not show where the zone leads, so
 * the hop that is closed for want of an endpoint is unknown.
 * @param failure of the run; whatever else it is leaves the diagnosis as it is
 */
export function withHiddenZone(after: Diagnosis, failure: unknown): Diagnosis {
  if (!(failure instanceof PullpathError) || failure.code !== 'PrivateZoneHoldsName') return after;
  const held = after.findings.filter(({ code, subject }) => code === 'PP201' && isNamedIn(failure, subject.id));
  const hops = new Set(held.flatMap((finding) => finding.hops));
  const subnets = after.subnets.map((subnet) => doubted(subnet, hops));
  const targets = subnets.filter(({ target }) => target);
  return {
    ...after,
    verdict: worstOf(targets.map(({ verdict }) => verdict)),
    subnets,
    findings: after.findings.map(
      (finding): Finding =>
        held.includes(finding) ? { ...finding, verdict: 'unknown', severity: 'undecided' } : finding,
    ),
  };
}

function isNamedIn({ message }: PullpathError, service: string): boolean {
  return message.includes(`.${service} `);
}

function doubted(subnet: SubnetDiagnosis, names: ReadonlySet<string>): SubnetDiagnosis {
  const hops = subnet.hops.map((hop) =>
    names.has(hop.hop) && hop.verdict === 'closed' ? { ...hop, verdict: 'unknown' as const } : hop,
  );
  return { ...subnet, hops, verdict: worstOf(hops.map(({ verdict }) => verdict)) };
}
