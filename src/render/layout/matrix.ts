import type { SubnetClass } from '../../discover/routing/subnet-class.ts';
import { groupBy } from '../../order.ts';
import type { Formatter } from './formatter.ts';
import { paragraph } from './paragraph.ts';
import { type Table, tableLines, wrappedColumns } from './table.ts';

/** A row: subnets that look alike in everything shown. */
export interface MatrixRow {
  readonly subnetIds: readonly string[];
  /** Of a single subnet. */
  readonly name: string | null;
  readonly zone: string;
  readonly class: SubnetClass;
  /** One styled cell a hop, in the order of the hops. */
  readonly cells: readonly string[];
}

/** From this many rows on, those that look alike are folded into one. */
const MANY = 13;

/** Folds rows that look alike, by zone, class and cells, where there are too many to read. */
export function foldRows(rows: readonly MatrixRow[]): MatrixRow[] {
  if (rows.length < MANY) return [...rows];
  const alike = groupBy(rows, (row) => JSON.stringify([row.class, row.zone, row.cells]));
  return [...alike.values()].flatMap(([first, ...more]) => {
    if (first === undefined || more.length === 0) return first ?? [];
    return { ...first, name: null, subnetIds: [first, ...more].flatMap((row) => row.subnetIds) };
  });
}

/**
 * Subnets × hops, as wide as the terminal allows: with name, id, zone and class in columns, of which the zone goes first
 * where there is no room, and the id last; with the class as a line above its rows; or, where even that is too wide, each
 * subnet as a line with its hops below.
 */
export function matrixLines(format: Formatter, hops: readonly string[], rows: readonly MatrixRow[]): string[] {
  const { width } = format.style;
  return (
    tableLines(withClass(format, hops, rows), width) ??
    groupedLines(format, hops, rows) ??
    stackedLines(format, hops, rows)
  );
}

function withClass(format: Formatter, hops: readonly string[], rows: readonly MatrixRow[]): Table {
  const names = rows.flatMap(({ name }) => name ?? []);
  // Where each row has a name of its own, its id is what can be spared.
  const isNamed = names.length === rows.length && new Set(names).size === rows.length;
  return {
    columns: [
      ...(names.length > 0 ? [{ head: format.dim('name') }] : []),
      { head: format.dim('subnet'), wraps: true, ...(isNamed ? { drop: 1 } : {}) },
      { head: format.dim('zone'), drop: 3 },
      { head: format.dim('class'), drop: 2 },
      ...hops.map((hop) => ({ head: format.dim(hop) })),
    ],
    rows: rows.map((row) => [
      ...(names.length > 0 ? [format.plain(row.name ?? '')] : []),
      label(format, row),
      format.plain(row.zone),
      format.plain(row.class),
      ...row.cells,
    ]),
  };
}

/** One table for all classes, so that its columns stay in line, cut where the class changes. */
function groupedLines(format: Formatter, hops: readonly string[], rows: readonly MatrixRow[]): string[] | null {
  const sorted = rows.toSorted((a, b) => a.class.localeCompare(b.class));
  const body = sorted.map((row) => [label(format, row), format.plain(row.zone), ...row.cells]);
  const columns = [
    { head: format.dim('subnet'), wraps: true },
    { head: format.dim('zone') },
    ...hops.map((hop) => ({ head: format.dim(hop) })),
  ];
  const withHeads = sorted.flatMap((row, i) => {
    const cells = body[i] ?? [];
    return row.class === sorted[i - 1]?.class ? [cells] : [[format.bold(`class ${row.class}`)], cells];
  });
  return tableLines({ columns, rows: withHeads }, format.style.width);
}

function stackedLines(format: Formatter, hops: readonly string[], rows: readonly MatrixRow[]): string[] {
  const cells = rows.map((row) => row.cells.map((cell, i) => `${format.dim(hops[i] ?? '')} ${cell}`));
  const blocks = wrappedColumns(cells, format.style.width - 2);
  return rows.flatMap((row, i) => [
    ...paragraph(
      format,
      [
        ...[row.name ?? ''].filter(Boolean).map(format.plain),
        label(format, row),
        ...[row.zone, row.class].map(format.plain),
      ].join('  '),
    ),
    ...(blocks[i] ?? []).map((line) => `  ${line}`),
  ]);
}

function label(format: Formatter, { subnetIds }: MatrixRow): string {
  const [first = ''] = subnetIds;
  return format.plain(subnetIds.length < 2 ? first : `${first} and ${subnetIds.length - 1} more`);
}
