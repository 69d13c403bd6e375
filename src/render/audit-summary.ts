import type { SubnetDiagnosis } from '../diagnose/diagnosis.ts';
import { byVerdict, type Verdict, worstOf } from '../diagnose/verdict.ts';
import { count, listed } from '../words.ts';
import { type AuditedVpc, hasTargets, type RegionAudit } from './audit.ts';
import { noteLines } from './heading.ts';
import type { Ink } from './ink.ts';
import { paragraph } from './paragraph.ts';
import { problemOf } from './problem.ts';
import { tableLines } from './table.ts';

/** One line a VPC, the worst first, and below them what could not be audited. */
export function summaryLines(ink: Ink, regions: readonly RegionAudit[]): string[] {
  const rows = regions.flatMap((region) => region.vpcs.map((vpc) => ({ region, vpc })));
  const sorted = rows.toSorted((a, b) => byVerdict(a.vpc.diagnosis.verdict, b.vpc.diagnosis.verdict));
  const several = (of: (region: RegionAudit) => string) => new Set(regions.map(of)).size > 1;
  const accounts = several((region) => region.place.account);
  const named = rows.some(({ vpc }) => vpc.label.name !== null);
  const stacked = rows.some(({ vpc }) => vpc.stack !== null);
  const table = {
    columns: [
      ...(accounts ? [{ head: ink.dim('account') }] : []),
      { head: ink.dim('region') },
      { head: ink.dim('VPC') },
      ...(named ? [{ head: ink.dim('name'), wraps: true, drop: 1 }] : []),
      { head: ink.dim('pull path') },
      { head: ink.dim('target subnets'), wraps: true },
      ...(stacked ? [{ head: ink.dim('stack'), drop: 2 }] : []),
    ],
    rows: sorted.map(({ region, vpc }) => [
      ...(accounts ? [ink.plain(region.place.account)] : []),
      ink.plain(region.place.region),
      ink.plain(vpc.label.vpcId),
      ...(named ? [ink.plain(vpc.label.name ?? '')] : []),
      hasTargets(vpc) ? ink.verdict(vpc.diagnosis.verdict) : ink.dim('-'),
      ink.plain(tally(targetsOf(vpc).map((subnet) => subnet.verdict)) || 'none'),
      ...(stacked ? [ink.plain(vpc.stack ?? '')] : []),
    ]),
  };
  const notes = new Set(regions.map((region) => region.place.note));
  return [
    ...[...notes].flatMap((note) => noteLines(ink, note)),
    ...totalLines(ink, regions),
    ...(rows.length === 0 ? [] : (tableLines(table, ink.style.width) ?? recordLines(ink, table.rows))),
    ...regions.flatMap((region) => notAuditedLines(ink, region)),
  ];
}

function totalLines(ink: Ink, regions: readonly RegionAudit[]): string[] {
  const vpcs = regions.flatMap((region) => region.vpcs);
  const verdicts = vpcs.filter(hasTargets).map((vpc) => vpc.diagnosis.verdict);
  const failed = regions.filter((region) => region.error !== null).length;
  const verdict = worstOf([...verdicts, ...(failed > 0 ? ['unknown' as const] : [])]);
  const parts = [
    tally(verdicts),
    verdicts.length === vpcs.length ? '' : `${vpcs.length - verdicts.length} without target subnets`,
    failed === 0 ? '' : `${count(failed, 'region')} could not be audited`,
  ];
  if (vpcs.length === 0 && failed === 0)
    return paragraph(ink, ink.plain(`Nothing to judge: no VPC in ${count(regions.length, 'region')}.`));
  const text = `${count(vpcs.length, 'VPC')}: ${parts.filter(Boolean).join('; ')}.`;
  if (verdicts.length + failed === 0) return paragraph(ink, ink.plain(`Nothing to judge: ${text}`));
  return paragraph(ink, `${ink.verdict(verdict)}  ${ink.plain(text)}`);
}

function targetsOf({ diagnosis }: AuditedVpc): SubnetDiagnosis[] {
  return diagnosis.subnets.filter((subnet) => subnet.target);
}

/** `2 closed and 1 open`; empty for none. */
function tally(verdicts: readonly Verdict[]): string {
  const counts = (['closed', 'unknown', 'open'] as const).map((verdict) => ({
    verdict,
    n: verdicts.filter((own) => own === verdict).length,
  }));
  return listed(counts.filter(({ n }) => n > 0).map(({ n, verdict }) => `${n} ${verdict}`));
}

function notAuditedLines(ink: Ink, { place, error }: RegionAudit): string[] {
  if (error === null) return [];
  const { code, message } = problemOf(error);
  const where = `${place.region} of account ${place.account} was not audited: ${message} (${code})`;
  return paragraph(ink, ink.plain(where), `${ink.symbol('unknown')} `);
}

/** For terminals too narrow for any table. */
function recordLines(ink: Ink, rows: readonly (readonly string[])[]): string[] {
  return rows.flatMap((row) => paragraph(ink, row.join('  ')));
}
