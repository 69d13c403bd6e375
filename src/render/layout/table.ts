import { wrap } from './paragraph.ts';
import { widthOf } from './width.ts';

export interface Column {
  readonly head: string;
  /** Cells may be wrapped at blanks where the table is too wide. */
  readonly wraps?: boolean;
  /** May be left out where the table is too wide; the highest number goes first. */
  readonly drop?: number;
  readonly align?: 'right';
}

/** Cells are styled; one may hold several lines. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** Blanks before every line. */
  readonly indent?: number;
}

const GAP = 2;

/**
 * Columns side by side, without rules. Ours rather than a library's, because those cut a word that is too long for its
 * column, and an id that is cut is of no use.
 * @returns null where it does not fit, even with columns left out and cells wrapped
 */
export function tableLines(table: Table, width: number): string[] | null {
  const { columns, rows, indent = 0 } = table;
  const widths = widthsWithin(columns, rows, width - indent);
  if (widths === null) return droppable(columns) < 0 ? null : tableLines(without(table), width);
  const heads = columns.some((column) => column.head !== '') ? [columns.map((column) => column.head)] : [];
  return [...heads, ...rows].flatMap((row) => rowLines(row, columns, widths).map((line) => ' '.repeat(indent) + line));
}

function rowLines(row: readonly string[], columns: readonly Column[], widths: readonly number[]): string[] {
  const cells = widths.map((width, i) => wrapCell(row[i] ?? '', columns[i], width));
  const height = Math.max(...cells.map((cell) => cell.length));
  return Array.from({ length: height }, (_, line) =>
    cells.map((cell, i) => padded(cell[line] ?? '', widths[i] ?? 0, columns[i]?.align)).join(' '.repeat(GAP)),
  ).map((line) => line.trimEnd());
}

function wrapCell(cell: string, column: Column | undefined, width: number): string[] {
  return cell.split('\n').flatMap((line) => (column?.wraps === true ? wrap(line, width) : [line]));
}

function padded(text: string, width: number, align: Column['align']): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? blanks + text : text + blanks;
}

/** The width of each column; null where they do not fit. What is missing is taken from the widest column that wraps. */
function widthsWithin(columns: readonly Column[], rows: Table['rows'], width: number): number[] | null {
  const texts = columns.map((column, i) => [column.head, ...rows.map((row) => row[i] ?? '')]);
  const widths = texts.map((cells) => widest(cells.flatMap((cell) => cell.split('\n'))));
  const least = texts.map((cells, i) =>
    columns[i]?.wraps === true ? widest(cells.flatMap((cell) => wrap(cell, 1))) : (widths[i] ?? 0),
  );
  let excess = sum(widths) + GAP * (columns.length - 1) - width;
  while (excess > 0) {
    const spare = widths.map((own, i) => own - (least[i] ?? own));
    const at = spare.reduce((best, own, i) => (own > (spare[best] ?? 0) ? i : best), 0);
    if ((spare[at] ?? 0) === 0) return null;
    widths[at] = (widths[at] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
}

function droppable(columns: readonly Column[]): number {
  const ranks = columns.map((column) => column.drop ?? 0);
  const most = Math.max(...ranks);
  return most === 0 ? -1 : ranks.indexOf(most);
}

function without(table: Table): Table {
  const { columns, rows } = table;
  const at = droppable(columns);
  const rest = <T>(list: readonly T[]) => list.filter((_, i) => i !== at);
  return { ...table, columns: rest(columns), rows: rows.map(rest) };
}

function widest(lines: readonly string[]): number {
  return Math.max(0, ...lines.map((line) => widthOf(line)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/**
 * Rows of cells as blocks of lines: as many cells a line as fit the width, in columns that stay in line over all rows.
 * @param rows all of the same length
 */
export function wrappedColumns(rows: readonly (readonly string[])[], width: number): string[][] {
  const length = rows[0]?.length ?? 0;
  for (let perLine = length; perLine > 1; perLine -= 1) {
    const columns = Array.from({ length: perLine }, () => ({ head: '' }));
    const lines = tableLines({ columns, rows: rows.flatMap((cells) => chunksOf(cells, perLine)) }, width);
    if (lines !== null) return chunksOf(lines, Math.ceil(length / perLine));
  }
  return rows.map((cells) => [...cells]);
}

function chunksOf<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}
