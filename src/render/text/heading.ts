import type { Formatter } from '../layout/formatter.ts';
import { paragraph } from '../layout/paragraph.ts';

/** Whose account and which region a view is about. */
export interface AccountHeading {
  readonly account: string;
  readonly arn: string;
  readonly region: string;
  /** Where the region came from: `--region`, `AWS_REGION`, `profile prod`. */
  readonly regionSource: string;
  /** What must be said before anything else: `simulated account: nothing here is AWS`. */
  readonly note: string | null;
}

export interface VpcLabel {
  readonly vpcId: string;
  readonly name: string | null;
  readonly cidrBlocks: readonly string[];
}

/** `vpc-0abc (prod, 10.0.0.0/16)` */
export function vpcText({ vpcId, name, cidrBlocks }: VpcLabel): string {
  const more = [name, ...cidrBlocks].filter((part) => part !== null && part !== '');
  return more.length === 0 ? vpcId : `${vpcId} (${more.join(', ')})`;
}

/** A line of a heading: `['Stack', 'default']`; null leaves it out. */
export type HeadingFact = readonly [name: string, value: string | null];

/** The stack that a run has where none was named: it says nothing. */
export function stackFact(format: Formatter, stack: string | null): HeadingFact {
  return ['Stack', stack === 'default' && format.style.verbosity !== 'verbose' ? null : stack];
}

/** @param more further lines of the same kind */
export function headingLines(format: Formatter, place: AccountHeading, more: readonly HeadingFact[]): string[] {
  const { account, arn, region, regionSource } = place;
  const isVerbose = format.style.verbosity === 'verbose';
  const facts: readonly HeadingFact[] = [
    ...(isVerbose
      ? ([
          ['Account', `${account} (${arn})`],
          ['Region', `${region}, from ${regionSource}`],
        ] as const)
      : ([['Account', `${account}, ${region} (from ${regionSource})`]] as const)),
    ...more,
  ];
  const lines = facts.flatMap(([name, value]) => {
    return value === null ? [] : paragraph(format, format.plain(value), format.dim(name.padEnd(9)));
  });
  return [...noteLines(format, place.note), ...lines];
}

export function noteLines(format: Formatter, note: string | null): string[] {
  return note === null ? [] : paragraph(format, format.doubt(note));
}
