import type { Diagnosis, HopVerdict, SubnetDiagnosis } from '../../diagnose/diagnosis.ts';
import { byVerdict } from '../../diagnose/verdict.ts';
import { formatList } from '../../words.ts';
import type { Formatter } from './formatter.ts';
import { verdictText } from './formatter.ts';
import { foldRows, type MatrixRow, matrixLines } from './matrix.ts';
import { paragraph } from './paragraph.ts';

/** Every hop that some subnet has, in the order of the path. */
export function hopsOf(subnets: readonly SubnetDiagnosis[]): string[] {
  return [...new Set(subnets.flatMap((subnet) => subnet.hops.map((hop) => hop.hop)))];
}

/** The matrix of the targets; verbose: below it, dimmed, that of the other subnets, which were not asked about. */
export function diagnosisMatrix(format: Formatter, diagnosis: Diagnosis): string[][] {
  const targets = diagnosis.subnets.filter((subnet) => subnet.target);
  const isVerbose = format.style.verbosity === 'verbose';
  const others = isVerbose ? diagnosis.subnets.filter((subnet) => !subnet.target) : [];
  const open = (hop: HopVerdict) => (hop.skipped ? format.doubt(hopText(hop)) : format.verdict(hop.verdict));
  const dimmed = (hop: HopVerdict) => format.dim(hopText(hop));
  return [
    section(format, isVerbose ? 'Target subnets' : '', targets, open),
    section(format, 'Other subnets, not targets', others, dimmed),
    hasSkippedHops([...targets, ...others]) ? paragraph(format, format.plain(SKIPPED_TEXT)) : [],
    optionalText([...targets, ...others]) === ''
      ? []
      : paragraph(format, format.plain(optionalText([...targets, ...others]))),
  ];
}

/** The sentence below a matrix with a hop that is not open and that tasks start without; empty without one. */
export function optionalText(subnets: readonly SubnetDiagnosis[]): string {
  const names = subnets.flatMap(({ hops }) =>
    hops.filter(({ optional, verdict }) => optional && verdict !== 'open').map(({ hop }) => hop),
  );
  const unique = [...new Set(names)];
  return unique.length === 0 ? '' : `Tasks start without ${formatList(unique)}, so the verdict does not count it.`;
}

/** `✘ closed`, or `? not asked` where that is why it is unknown. */
export function hopText({ verdict, skipped }: HopVerdict): string {
  return skipped ? '? not asked' : verdictText(verdict);
}

/** The sentence below a matrix that shows `? not asked`. */
export const SKIPPED_TEXT =
  'Not asked: the DNS attributes of the VPC, since its target subnets are closed at other hops.';

export function hasSkippedHops(subnets: readonly SubnetDiagnosis[]): boolean {
  return subnets.some(({ hops }) => hops.some(({ skipped }) => skipped));
}

function section(
  format: Formatter,
  title: string,
  subnets: readonly SubnetDiagnosis[],
  cellOf: (hop: HopVerdict) => string,
): string[] {
  if (subnets.length === 0) return [];
  const hops = hopsOf(subnets);
  const sorted = subnets.toSorted((a, b) => byVerdict(a.verdict, b.verdict));
  return [
    ...(title === '' ? [] : [format.bold(title)]),
    ...matrixLines(format, hops, foldRows(sorted.map((subnet) => rowOf(subnet, hops, cellOf)))),
  ];
}

/** @param cellOf the styled cell of a hop; a hop that the subnet does not have is left empty */
export function rowOf(
  subnet: SubnetDiagnosis,
  hops: readonly string[],
  cellOf: (hop: HopVerdict) => string,
): MatrixRow {
  const byName = new Map(subnet.hops.map((hop) => [hop.hop, hop]));
  return {
    subnetIds: [subnet.subnetId],
    name: subnet.name,
    zone: subnet.availabilityZone,
    class: subnet.class,
    cells: hops.map((name) => {
      const hop = byName.get(name);
      return hop === undefined ? '' : cellOf(hop);
    }),
  };
}
