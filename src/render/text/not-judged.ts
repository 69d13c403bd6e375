import { formatList } from '../../words.ts';
import type { Formatter } from '../layout/formatter.ts';
import { paragraph } from '../layout/paragraph.ts';

/** The line below a verdict that says what it does not speak of; none where nothing is left. */
export function notJudgedLines(format: Formatter, notJudged: readonly string[] = []): string[] {
  return notJudged.length === 0 ? [] : paragraph(format, format.dim(`Not judged: ${formatList(notJudged)}.`));
}
