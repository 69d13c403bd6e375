import type { SubnetDiagnosis } from '../../diagnose/diagnosis.ts';
import type { Finding, Severity } from '../../diagnose/findings/finding.ts';
import { groupBy } from '../../order.ts';
import type { Formatter } from '../layout/formatter.ts';
import { paragraph } from '../layout/paragraph.ts';
import {
  affectedText,
  type FindingGroup,
  groupFindings,
  groupTitle,
  moreText,
  SEVERITY_MARKS,
} from './finding-groups.ts';
import { remedyLines } from './remedy.ts';

/** What a subnet is called besides its id. */
type NamedSubnet = Pick<SubnetDiagnosis, 'subnetId' | 'name'>;

/**
 * One block per cause, the worst first: what it is, who is affected, why, and what to do.
 * @param subnets those whose names are known
 */
export function findingBlocks(
  format: Formatter,
  findings: readonly Finding[],
  subnets: readonly NamedSubnet[],
): string[][] {
  const names = new Map(subnets.map(({ subnetId, name }) => [subnetId, name]));
  const labelOf = (id: string) => (names.get(id) ? `${names.get(id)} (${id})` : id);
  return groupFindings(findings).map((group) => groupLines(format, group, labelOf));
}

function groupLines(format: Formatter, group: FindingGroup<Finding>, labelOf: (subnetId: string) => string): string[] {
  const { code, severity, groups, more } = group;
  return [
    ...paragraph(format, format.bold(`${code} ${groupTitle(group)}`), `${markOf(format, severity)} `),
    ...groups.flatMap((alike) => remediedLines(format, alike, labelOf)),
    ...(more === 0 ? [] : paragraph(format, format.dim(moreText(more)), '    ')),
  ];
}

/** Findings with one remedy: the subnets once for messages that touch the same, each message, then the remedy. */
function remediedLines(
  format: Formatter,
  findings: readonly Finding[],
  labelOf: (subnetId: string) => string,
): string[] {
  const bySubnets = groupBy(findings, (finding) => finding.subnetIds.join(' '));
  const lines = [...bySubnets.values()].flatMap((alike) => {
    const affected = affectedText(alike[0]?.subnetIds ?? [], labelOf);
    return [
      ...(affected === '' ? [] : paragraph(format, format.plain(affected), '    ')),
      ...alike.flatMap(({ message }) => paragraph(format, format.plain(message), '    ')),
    ];
  });
  return [...lines, ...remedyLines(format, findings[0]?.remedy ?? '', format.plain('    → '))];
}

/** `subnet-a`, or `15 subnets: subnet-a, subnet-b, subnet-c and 12 more`. */
export function subnetsText(subnetIds: readonly string[]): string {
  return affectedText(subnetIds, (id) => id);
}

function markOf(format: Formatter, severity: Severity): string {
  const mark = SEVERITY_MARKS[severity];
  if (severity === 'closes') return format.bad(mark);
  return severity === 'note' ? format.plain(mark) : format.doubt(mark);
}
