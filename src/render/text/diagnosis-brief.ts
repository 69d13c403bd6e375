import type { Diagnosis, HopVerdict, SubnetDiagnosis } from '../../diagnose/diagnosis.ts';
import { worstOf } from '../../diagnose/verdict.ts';
import { groupBy } from '../../order.ts';
import { formatCount, formatList } from '../../words.ts';
import { hopsOf } from '../layout/diagnosis-matrix.ts';
import type { Formatter } from '../layout/formatter.ts';
import { paragraph } from '../layout/paragraph.ts';
import { tableLines } from '../layout/table.ts';
import { groupFindings, groupTitle } from './finding-groups.ts';

/** More rows than these, and subnets that look alike share one. */
const MOST_ROWS = 3;
const MOST_CAUSES = 3;

/**
 * A diagnosis on a few lines, to stand above a question: the verdict in a sentence, the matrix of the target subnets in
 * signs, and the titles of what stops the path.
 */
export function diagnosisBrief(format: Formatter, diagnosis: Diagnosis): string[] {
  const targets = diagnosis.subnets.filter(({ target }) => target);
  if (targets.length === 0) return [];
  return [
    ...sentenceLines(format, targets),
    ...matrixLines(format, targets),
    ...causeLines(format, diagnosis, targets),
  ];
}

function sentenceLines(format: Formatter, targets: readonly SubnetDiagnosis[]): string[] {
  const verdict = worstOf(targets.map((subnet) => subnet.verdict));
  const alike = targets.filter((subnet) => subnet.verdict === verdict);
  const at = formatList(hopsOf(alike).filter((name) => alike.some((subnet) => decides(subnet, name, verdict))));
  const where =
    targets.length === 1
      ? '1 subnet'
      : `${alike.length === targets.length ? '' : `${alike.length} of `}${formatCount(targets.length, 'subnet')}`;
  const sentence = {
    open: `Tasks in ${where} can pull images.`,
    closed: `Tasks in ${where} can't pull images: closed at ${at}.`,
    unknown: `Whether tasks in ${where} can pull images is unknown: undecided at ${at}.`,
  }[verdict];
  return paragraph(format, format.bold(sentence), `${format.symbol(verdict)} `);
}

function matrixLines(format: Formatter, targets: readonly SubnetDiagnosis[]): string[] {
  const hops = hopsOf(targets);
  const looks = (subnet: SubnetDiagnosis) => JSON.stringify(hops.map((hop) => verdictAt(subnet, hop)));
  const groups = targets.length > MOST_ROWS ? [...groupBy(targets, looks).values()] : targets.map((subnet) => [subnet]);
  const rows = groups.flatMap((alike) => {
    const [first] = alike;
    if (first === undefined) return [];
    const who = alike.length === 1 ? (first.name ?? first.subnetId) : formatCount(alike.length, 'subnet');
    const zones = [...new Set(alike.map(({ availabilityZone }) => availabilityZone))];
    const where = zones.length === 1 ? first.availabilityZone : formatCount(zones.length, 'zone');
    return [[format.plain(who), format.plain(where), ...hops.map((hop) => cellOf(format, first, hop))]];
  });
  const columns = ['subnet', 'zone', ...hops].map((head) => ({ head: format.dim(head) }));
  return tableLines({ columns, rows, indent: 2 }, format.style.width) ?? [];
}

function cellOf(format: Formatter, subnet: SubnetDiagnosis, hop: string): string {
  const verdict = verdictAt(subnet, hop);
  return verdict === undefined ? '' : format.symbol(verdict);
}

function decides({ hops }: SubnetDiagnosis, name: string, own: HopVerdict['verdict']): boolean {
  return hops.some(({ hop, verdict, optional }) => hop === name && verdict === own && !optional);
}

function verdictAt({ hops }: SubnetDiagnosis, name: string): HopVerdict['verdict'] | undefined {
  return hops.find(({ hop }) => hop === name)?.verdict;
}

/** `PP201 No interface endpoint for ecr.api, ecr.dkr` */
function causeLines(format: Formatter, { findings }: Diagnosis, targets: readonly SubnetDiagnosis[]): string[] {
  const ids = new Set(targets.map(({ subnetId }) => subnetId));
  const stopping = findings.filter(
    ({ severity, subnetIds }) =>
      (severity === 'closes' || severity === 'undecided') &&
      (subnetIds.length === 0 || subnetIds.some((id) => ids.has(id))),
  );
  const causes = groupFindings(stopping);
  const more = causes.length - MOST_CAUSES;
  return [
    ...causes.slice(0, MOST_CAUSES).flatMap((cause) => {
      const mark = format.symbol(cause.severity === 'closes' ? 'closed' : 'unknown');
      return paragraph(format, `${format.bold(cause.code)} ${format.plain(groupTitle(cause))}`, `  ${mark} `);
    }),
    ...(more > 0 ? paragraph(format, format.dim(`and ${more} more; the audit lists them`), '    ') : []),
  ];
}
