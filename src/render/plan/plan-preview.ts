import type { Verdict } from '../../diagnose/verdict.ts';
import type { ResourceNames } from '../../discover/resource-names.ts';
import { groupBy } from '../../order.ts';
import type { HopPreview, Preview } from '../../plan/plan.ts';
import { formatList } from '../../words.ts';
import type { Formatter } from '../layout/formatter.ts';
import { joinBlocks, paragraph, withTitle } from '../layout/paragraph.ts';
import { findingBlocks, subnetsText } from '../text/findings-text.ts';

/** Which hops the plan opens, and for which subnets. */
export function opensLines(format: Formatter, { opens }: Preview, names: ResourceNames): string[] {
  const groups = groupLines(format, opens, names);
  // With an id for each subnet it takes more than a line.
  if (format.style.verbosity === 'verbose') return withTitle(format.bold('Opens'), groups);
  return groupTexts(opens, names).flatMap(({ text }) => paragraph(format, format.plain(`Opens ${text}.`)));
}

/** Which hops stay closed or unknown, and the findings that say why. */
export function staysClosedLines(
  format: Formatter,
  { staysClosed, findings }: Preview,
  names: ResourceNames,
): string[] {
  if (staysClosed.length === 0) return [];
  const codes = new Set(staysClosed.flatMap((hop) => hop.findings));
  const subnets = new Set(staysClosed.map((hop) => hop.subnetId));
  const reasons = findings.filter(
    ({ code, subnetIds }) => codes.has(code) && (subnetIds.length === 0 || subnetIds.some((id) => subnets.has(id))),
  );
  return joinBlocks([
    [format.bold('Still closed or unknown'), ...groupLines(format, staysClosed, names)],
    ...findingBlocks(format, reasons, { names }),
  ]);
}

/** Subnets with the same hops and verdict share a line. */
function groupLines(format: Formatter, hops: readonly HopPreview[], names: ResourceNames): string[] {
  return groupTexts(hops, names).flatMap(({ text, after }) =>
    paragraph(format, format.plain(text), `  ${format.verdict(after)}  `),
  );
}

/** `ecr.api and s3 for private-a and private-b` */
function groupTexts(
  hops: readonly HopPreview[],
  names: ResourceNames,
): { readonly text: string; readonly after: Verdict }[] {
  const bySubnet = groupBy(hops, ({ subnetId, after }) => `${after} ${subnetId}`);
  const groups = groupBy([...bySubnet.values()], (own) => `${own[0]?.after} ${formatList(own.map((hop) => hop.hop))}`);
  return [...groups.values()].map((alike) => {
    const own = alike[0] ?? [];
    const subnetIds = alike.map((each) => each[0]?.subnetId ?? '');
    const text = `${formatList(own.map((hop) => hop.hop))} for ${subnetsText(subnetIds, names)}`;
    return { text, after: own[0]?.after ?? 'unknown' };
  });
}
