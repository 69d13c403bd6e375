import type { SubnetDiagnosis } from '../../diagnose/diagnosis.ts';
import type { Finding, Severity } from '../../diagnose/findings/finding.ts';
import { NO_NAMES, type ResourceNames, withNames } from '../../discover/resource-names.ts';
import { groupBy } from '../../order.ts';
import type { Formatter } from '../layout/formatter.ts';
import { paragraph } from '../layout/paragraph.ts';
import {
  affectedText,
  type FindingGroup,
  groupFindings,
  groupTitle,
  mergeFindings,
  moreText,
  SEVERITY_MARKS,
} from './finding-groups.ts';
import { remedyLines } from './remedy.ts';

/** What a subnet is called besides its id. */
type NamedSubnet = Pick<SubnetDiagnosis, 'subnetId' | 'name'>;

/** What findings are told with. */
export interface FindingsView {
  /** Those whose names are known. */
  readonly subnets?: readonly NamedSubnet[];
  /** Of other things than subnets. */
  readonly names?: ResourceNames;
  /** True where the remedy of a group stands elsewhere, once for several. */
  readonly isDeferred?: (group: FindingGroup<Finding>) => boolean;
}

/** One block per cause, the worst first: what it is, who is affected, why, and what to do. */
export function findingBlocks(format: Formatter, findings: readonly Finding[], view: FindingsView = {}): string[][] {
  const { subnets = [], names = NO_NAMES, isDeferred = () => false } = view;
  const isVerbose = format.style.verbosity === 'verbose';
  const known = new Map(subnets.map(({ subnetId, name }) => [subnetId, name]));
  const labelOf = (id: string) => {
    const name = known.get(id);
    if (!isVerbose && names.has(id)) return names.get(id) ?? id;
    return name ? `${name} (${id})` : id;
  };
  const sentence = (text: string) => (isVerbose ? text : withNames(text, names));
  return groupFindings(findings).map((group) => groupLines(format, group, { labelOf, sentence, isDeferred }));
}

interface Wording {
  readonly labelOf: (subnetId: string) => string;
  readonly sentence: (message: string) => string;
  readonly isDeferred: (group: FindingGroup<Finding>) => boolean;
}

function groupLines(format: Formatter, group: FindingGroup<Finding>, wording: Wording): string[] {
  const { code, severity, groups, more } = group;
  const isDeferred = wording.isDeferred(group);
  return [
    ...paragraph(format, format.bold(`${code} ${groupTitle(group)}`), `${markOf(format, severity)} `),
    ...groups.flatMap((alike) => [
      ...messageLines(format, alike, wording),
      ...(isDeferred ? [] : remedyLines(format, alike[0]?.remedy ?? '', format.plain('    → '))),
    ]),
    ...(more === 0 ? [] : paragraph(format, format.dim(moreText(more)), '    ')),
  ];
}

/** Findings with one remedy: the subnets once for messages that touch the same, and each message. */
function messageLines(format: Formatter, findings: readonly Finding[], { labelOf, sentence }: Wording): string[] {
  const items = format.style.verbosity === 'verbose' ? findings : mergeFindings(findings);
  const bySubnets = groupBy(items, ({ subnetIds }) => subnetIds.join(' '));
  return [...bySubnets.values()].flatMap((alike) => {
    const affected = affectedText(alike[0]?.subnetIds ?? [], labelOf);
    return [
      ...(affected === '' ? [] : paragraph(format, format.plain(affected), '    ')),
      ...alike.flatMap(({ message }) => paragraph(format, format.plain(sentence(message)), '    ')),
    ];
  });
}

/** `subnet-a`, or `15 subnets: subnet-a, subnet-b, subnet-c and 12 more`. */
export function subnetsText(subnetIds: readonly string[], names: ResourceNames = NO_NAMES): string {
  return affectedText(subnetIds, (id) => names.get(id) ?? id);
}

function markOf(format: Formatter, severity: Severity): string {
  const mark = SEVERITY_MARKS[severity];
  if (severity === 'closes') return format.bad(mark);
  return severity === 'note' ? format.plain(mark) : format.doubt(mark);
}
