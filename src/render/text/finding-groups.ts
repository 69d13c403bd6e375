import type { Finding, Severity } from '../../diagnose/findings/finding.ts';
import { bySeverity } from '../../diagnose/severity.ts';
import { groupBy } from '../../order.ts';
import { remedyText } from '../../remedy/remedy.ts';

/** Findings with one code, which share a reason. */
export interface FindingGroup<F extends Finding> {
  readonly code: string;
  readonly severity: Severity;
  /** The hops that any of them concerns. */
  readonly hops: readonly string[];
  /** The findings that are shown, by what mends them. */
  readonly groups: readonly (readonly F[])[];
  /** How many more there are like these. */
  readonly more: number;
}

/** What a finding of that severity does. */
export const SEVERITY_WORDS: { readonly [S in Severity]: string } = {
  closes: 'closes the path',
  undecided: 'cannot be decided from here',
  endangers: 'endangers the path',
  note: 'worth knowing',
};

/** So many findings of one cause are shown: a network with sixty route tables has some sixty times. */
const SHOWN = 6;

/** What is said where there are more than are shown. */
export function moreText(more: number): string {
  return `and ${more} more like it; \`--output json\` lists all.`;
}

/** The causes behind findings, the worst first. */
export function groupFindings<F extends Finding>(findings: readonly F[]): FindingGroup<F>[] {
  const byCode = groupBy(findings.toSorted(bySeverity), ({ severity, code }) => `${severity} ${code}`);
  return [...byCode.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const { code, severity } = first;
    const shown = own.slice(0, SHOWN);
    return {
      code,
      severity,
      hops: [...new Set(own.flatMap((finding) => finding.hops))],
      groups: [...groupBy(shown, (finding) => remedyText(finding.remedy)).values()],
      more: own.length - shown.length,
    };
  });
}
