import type { Finding, Severity } from '../diagnose/finding.ts';
import { groupBy } from '../order.ts';
import { count, folded, listed } from '../words.ts';
import { type Cause, causesOf, moreText, SEVERITY_WORDS } from './causes.ts';
import type { Ink } from './ink.ts';
import { paragraph } from './paragraph.ts';
import { remedyLines } from './remedy.ts';

/** How many subnets are named before the rest is counted. */
const NAMED = 3;

/** One block per cause, the worst first. */
export function findingBlocks(ink: Ink, findings: readonly Finding[]): string[][] {
  return causesOf(findings).map((cause) => causeLines(ink, cause));
}

function causeLines(ink: Ink, { code, severity, hops, groups, more }: Cause<Finding>): string[] {
  const what = hops.length === 0 ? SEVERITY_WORDS[severity] : `${SEVERITY_WORDS[severity]} at ${listed(hops)}`;
  return [
    ...paragraph(ink, `${ink.bold(code)} ${ink.plain(what)}`, `${markOf(ink, severity)} `),
    ...groups.flatMap((alike) => remediedLines(ink, alike)),
    ...(more === 0 ? [] : paragraph(ink, ink.dim(moreText(more)), '    ')),
  ];
}

/** Findings with one remedy: each message, the subnets once for messages that touch the same, then the remedy. */
function remediedLines(ink: Ink, findings: readonly Finding[]): string[] {
  const bySubnets = groupBy(findings, (finding) => finding.subnetIds.join(' '));
  const lines = [...bySubnets.values()].flatMap((alike) => {
    const subnetIds = alike[0]?.subnetIds ?? [];
    return [
      ...alike.flatMap(({ message }) => paragraph(ink, ink.plain(message), '    ')),
      ...(subnetIds.length === 0 ? [] : paragraph(ink, ink.dim(subnetsText(subnetIds)), '    ')),
    ];
  });
  return [...lines, ...remedyLines(ink, findings[0]?.remedy ?? '', ink.plain('    → '))];
}

/** `subnet-a`, or `15 subnets: subnet-a, subnet-b, subnet-c and 12 more`. */
export function subnetsText(subnetIds: readonly string[]): string {
  const names = folded(subnetIds, NAMED);
  return subnetIds.length === 1 ? names : `${count(subnetIds.length, 'subnet')}: ${names}`;
}

function markOf(ink: Ink, severity: Severity): string {
  if (severity === 'closes') return ink.symbol('closed');
  if (severity === 'undecided') return ink.symbol('unknown');
  return severity === 'endangers' ? ink.doubt('!') : ink.plain('·');
}
