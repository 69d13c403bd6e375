import type { Formatter } from '../../../render/layout/formatter.ts';
import { wrap } from '../../../render/layout/paragraph.ts';
import { tableLines } from '../../../render/layout/table.ts';
import { widthOf } from '../../../render/layout/width.ts';
import type { Choice } from './prompter.ts';

/**
 * The choices as rows of a list, in columns where these fit.
 * @param indent columns that the list keeps for its marks before every row
 */
export function rowsOf(choices: readonly Choice<unknown>[], format: Formatter, indent: number): string[] {
  const width = format.style.width - indent;
  // A choice of one cell among others stands across the columns.
  const isAcross = ({ cells }: Choice<unknown>) => cells.length === 1;
  const inColumns = choices.some((choice) => !isAcross(choice))
    ? choices.filter((choice) => !isAcross(choice))
    : choices;
  if (inColumns.length < choices.length) {
    const lines = rowsOf(inColumns, format, indent);
    const rest = [...lines];
    return choices.map((choice) => (isAcross(choice) ? format.plain(choice.cells[0] ?? '') : (rest.shift() ?? '')));
  }
  const columns = Array.from({ length: Math.max(0, ...choices.map(({ cells }) => cells.length)) }, () => ({
    head: '',
  }));
  const rows = choices.map(({ cells, isUnlikely }) => cells.map(isUnlikely === true ? format.dim : format.plain));
  const lines = tableLines({ columns, rows }, width);
  if (lines !== null && lines.length === rows.length) return lines;
  return rows.map((cells) => {
    const whole = cells.filter((cell) => cell !== '').map((cell) => (widthOf(cell) > width ? cell : bound(cell)));
    return wrap(whole.join('  '), width).join(`\n${' '.repeat(indent)}`);
  });
}

/** Lines end between cells rather than within one; `wrap` turns the blanks back. */
function bound(cell: string): string {
  return cell.replaceAll(' ', '\u00a0');
}
