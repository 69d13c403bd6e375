import { formatCount, formatList } from '../../words.ts';
import type { StatusReport } from '../documents/status.ts';
import { formatterFor, type Style } from '../layout/formatter.ts';
import { joinBlocks, joinLines, paragraph } from '../layout/paragraph.ts';
import { noteLines } from './heading.ts';
import { problemOf } from './problem.ts';
import { remedyLines } from './remedy.ts';

const USES = { used: 'in use', unused: 'looks unused', unknown: 'use unknown' } as const;

/** Each stack: what it is, whether its path is open, and what may be done about it. */
export function statusText(
  { stacks, otherStacks, notRead }: StatusReport,
  { note, asked }: { readonly note: string | null; readonly asked: string },
  style: Style,
): string {
  const format = formatterFor(style);
  const blocks = stacks.map((each) => {
    const { stack, vpcId, vpcName, region, resources, changed, ageDays, monthlyUsd, verdict, use, useBecause } = each;
    const facts = [
      formatCount(resources.length, 'resource'),
      ...(changed.length === 0 ? [] : [`${changed.length} changed of others`]),
      ageDays === null ? 'age unknown' : ageDays === 0 ? 'made today' : `${formatCount(ageDays, 'day')} old`,
      monthlyUsd === null ? 'cost unknown' : `$${monthlyUsd.toFixed(2)} a month`,
    ];
    const words = { open: 'open', closed: 'closed', unknown: 'unknown' }[verdict];
    return [
      ...paragraph(
        format,
        `${format.bold(format.plain(`${stack}`))} ${format.plain(`in ${vpcId}${vpcName === null ? '' : ` (${vpcName})`}, ${region}: `)}${format.symbol(verdict)} ${format.plain(`path ${words}, ${USES[use]}`)}`,
      ),
      ...paragraph(format, format.plain(facts.join(', ')), '  '),
      ...resources.flatMap(({ id, what, state }) =>
        paragraph(format, format.plain(`${id}  ${what}  ${state}`), '    '),
      ),
      ...changed.flatMap((id) => paragraph(format, format.plain(`${id}  changed, and made by others`), '    ')),
      ...paragraph(format, format.plain(`${useBecause.charAt(0).toUpperCase()}${useBecause.slice(1)}.`), '  '),
      ...(each.remedy.length === 0 ? [] : remedyLines(format, each.remedy, '  → ')),
    ];
  });
  const none =
    stacks.length === 0 && notRead.length === 0 ? paragraph(format, format.plain(`There is no ${asked}.`)) : [];
  const others =
    otherStacks.length === 0
      ? []
      : paragraph(format, format.plain(`Other stacks: ${formatList(otherStacks)} (--all-stacks shows them).`));
  const unread = notRead.flatMap(({ region, error }) =>
    paragraph(format, format.doubt(`${region} could not be read: ${problemOf(error).message}`)),
  );
  return joinLines(joinBlocks([noteLines(format, note), none, ...blocks, others, unread]));
}
