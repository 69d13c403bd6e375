import type { Finding, Severity } from '../diagnose/finding.ts';
import { groupBy } from './group-by.ts';
import type { Ink } from './ink.ts';
import { paragraph } from './paragraph.ts';
import { remedyLines } from './remedy.ts';
import { count, folded, listed } from './words.ts';

/** Worst first. */
const SEVERITIES: readonly Severity[] = ['closes', 'undecided', 'endangers', 'note'];

/** What a finding of that severity does. */
export const SEVERITY_WORDS: { readonly [S in Severity]: string } = {
  closes: 'closes the path',
  undecided: 'cannot be decided from here',
  endangers: 'endangers the path',
  note: 'worth knowing',
};

/** How many subnets are named before the rest is counted. */
const NAMED = 3;

/** One block per cause, the worst first: findings with the same code and remedy are one cause. */
export function findingBlocks(ink: Ink, findings: readonly Finding[]): string[][] {
  const causes = groupBy(bySeverity(findings), ({ code, severity, remedy }) =>
    JSON.stringify([code, severity, remedy]),
  );
  return [...causes.values()].map((cause) => causeLines(ink, cause));
}

/** The worst first, then by code; equals keep their order. */
export function bySeverity<F extends Finding>(findings: readonly F[]): F[] {
  const rank = (finding: Finding) => SEVERITIES.indexOf(finding.severity);
  return findings.toSorted((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

function causeLines(ink: Ink, cause: readonly Finding[]): string[] {
  const [first] = cause;
  if (first === undefined) return [];
  const hops = [...new Set(cause.flatMap((finding) => finding.hops))];
  const what =
    hops.length === 0 ? SEVERITY_WORDS[first.severity] : `${SEVERITY_WORDS[first.severity]} at ${listed(hops)}`;
  return [
    ...paragraph(ink, `${ink.bold(first.code)} ${ink.plain(what)}`, `${markOf(ink, first.severity)} `),
    ...[...groupBy(cause, (finding) => finding.subnetIds.join(' ')).values()].flatMap((alike) =>
      messageLines(ink, alike),
    ),
    ...remedyLines(ink, first.remedy, ink.plain('    → ')),
  ];
}

/** Findings that touch the same subnets: each message, and the subnets once. */
function messageLines(ink: Ink, findings: readonly Finding[]): string[] {
  const subnetIds = findings[0]?.subnetIds ?? [];
  return [
    ...findings.flatMap(({ message }) => paragraph(ink, ink.plain(message), '    ')),
    ...(subnetIds.length === 0 ? [] : paragraph(ink, ink.dim(subnetsText(subnetIds)), '    ')),
  ];
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
