import type { Diagnosis } from '../../diagnose/diagnosis.ts';
import { formatCount, formatList } from '../../words.ts';
import type { HopPreview, Preview } from '../plan.ts';
import type { Step } from '../step.ts';
import type { SideEffect } from './side-effect.ts';

/**
 * Which hops of the targets a plan opens, and which stay as they are: the diagnosis before against the one foreseen.
 */
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

/**
 * Who can do something now and no longer will when the steps are done, by the evaluator: subnets that lose the same
 * services are told of together.
 * @param isConcerned which subnets to look at
 */
export function regressionsOf(
  before: Diagnosis,
  after: Diagnosis,
  steps: readonly Step[],
  isConcerned: (subnetId: string) => boolean,
): SideEffect[] {
  const later = new Map(after.subnets.map((subnet) => [subnet.subnetId, subnet]));
  const alike = new Map<string, string[]>();
  for (const { subnetId, hops } of before.subnets.filter((subnet) => isConcerned(subnet.subnetId))) {
    const foreseen = later.get(subnetId)?.hops ?? [];
    const verdictAfter = (hop: string) => foreseen.find((candidate) => candidate.hop === hop)?.verdict ?? 'unknown';
    const open = hops.filter(({ hop, verdict }) => verdict === 'open' && hop !== 'dns').map(({ hop }) => hop);
    const lost = open.filter((hop) => verdictAfter(hop) === 'closed');
    const doubtful = open.filter((hop) => verdictAfter(hop) === 'unknown');
    const words = [
      ...(lost.length > 0 ? [`will no longer reach ${formatList(lost)}`] : []),
      ...(doubtful.length > 0 ? [`may no longer reach ${formatList(doubtful)}`] : []),
    ].join(', and ');
    if (words !== '') alike.set(words, [...(alike.get(words) ?? []), subnetId]);
  }
  return [...alike].map(([words, subnetIds]) => ({
    kind: 'loses-path',
    message: `${formatCount(subnetIds.length, 'subnet')} ${words}.`,
    subnetIds,
    steps: steps.map((step) => step.id),
  }));
}
