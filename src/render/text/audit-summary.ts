import type { SubnetDiagnosis } from '../../diagnose/diagnosis.ts';
import { byVerdict, type Verdict } from '../../diagnose/verdict.ts';
import { compare } from '../../order.ts';
import { formatCount, formatList } from '../../words.ts';
import { type AuditedVpc, isJudged, type RegionAudit, verdictOfRegions, verdictOfVpc } from '../audit.ts';
import type { Formatter } from '../layout/formatter.ts';
import { paragraph, withTitle } from '../layout/paragraph.ts';
import { tableLines } from '../layout/table.ts';
import { noteLines } from './heading.ts';
import { problemOf } from './problem.ts';

/** One line a VPC, the worst first, and below them what could not be audited. */
export function summaryLines(format: Formatter, regions: readonly RegionAudit[]): string[] {
  const rows = regions.flatMap((region) => region.vpcs.map((vpc) => ({ region, vpc })));
  const sorted = rows.toSorted((a, b) => byVerdict(verdictOfVpc(a.vpc), verdictOfVpc(b.vpc)));
  const several = (of: (region: RegionAudit) => string) => new Set(regions.map(of)).size > 1;
  const accounts = several((region) => region.place.account);
  const named = rows.some(({ vpc }) => vpc.label.name !== null);
  const stacked = rows.some(({ vpc }) => vpc.stack !== null);
  const services = rows.some(({ vpc }) => vpc.workload !== undefined);
  const table = {
    columns: [
      ...(accounts ? [{ head: format.dim('account') }] : []),
      { head: format.dim('region') },
      ...(services
        ? [
            { head: format.dim('cluster'), drop: 3 },
            { head: format.dim('service'), wraps: true },
            { head: format.dim('tasks'), drop: 4 },
          ]
        : []),
      { head: format.dim('VPC') },
      ...(named ? [{ head: format.dim('name'), wraps: true, drop: 1 }] : []),
      { head: format.dim('pull path') },
      { head: format.dim('target subnets'), wraps: true },
      ...(stacked ? [{ head: format.dim('stack'), drop: 2 }] : []),
    ],
    rows: sorted.map(({ region, vpc }) => [
      ...(accounts ? [format.plain(region.place.account)] : []),
      format.plain(region.place.region),
      ...(services
        ? [format.plain(vpc.workload?.cluster ?? ''), format.plain(vpc.workload?.service ?? ''), stateOf(format, vpc)]
        : []),
      format.plain(vpc.label.vpcId),
      ...(named ? [format.plain(vpc.label.name ?? '')] : []),
      isJudged(vpc) ? format.verdict(vpc.diagnosis.verdict) : format.dim('-'),
      format.plain(tally(targetsOf(vpc).map((subnet) => subnet.verdict)) || 'none'),
      ...(stacked ? [format.plain(vpc.stack ?? '')] : []),
    ]),
  };
  const notes = new Set(regions.map((region) => region.place.note));
  return [
    ...[...notes].flatMap((note) => noteLines(format, note)),
    ...totalLines(format, regions),
    ...(rows.length === 0 ? [] : (tableLines(table, format.style.width) ?? recordLines(format, table.rows))),
    ...regions.flatMap((region) => notAuditedLines(format, region)),
  ];
}

/** How the service does, by what ECS tells: `failing 0/2`. */
function stateOf(format: Formatter, { symptom }: AuditedVpc): string {
  if (symptom === undefined) return format.dim('-');
  const { state, runningCount, desiredCount } = symptom;
  const text = `${state} ${runningCount}/${desiredCount}`;
  return FAILS.has(state) ? format.bad(text) : format.plain(text);
}

const FAILS: ReadonlySet<string> = new Set(['failing', 'gave-up']);

/** Services that are told of by name; the rest is counted. */
const MOST_FAILING = 5;

/** Of several services, what ECS reports of those that fail, and what explains it, a paragraph each. */
export function failingLines(format: Formatter, regions: readonly RegionAudit[]): string[] {
  const failing = regions
    .flatMap(({ vpcs }) => vpcs.flatMap(({ symptom }) => symptom ?? []))
    .filter(({ state }) => FAILS.has(state))
    .toSorted((a, b) => compare(b.reports[0]?.at ?? '', a.reports[0]?.at ?? ''));
  const more = failing.length - MOST_FAILING;
  return withTitle(format.bold('What ECS reports'), [
    ...failing
      .slice(0, MOST_FAILING)
      .flatMap(({ message, cause, reports: [first] }) =>
        paragraph(
          format,
          format.plain([message, cause?.message ?? first?.explanation.cause].filter(Boolean).join(' ')),
          `  ${format.symbol('closed')} `,
        ),
      ),
    ...(more > 0 ? paragraph(format, format.plain(`And ${formatCount(more, 'more failing service')}.`), '  ') : []),
  ]);
}

/** The verdict over all of them, in a line. */
export function totalLines(format: Formatter, regions: readonly RegionAudit[]): string[] {
  const vpcs = regions.flatMap((region) => region.vpcs);
  const verdicts = vpcs.filter(isJudged).map((vpc) => vpc.diagnosis.verdict);
  const failed = regions.filter((region) => region.error !== null).length;
  const verdict = verdictOfRegions(regions);
  const parts = [
    tally(verdicts),
    verdicts.length === vpcs.length ? '' : `${vpcs.length - verdicts.length} not judged`,
    failed === 0 ? '' : `${formatCount(failed, 'region')} could not be audited`,
  ];
  if (vpcs.length === 0 && failed === 0) return noVpcLines(format, regions);
  const noun = regions.some(({ unjudged }) => unjudged !== undefined) ? 'service' : 'VPC';
  const text = `${formatCount(vpcs.length, noun)}: ${parts.filter(Boolean).join('; ')}.`;
  if (verdict === null) return paragraph(format, format.plain(`Nothing was judged. ${text}`));
  return paragraph(format, `${format.verdict(verdict)}  ${format.plain(text)}`);
}

/** The region that was meant is most often another one, so that it says who chose it. */
export function noVpcLines(format: Formatter, regions: readonly RegionAudit[]): string[] {
  const [first] = regions;
  const what = regions.some(({ unjudged }) => unjudged !== undefined) ? 'ECS service to judge' : 'VPC';
  const where =
    regions.length === 1 && first !== undefined
      ? `${first.place.region} of account ${first.place.account}; the region comes from ${first.place.regionSource}`
      : formatCount(regions.length, 'region');
  return paragraph(format, format.plain(`Nothing was judged. There is no ${what} in ${where}.`));
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
  return formatList(counts.filter(({ n }) => n > 0).map(({ n, verdict }) => `${n} ${verdict}`));
}

function notAuditedLines(format: Formatter, { place, error }: RegionAudit): string[] {
  if (error === null) return [];
  const { code, message } = problemOf(error);
  const where = `${place.region} of account ${place.account} was not audited: ${message} (${code})`;
  return paragraph(format, format.plain(where), `${format.symbol('unknown')} `);
}

/** For terminals too narrow for any table. */
function recordLines(format: Formatter, rows: readonly (readonly string[])[]): string[] {
  return rows.flatMap((row) => paragraph(format, row.join('  ')));
}

/** Services that were asked about and have no path in a VPC, or none that could be judged. */
export function unjudgedLines(format: Formatter, { unjudged = [] }: RegionAudit): string[] {
  return unjudged.flatMap(({ cluster, service, reason, isUnknown }) =>
    paragraph(
      format,
      format.plain(
        service === '*'
          ? `Services that could not be listed: ${reason}.`
          : `Not judged: service ${service} of cluster ${cluster}: ${reason}.`,
      ),
      `${isUnknown ? format.symbol('unknown') : format.plain('·')} `,
    ),
  );
}
