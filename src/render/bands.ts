import { tableLines } from './layout/table.ts';

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
