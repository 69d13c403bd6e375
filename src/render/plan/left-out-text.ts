import { groupBy } from '../../order.ts';
import type { LeftOut } from '../../plan/left-out.ts';
import { truncateList } from '../../words.ts';
import type { Formatter } from '../layout/formatter.ts';
import { paragraph, withTitle } from '../layout/paragraph.ts';
import { moreText } from '../text/finding-groups.ts';
import { subnetsText } from '../text/findings-text.ts';

const REASONS_SHOWN = 4;
const NAMED = 2;

/**
 * The subnets and VPCs that the plan leaves out, those with the same reason together, and how to have them in it. Short:
 * in a line.
 */
export function leftOutLines(format: Formatter, leftOut: readonly LeftOut[] = []): string[] {
  if (leftOut.length === 0) return [];
  const subnets = leftOut.filter(({ type }) => type === 'subnet');
  const vpcs = leftOut.filter(({ type }) => type === 'vpc');
  const reasons = [...groupBy(subnets, ({ reason }) => reason)].map(
    ([reason, alike]) => `${subnetsText(alike.map(({ id }) => id))} (${reason})`,
  );
  const others = vpcs.map(({ id, name, reason }) => `${name === null ? id : `${id} (${name})`}, which ${reason}`);
  const flags = [...(subnets.length > 0 ? ['--subnet-ids'] : []), ...(vpcs.length > 0 ? ['--vpc-id'] : [])];
  if (format.style.verbosity !== 'verbose') {
    const named = leftOut.map(({ id, name, type, reason }) =>
      type === 'subnet' ? `${name ?? id} (${reason.split(':')[0]})` : (name ?? id),
    );
    const text = `Left out: ${truncateList(named, NAMED)}; ${flags.join(' or ')} includes others.`;
    return paragraph(format, format.dim(text));
  }
  const shown = [...fewOf(reasons), ...fewOf(others)];
  return withTitle(format.bold(`Left out (choose with ${flags.join(' or ')})`), [
    ...shown.flatMap((text) => paragraph(format, format.plain(text), format.plain('  · '))),
  ]);
}

function fewOf(texts: readonly string[]): string[] {
  const more = texts.length - REASONS_SHOWN;
  return more > 0 ? [...texts.slice(0, REASONS_SHOWN), moreText(more)] : [...texts];
}
