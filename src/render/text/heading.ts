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

/** @param more further lines of the same kind: `['Stack', 'default']`; null leaves one out */
export function headingLines(
  format: Formatter,
  place: AccountHeading,
  more: readonly (readonly [string, string | null])[],
): string[] {
  const facts: readonly (readonly [string, string | null])[] = [
    ['Account', `${place.account} (${place.arn})`],
    ['Region', `${place.region}, from ${place.regionSource}`],
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
