import type { SubnetDiagnosis } from '../../diagnose/diagnosis.ts';
import { worstOf } from '../../diagnose/verdict.ts';
import { formatCount, formatList } from '../../words.ts';
import { type AuditedVpc, isJudged, leftOutText, type RegionAudit } from '../audit.ts';
import { diagnosisMatrix, hopsOf } from '../layout/diagnosis-matrix.ts';
import type { Style } from '../layout/formatter.ts';
import { type Formatter, formatterFor } from '../layout/formatter.ts';
import { joinBlocks, joinLines, paragraph } from '../layout/paragraph.ts';
import { failingLines, noVpcLines, summaryLines, unjudgedLines } from './audit-summary.ts';
import { errorLines } from './error-text.ts';
import { findingBlocks } from './findings-text.ts';
import { headingLines, vpcText } from './heading.ts';
import { type Next, nextLines } from './next.ts';
import { notJudgedLines } from './not-judged.ts';
import { symptomLines } from './symptom-text.ts';
import { workloadBlocks, workloadFacts, workloadNotes } from './workload-text.ts';

export interface AuditView {
  readonly regions: readonly RegionAudit[];
  /** Of several VPCs each in full, below the summary. */
  readonly details?: boolean;
  /** A command, or a sentence where none helps. */
  readonly next: Next | string | null;
}

/**
 * An audit for people: the summary where there are several VPCs, else the VPC's matrix and findings; then what to run
 * next.
 */
export function auditText(view: AuditView, style: Style): string {
  const format = formatterFor(style);
  const several = view.regions.length > 1 || view.regions.some((region) => region.vpcs.length > 1);
  return joinLines(
    joinBlocks([
      ...(several ? [summaryLines(format, view.regions)] : []),
      ...(several && !view.details ? [failingLines(format, view.regions)] : []),
      ...(view.details || !several ? view.regions.flatMap((region) => regionBlocks(format, region)) : []),
      ...view.regions.map((region) => leftOutLines(format, region)),
      ...view.regions.map((region) => unjudgedLines(format, region)),
      nextBlock(format, view.next),
    ]),
  );
}

function nextBlock(format: Formatter, next: AuditView['next']): string[] {
  if (typeof next === 'string') return paragraph(format, format.plain(next));
  return next === null ? [] : nextLines(format, next);
}

function regionBlocks(format: Formatter, region: RegionAudit): string[][] {
  if (region.error !== null) return [[...headingLines(format, region.place, []), ...errorLines(format, region.error)]];
  if (region.vpcs.length === 0) return [headingLines(format, region.place, []), noVpcLines(format, [region])];
  return region.vpcs.flatMap((vpc) => [
    headingLines(format, region.place, [
      ['VPC', vpcText(vpc.label)],
      ...workloadFacts(vpc.workload),
      ['Stack', vpc.stack],
    ]),
    ...workloadNotes(format, vpc.workload),
    vpc.symptom === undefined ? [] : symptomLines(format, vpc.symptom),
    ...vpcBlocks(format, vpc),
  ]);
}

/** The VPCs of the region that were not asked about. */
function leftOutLines(format: Formatter, { leftOut = [] }: RegionAudit): string[] {
  return leftOut.flatMap((vpc) => paragraph(format, format.plain(leftOutText(vpc)), `${format.plain('·')} `));
}

function vpcBlocks(format: Formatter, vpc: AuditedVpc): string[][] {
  const { diagnosis, workload } = vpc;
  if (!isJudged(vpc)) return findingBlocks(format, diagnosis.findings, diagnosis.subnets);
  const targets = diagnosis.subnets.filter((subnet) => subnet.target);
  const targetIds = new Set(targets.map((subnet) => subnet.subnetId));
  const bears = diagnosis.findings.filter(
    ({ subnetIds }) => subnetIds.length === 0 || subnetIds.some((id) => targetIds.has(id)),
  );
  const elsewhere = diagnosis.findings.filter((finding) => !bears.includes(finding));
  return [
    [
      ...(isUnplaced(workload) ? unplacedLines(format) : conclusionLines(format, targets)),
      ...notJudgedLines(format, diagnosis.notJudged),
    ],
    ...diagnosisMatrix(format, diagnosis),
    ...findingBlocks(format, bears, diagnosis.subnets),
    ...(elsewhere.length === 0 ? [] : [[format.bold('In subnets that are not targets')]]),
    ...findingBlocks(format, elsewhere, diagnosis.subnets),
    ...workloadBlocks(format, workload),
  ];
}

/** True of a service or task whose subnets ECS did not tell. */
function isUnplaced(workload: AuditedVpc['workload']): boolean {
  return workload !== undefined && workload.subnetIds === null && (workload.service ?? workload.task) !== null;
}

function unplacedLines(format: Formatter): string[] {
  const rest = 'in which subnets it runs could not be read. Judged instead are the subnets without a way out.';
  return paragraph(
    format,
    `${format.plain('The pull path is')} ${format.verdict('unknown')}${format.plain(`: ${rest}`)}`,
  );
}

/** The answer first, in one sentence. */
function conclusionLines(format: Formatter, targets: readonly SubnetDiagnosis[]): string[] {
  // What keeps it from being judged is among the findings.
  if (targets.length === 0)
    return paragraph(format, `${format.plain('The pull path is')} ${format.verdict('unknown')}`);
  const verdict = worstOf(targets.map((subnet) => subnet.verdict));
  const alike = targets.filter((subnet) => subnet.verdict === verdict);
  const hops = hopsOf(alike).filter((name) =>
    alike.some((subnet) => subnet.hops.some((hop) => hop.hop === name && hop.verdict === verdict && !hop.optional)),
  );
  const rest =
    verdict === 'open'
      ? 'for every target subnet.'
      : `for ${alike.length} of ${formatCount(targets.length, 'target subnet')}, at ${formatList(hops)}.`;
  return paragraph(format, `${format.plain('The pull path is')} ${format.verdict(verdict)} ${format.plain(rest)}`);
}
