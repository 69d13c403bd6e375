import type { PullpathCommand } from '../../remedy/command.ts';
import type { Recorded } from '../../snapshot/recorded.ts';
import { SECTION_NAMES, sectionOf } from '../../snapshot/sections.ts';
import { formatList } from '../../words.ts';
import { formatterFor, type Style } from '../layout/formatter.ts';
import { joinBlocks, joinLines, paragraph } from '../layout/paragraph.ts';
import { nextLines } from './next.ts';

export interface SnapshotView {
  readonly recorded: Recorded;
  readonly file: string;
  /** Reads it back. */
  readonly next: PullpathCommand;
}

/** What was saved, what is missing, and how to read it. */
export function snapshotText({ recorded, file, next }: SnapshotView, style: Style): string {
  const format = formatterFor(style);
  const { account, region, redacted, unread, sections } = recorded;
  const counts = SECTION_NAMES.flatMap((name) => {
    const count = sections.get(name)?.length ?? 0;
    return count === 0 ? [] : [`${sectionOf(name).noun} (${count})`];
  });
  const whose = redacted ? `a redacted snapshot of ${region}` : `a snapshot of ${region} in account ${account}`;
  const nothing = counts.length === 0 ? 'It holds nothing.' : `It holds: ${formatList(counts)}.`;
  return joinLines(
    joinBlocks([
      paragraph(format, format.plain(`Wrote ${whose} to ${file}. ${nothing}`)),
      unread.flatMap(({ action, message }) =>
        paragraph(format, format.doubt(`Not read: ${action}: ${message}. What follows from it will be unknown.`)),
      ),
      redacted
        ? paragraph(
            format,
            format.plain(
              'Account ids, ids of resources, names, tags and public addresses are replaced by others; look it over before you share it.',
            ),
          )
        : paragraph(
            format,
            format.plain(
              'It names your account, resources and addresses; --redact replaces these before you share it.',
            ),
          ),
      nextLines(format, { what: 'To read it', command: next }),
    ]),
  );
}
