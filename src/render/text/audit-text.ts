import type { SubnetDiagnosis } from '../../diagnose/diagnosis.ts';
import type { Finding } from '../../diagnose/findings/finding.ts';
import { worstOf } from '../../diagnose/verdict.ts';
import { NO_NAMES } from '../../discover/resource-names.ts';
import { commandText, isPullpath } from '../../remedy/command.ts';
import { commandsIn } from '../../remedy/remedy.ts';
import { formatCount, formatList, truncateList } from '../../words.ts';
import { type AuditedVpc, isJudged, leftOutText, type RegionAudit } from '../audit.ts';
import { diagnosisMatrix, hopsOf } from '../layout/diagnosis-matrix.ts';
import type { Style } from '../layout/formatter.ts';
import { type Formatter, formatterFor } from '../layout/formatter.ts';
import { joinBlocks, joinLines, paragraph } from '../layout/paragraph.ts';
import { failingLines, noVpcLines, summaryLines, totalLines, unjudgedLines } from './audit-summary.ts';
import { errorLines } from './error-text.ts';
import { type FindingGroup, groupFindings } from './finding-groups.ts';
import { findingBlocks } from './findings-text.ts';
import { headingLines, stackFact, vpcText } from './heading.ts';
import { type Next, nextLines } from './next.ts';
import { notJudgedLines } from './not-judged.ts';
import { symptomLines } from './symptom-text.ts';
import { workloadBlocks, workloadFacts, workloadNotes } from './workload-text.ts';

export interface AuditView {
  readonly regions: readonly RegionAudit[];
  /** A command, or a sentence where none helps. */
  readonly next: Next | string | null;
}

/**
 * An audit for people: the summary where there are several VPCs, else the VPC's matrix and findings; then what to run
 * next. Quiet: the verdict in one line. Verbose: each of several VPCs, and each subnet, in full.
 */
export function auditText({ regions, next }: AuditView, style: Style): string {
  const format = formatterFor(style);
  const { verbosity } = style;
  const several = regions.length > 1 || regions.some((region) => region.vpcs.length > 1);
  if (verbosity === 'quiet') return joinLines(several ? totalLines(format, regions) : verdictLines(format, regions));
  const inFull = verbosity === 'verbose' || !several;
  return joinLines(
    joinBlocks([
      ...(several ? [summaryLines(format, regions)] : []),
      ...(several && !inFull ? [failingLines(format, regions)] : []),
      ...(inFull ? regions.flatMap((region) => regionBlocks(format, region, several ? null : next)) : []),
      ...regions.map((region) => leftOutLines(format, region)),
      ...regions.map((region) => unjudgedLines(format, region)),
      nextBlock(format, regions, several, next),
    ]),
  );
}

function nextBlock(
  format: Formatter,
  regions: readonly RegionAudit[],
  several: boolean,
  next: AuditView['next'],
): string[] {
  if (typeof next === 'string') return paragraph(format, format.plain(next));
  if (next === null) return [];
  return nextLines(format, several ? next : withFix(format, regions, next));
}

/** The answer for one VPC, or why there is none. */
function verdictLines(format: Formatter, regions: readonly RegionAudit[]): string[] {
  const [region] = regions;
  const [vpc] = region?.vpcs ?? [];
  if (region?.error != null) return errorLines(format, region.error);
  return vpc === undefined || !isJudged(vpc) ? totalLines(format, regions) : conclusionLines(format, vpc);
}

function regionBlocks(format: Formatter, region: RegionAudit, next: AuditView['next']): string[][] {
  if (region.error !== null) return [[...headingLines(format, region.place, []), ...errorLines(format, region.error)]];
  if (region.vpcs.length === 0) return [headingLines(format, region.place, []), noVpcLines(format, [region])];
  return region.vpcs.flatMap((vpc) => [
    headingLines(format, region.place, [
      ['VPC', vpcText(vpc.label)],
      ...workloadFacts(vpc.workload),
      stackFact(format, vpc.stack),
    ]),
    ...workloadNotes(format, vpc.workload),
    vpc.symptom === undefined ? [] : symptomLines(format, vpc.symptom),
    ...vpcBlocks(format, vpc, next),
  ]);
}

/** The VPCs of the region that were not asked about. */
function leftOutLines(format: Formatter, { leftOut = [] }: RegionAudit): string[] {
  return leftOut.flatMap((vpc) => paragraph(format, format.plain(leftOutText(vpc)), `${format.plain('·')} `));
}

function vpcBlocks(format: Formatter, vpc: AuditedVpc, next: AuditView['next']): string[][] {
  const { diagnosis, workload } = vpc;
  const { subnets } = diagnosis;
  const names = vpc.names?.() ?? NO_NAMES;
  const view = { subnets, names, isDeferred: (group: FindingGroup<Finding>) => isFixedBy(format, next, group) };
  if (!isJudged(vpc)) return findingBlocks(format, diagnosis.findings, view);
  const { own, elsewhere } = byTarget(vpc);
  const isVerbose = format.style.verbosity === 'verbose';
  return [
    [
      ...conclusionLines(format, vpc),
      ...(isVerbose || diagnosis.verdict !== 'closed' ? notJudgedLines(format, diagnosis.notJudged) : []),
    ],
    ...withoutGap(diagnosisMatrix(format, diagnosis), isVerbose ? [] : othersLines(format, subnets, elsewhere)),
    ...findingBlocks(format, own, view),
    ...(isVerbose && elsewhere.length > 0 ? [[format.bold('In subnets that are not targets')]] : []),
    ...(isVerbose ? findingBlocks(format, elsewhere, view) : []),
    ...workloadBlocks(format, workload),
  ];
}

/** The findings about targets and the VPC, and those about other subnets. */
function byTarget({ diagnosis: { subnets, findings } }: AuditedVpc): { own: Finding[]; elsewhere: Finding[] } {
  const targetIds = new Set(subnets.filter((subnet) => subnet.target).map((subnet) => subnet.subnetId));
  const own = findings.filter(({ subnetIds }) => subnetIds.length === 0 || subnetIds.some((id) => targetIds.has(id)));
  return { own, elsewhere: findings.filter((finding) => !own.includes(finding)) };
}

function withoutGap(blocks: readonly string[][], more: readonly string[]): string[][] {
  const filled = blocks.filter((block) => block.length > 0);
  return [...filled.slice(0, -1), [...(filled.at(-1) ?? []), ...more]];
}

const OTHERS_NAMED = 3;

/** The subnets that nobody asked about, in a line. */
function othersLines(format: Formatter, subnets: readonly SubnetDiagnosis[], elsewhere: readonly Finding[]): string[] {
  const others = subnets.filter(({ target }) => !target);
  if (others.length === 0) return [];
  const named = others.map(({ name, subnetId, class: kind }) => `${name ?? subnetId} (${kind})`);
  const codes = [...new Set(elsewhere.map(({ code }) => code))];
  const findings = codes.length === 0 ? '' : `; ${formatList(codes)} there`;
  const text = `Not ${others.length === 1 ? 'a target' : 'targets'}: ${truncateList(named, OTHERS_NAMED)}${findings} (--verbose shows more).`;
  return paragraph(format, format.dim(text));
}

/** True of a service or task whose subnets ECS did not show. */
function isUnplaced(workload: AuditedVpc['workload']): boolean {
  return workload !== undefined && workload.subnetIds === null && (workload.service ?? workload.task) !== null;
}

/** The answer first, in one sentence. */
function conclusionLines(format: Formatter, { diagnosis, workload }: AuditedVpc): string[] {
  const targets = diagnosis.subnets.filter((subnet) => subnet.target);
  const begin = format.plain('The pull path is');
  if (isUnplaced(workload)) {
    const why = ': its subnets could not be read, so the isolated subnets were judged instead.';
    return paragraph(format, `${begin} ${format.verdict('unknown')}${format.plain(why)}`);
  }
  // What keeps it from being judged is among the findings.
  if (targets.length === 0) return paragraph(format, `${begin} ${format.verdict('unknown')}`);
  const verdict = worstOf(targets.map((subnet) => subnet.verdict));
  const alike = targets.filter((subnet) => subnet.verdict === verdict);
  const hops = hopsOf(alike).filter((name) =>
    alike.some((subnet) => subnet.hops.some((hop) => hop.hop === name && hop.verdict === verdict && !hop.optional)),
  );
  const count = alike.length === targets.length ? '' : `${alike.length} of `;
  const where = `${count}${formatCount(targets.length, 'target subnet')}`;
  const rest = verdict === 'open' ? `for ${where}.` : `for ${where} at ${formatList(hops)}.`;
  return paragraph(format, `${begin} ${format.verdict(verdict)} ${format.plain(rest)}`);
}

/** True of findings that the command named at the end fixes: then it is not printed with each of them. */
function isFixedBy(format: Formatter, next: AuditView['next'], { groups }: FindingGroup<Finding>): boolean {
  if (next === null || typeof next === 'string' || !isPullpath(next.command) || next.command.command !== 'plan')
    return false;
  if (format.style.verbosity === 'verbose') return false;
  const fix = { ...next.command, command: 'apply' };
  const { modifyExisting: _, ...options } = fix.options ?? {};
  // What needs no consent is done with it, too.
  const fixes = new Set([fix, { ...fix, options }].map((command) => commandText(command)));
  return groups.every((findings) => {
    const commands = commandsIn(findings[0]?.remedy ?? '').map((command) => commandText(command));
    return commands.length > 0 && commands.every((command) => fixes.has(command));
  });
}

/** The plan, and where findings leave their remedy to it, which ones, and how it is applied. */
function withFix(format: Formatter, regions: readonly RegionAudit[], next: Next): Next {
  const groups = regions.flatMap(({ vpcs }) => vpcs.flatMap((vpc) => groupFindings(byTarget(vpc).own)));
  const codes = groups.filter((group) => isFixedBy(format, next, group)).map(({ code }) => code);
  if (codes.length === 0 || !isPullpath(next.command)) return next;
  // What no endpoint opens is said here too.
  const [aside = ''] = / \(.*\)$/.exec(next.what) ?? [];
  const what = `To fix ${formatList([...new Set(codes)])}, preview the changes and apply them${aside}`;
  return { what, command: next.command, also: { ...next.command, command: 'apply' } };
}
