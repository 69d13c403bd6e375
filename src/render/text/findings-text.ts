import type { Finding, Severity } from '../../diagnose/findings/finding.ts';
import { groupBy } from '../../order.ts';
import { formatCount, formatList, truncateList } from '../../words.ts';
import type { Formatter } from '../layout/formatter.ts';
import { paragraph } from '../layout/paragraph.ts';
import { type FindingGroup, groupFindings, moreText, SEVERITY_WORDS } from './finding-groups.ts';
import { remedyLines } from './remedy.ts';

/** How many subnets are named before the rest is counted. */
const NAMED = 3;

/** One block per cause, the worst first. */
export function findingBlocks(format: Formatter, findings: readonly Finding[]): string[][] {
  return groupFindings(findings).map((cause) => causeLines(format, cause));
}

function causeLines(format: Formatter, { code, severity, hops, groups, more }: FindingGroup<Finding>): string[] {
  const what = hops.length === 0 ? SEVERITY_WORDS[severity] : `${SEVERITY_WORDS[severity]} at ${formatList(hops)}`;
  return [
    ...paragraph(format, `${format.bold(code)} ${format.plain(what)}`, `${markOf(format, severity)} `),
    ...groups.flatMap((alike) => remediedLines(format, alike)),
    ...(more === 0 ? [] : paragraph(format, format.dim(moreText(more)), '    ')),
  ];
}

/** Findings with one remedy: each message, the subnets once for messages that touch the same, then the remedy. */
function remediedLines(format: Formatter, findings: readonly Finding[]): string[] {
  const bySubnets = groupBy(findings, (finding) => finding.subnetIds.join(' '));
  const lines = [...bySubnets.values()].flatMap((alike) => {
    const subnetIds = alike[0]?.subnetIds ?? [];
    return [
      ...alike.flatMap(({ message }) => paragraph(format, format.plain(message), '    ')),
      ...(subnetIds.length === 0 ? [] : paragraph(format, format.dim(subnetsText(subnetIds)), '    ')),
    ];
  });
  return [...lines, ...remedyLines(format, findings[0]?.remedy ?? '', format.plain('    → '))];
}

/** `subnet-a`, or `15 subnets: subnet-a, subnet-b, subnet-c and 12 more`. */
export function subnetsText(subnetIds: readonly string[]): string {
  const names = truncateList(subnetIds, NAMED);
  return subnetIds.length === 1 ? names : `${formatCount(subnetIds.length, 'subnet')}: ${names}`;
}

function markOf(format: Formatter, severity: Severity): string {
  if (severity === 'closes') return format.symbol('closed');
  if (severity === 'undecided') return format.symbol('unknown');
  return severity === 'endangers' ? format.doubt('!') : format.plain('·');
}
