import { CATALOGUE } from '../../diagnose/catalogue/catalogue.ts';
import type { CatalogueEntry } from '../../diagnose/catalogue/catalogue-entry.ts';
import type { Finding, Severity } from '../../diagnose/findings/finding.ts';
import { bySeverity } from '../../diagnose/severity.ts';
import { groupBy } from '../../order.ts';
import { remedyText } from '../../remedy/remedy.ts';
import { formatCount, formatList, truncateList } from '../../words.ts';

/** Findings with one code, which share a reason. */
export interface FindingGroup<F extends Finding> {
  readonly code: string;
  readonly title: string;
  readonly helpUri: string;
  readonly severity: Severity;
  /** The hops that any of them concerns. */
  readonly hops: readonly string[];
  /** The findings that are shown, by what mends them. */
  readonly groups: readonly (readonly F[])[];
  /** How many more there are like these. */
  readonly more: number;
}

/** What a finding of that severity is called. */
export const SEVERITY_WORDS: { readonly [S in Severity]: string } = {
  closes: 'blocks the path',
  undecided: 'unknown',
  endangers: 'risk',
  note: 'note',
};

/** What stands before a finding of that severity. */
export const SEVERITY_MARKS: { readonly [S in Severity]: string } = {
  closes: '✘',
  undecided: '?',
  endangers: '!',
  note: '·',
};

/** How many subnets are named before the rest is counted. */
const NAMED = 3;

/**
 * What a group of findings leads with: `No interface endpoint for ecr.api and s3`, or
 * `The endpoint is in one zone: ecr.api (risk)`.
 */
export function groupTitle({
  title,
  hops,
  severity,
}: Pick<FindingGroup<Finding>, 'title' | 'hops' | 'severity'>): string {
  const services = hops.filter((hop) => hop !== 'dns');
  const named =
    services.length > 0 && title.includes(THE_SERVICE) ? title.replace(THE_SERVICE, services.join(', ')) : null;
  const what = named ?? (hops.length === 0 ? title : `${title}: ${hops.join(', ')}`);
  return severity === 'closes' || severity === 'note' ? what : `${what} (${SEVERITY_WORDS[severity]})`;
}

/** The place in a title where the services are named, if it has one. */
const THE_SERVICE = 'the service';

/**
 * Who is affected, by name where there is one: `private-a (subnet-1) and private-b (subnet-2)`.
 * @param labelOf how one subnet is written
 */
export function affectedText(subnetIds: readonly string[], labelOf: (subnetId: string) => string): string {
  const names = truncateList(subnetIds.map(labelOf), NAMED);
  return subnetIds.length <= NAMED + 1 ? names : `${formatCount(subnetIds.length, 'subnet')}: ${names}`;
}

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
    const { code, title, helpUri, severity } = first;
    const shown = own.slice(0, SHOWN);
    return {
      code,
      title,
      helpUri,
      severity,
      hops: [...new Set(own.flatMap((finding) => finding.hops))],
      groups: [...groupBy(shown, (finding) => remedyText(finding.remedy)).values()],
      more: own.length - shown.length,
    };
  });
}

/** What is said of findings that share a code: one sentence, and the subnets that it is about. */
export interface FindingItem {
  readonly message: string;
  readonly subnetIds: readonly string[];
}

const LISTS = new Map(Object.values(CATALOGUE).map(({ code, list }: CatalogueEntry) => [code as string, list]));

/** Stands for the value in which messages differ. */
const HOLE = '\0';

/**
 * Findings of one code as items: those whose messages differ only in the value that the catalogue names are one, with a
 * list of these values.
 */
export function mergeFindings(findings: readonly Finding[]): FindingItem[] {
  const alike = groupBy(findings, (finding) => skeletonOf(finding) ?? finding.message);
  return [...alike].map(([skeleton, own]) => {
    const { code = '' } = own[0] ?? {};
    const list = LISTS.get(code);
    const values = [...new Set(own.map(({ evidence }) => evidence[list?.value ?? ''] ?? ''))];
    return {
      message: skeleton.replace(HOLE, formatList(values, list?.conjunction)),
      subnetIds: [...new Set(own.flatMap(({ subnetIds }) => subnetIds))],
    };
  });
}

/** The message without that value; undefined where it has none, or has it more than once. */
function skeletonOf({ code, message, evidence }: Finding): string | undefined {
  const value = evidence[LISTS.get(code)?.value ?? ''];
  if (value === undefined || value === '') return undefined;
  const parts = message.split(value);
  return parts.length === 2 ? parts.join(HOLE) : undefined;
}
