import type { SubnetDiagnosis } from '../diagnose/diagnosis.ts';
import { worstOf } from '../diagnose/verdict.ts';
import { count, listed } from '../words.ts';
import type { AuditedVpc, RegionAudit } from './audit.ts';
import { summaryLines } from './audit-summary.ts';
import { diagnosisMatrix, hopsOf } from './diagnosis-matrix.ts';
import { errorLines } from './error-text.ts';
import { findingBlocks } from './findings-text.ts';
import { headingLines, vpcText } from './heading.ts';
import { type Ink, inkOf } from './ink.ts';
import { type Next, nextLines } from './next.ts';
import { paragraph, stacked, textOf } from './paragraph.ts';
import type { Style } from './style.ts';

export interface AuditView {
  readonly regions: readonly RegionAudit[];
  /** Of several VPCs each in full, below the summary. */
  readonly details?: boolean;
  readonly next: Next | null;
}

/** An audit for people: the summary where there are several VPCs, else the VPC's matrix and findings; then what to run next. */
export function auditText(view: AuditView, style: Style): string {
  const ink = inkOf(style);
  const several = view.regions.length > 1 || view.regions.some((region) => region.vpcs.length > 1);
  return textOf(
    stacked([
      ...(several ? [summaryLines(ink, view.regions)] : []),
      ...(view.details || !several ? view.regions.flatMap((region) => regionBlocks(ink, region)) : []),
      view.next === null ? [] : nextLines(ink, view.next),
    ]),
  );
}

function regionBlocks(ink: Ink, region: RegionAudit): string[][] {
  if (region.error !== null) return [[...headingLines(ink, region.place, []), ...errorLines(ink, region.error)]];
  if (region.vpcs.length === 0) return [headingLines(ink, region.place, []), ['No VPC.']];
  return region.vpcs.flatMap((vpc) => [
    headingLines(ink, region.place, [
      ['VPC', vpcText(vpc.label)],
      ['Stack', vpc.stack],
    ]),
    ...vpcBlocks(ink, vpc),
  ]);
}

function vpcBlocks(ink: Ink, { diagnosis }: AuditedVpc): string[][] {
  const targets = diagnosis.subnets.filter((subnet) => subnet.target);
  const targetIds = new Set(targets.map((subnet) => subnet.subnetId));
  const bears = diagnosis.findings.filter(
    ({ subnetIds }) => subnetIds.length === 0 || subnetIds.some((id) => targetIds.has(id)),
  );
  const elsewhere = diagnosis.findings.filter((finding) => !bears.includes(finding));
  return [
    conclusionLines(ink, targets),
    ...diagnosisMatrix(ink, diagnosis),
    ...findingBlocks(ink, bears),
    ...(elsewhere.length === 0 ? [] : [[ink.bold('In subnets that are not targets')]]),
    ...findingBlocks(ink, elsewhere),
  ];
}

/** The answer first, in one sentence. */
function conclusionLines(ink: Ink, targets: readonly SubnetDiagnosis[]): string[] {
  if (targets.length === 0)
    return paragraph(ink, ink.plain('No subnet of this VPC is a target, so there is no path to judge.'));
  const verdict = worstOf(targets.map((subnet) => subnet.verdict));
  const alike = targets.filter((subnet) => subnet.verdict === verdict);
  const hops = hopsOf(alike).filter((name) =>
    alike.some((subnet) => subnet.hops.some((hop) => hop.hop === name && hop.verdict === verdict)),
  );
  const rest =
    verdict === 'open'
      ? 'for every target subnet.'
      : `for ${alike.length} of ${count(targets.length, 'target subnet')}, at ${listed(hops)}.`;
  return paragraph(ink, `${ink.plain('The pull path is')} ${ink.verdict(verdict)} ${ink.plain(rest)}`);
}
