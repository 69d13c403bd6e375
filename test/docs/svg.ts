import xterm from '@xterm/headless';

/** What a terminal shows, ready to be drawn. */
export interface Shot {
  /** Every byte that the program wrote, escape sequences and all. */
  readonly raw: string;
  readonly columns: number;
  /** What the window's title bar says. */
  readonly title: string;
  /** For who cannot see the picture. */
  readonly description: string;
}

/** A piece of a line in one style; its columns are counted in cells. */
interface Run {
  readonly column: number;
  readonly cells: number;
  readonly text: string;
  readonly colour: string;
  readonly bold: boolean;
  readonly underline: boolean;
}

/** A window with a background of its own, so that the picture reads the same on a light page and a dark one. */
const GROUND = '#0d1117';
const BAR = '#161b22';
const EDGE = '#30363d';
const TEXT = '#d1d7e0';
const BRIGHT = '#f0f6fc';
const DIM = '#9198a1';
/** The eight colours of a terminal and their bright twins, each readable on the ground (contrast 4.5 and more). */
const PALETTE = [
  ...['#9198a1', '#ff7b72', '#3fb950', '#d29922', '#79c0ff', '#d2a8ff', '#56d4dd', TEXT],
  ...['#9198a1', '#ffa198', '#56d364', '#e3b341', '#a5d6ff', '#e2c5ff', '#9be9f0', BRIGHT],
];

const CELL = 8.4;
const LINE = 19;
const SIZE = 14;
const PAD = 16;
const BAR_HEIGHT = 32;
const FONTS = 'ui-monospace, SFMono-Regular, Menlo, Consolas, &quot;DejaVu Sans Mono&quot;, monospace';

/** More lines than any picture has. */
const ROWS = 200;

/**
 * Draws a terminal's screen as an SVG document. Every run of text is held to its cells, whatever font the reader has.
 */
export async function svgOf({ raw, columns, title, description }: Shot): Promise<string> {
  const lines = await linesOf(raw, columns);
  const width = Math.ceil(columns * CELL) + 2 * PAD;
  const height = BAR_HEIGHT + lines.length * LINE + 2 * PAD;
  const dots = [0, 1, 2].map((i) => `<circle cx="${PAD + 5 + i * 18}" cy="16" r="5" fill="${EDGE}"/>`);
  const body = lines.flatMap((runs, i) => runs.map((run) => textOf(run, BAR_HEIGHT + PAD + i * LINE + SIZE)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="description">${escaped(description)}</desc>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${GROUND}" stroke="${EDGE}"/>`,
    `<path d="M1 32V8.5A7.5 7.5 0 0 1 8.5 1H${width - 8.5}A7.5 7.5 0 0 1 ${width - 1} 8.5V32Z" fill="${BAR}"/>`,
    ...dots,
    `<g font-family="${FONTS}" font-size="${SIZE}" xml:space="preserve">`,
    `<text x="${width / 2}" y="21" text-anchor="middle" font-size="13" fill="${DIM}">${escaped(title)}</text>`,
    ...body,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** The screen after these bytes, line by line, without the empty ones at its foot. */
async function linesOf(raw: string, columns: number): Promise<Run[][]> {
  const emulator = new xterm.Terminal({ cols: columns, rows: ROWS, allowProposedApi: true });
  await new Promise<void>((resolve) => emulator.write(raw, resolve));
  const { active } = emulator.buffer;
  const lines = Array.from({ length: ROWS }, (_, i) => runsOf(active.getLine(i), columns));
  emulator.dispose();
  return lines.slice(0, lines.findLastIndex((runs) => runs.length > 0) + 1);
}

type Line = ReturnType<InstanceType<typeof xterm.Terminal>['buffer']['active']['getLine']>;
type Cell = NonNullable<ReturnType<NonNullable<Line>['getCell']>>;

function runsOf(line: Line, columns: number): Run[] {
  const runs: Run[] = [];
  for (let column = 0; column < columns; column += 1) {
    const cell = line?.getCell(column);
    const text = cell?.getChars() ?? '';
    if (cell === undefined || text.trim() === '') continue;
    const style = { colour: colourOf(cell), bold: cell.isBold() !== 0, underline: cell.isUnderline() !== 0 };
    const last = runs.at(-1);
    const gap = last === undefined ? 0 : column - last.column - last.cells;
    // A single blank between two words of one style belongs to the run; more of them are a gap between two columns.
    if (last !== undefined && gap <= 1 && isSame(last, style)) {
      const joined = {
        ...last,
        cells: last.cells + gap + cell.getWidth(),
        text: `${last.text}${' '.repeat(gap)}${text}`,
      };
      runs[runs.length - 1] = joined;
    } else runs.push({ column, cells: cell.getWidth(), text, ...style });
  }
  return runs;
}

function isSame(a: Pick<Run, 'colour' | 'bold' | 'underline'>, b: Pick<Run, 'colour' | 'bold' | 'underline'>): boolean {
  return a.colour === b.colour && a.bold === b.bold && a.underline === b.underline;
}

function colourOf(cell: Cell): string {
  if (cell.isFgPalette()) return PALETTE[cell.getFgColor()] ?? TEXT;
  if (cell.isFgRGB()) return `#${cell.getFgColor().toString(16).padStart(6, '0')}`;
  if (cell.isDim()) return DIM;
  return cell.isBold() ? BRIGHT : TEXT;
}

function textOf({ column, cells, text, colour, bold, underline }: Run, y: number): string {
  const weight = bold ? ' font-weight="600"' : '';
  const line = underline ? ' text-decoration="underline"' : '';
  const x = rounded(PAD + column * CELL);
  return `<text x="${x}" y="${y}" textLength="${rounded(cells * CELL)}" lengthAdjust="spacingAndGlyphs" fill="${colour}"${weight}${line}>${escaped(text)}</text>`;
}

function rounded(number: number): string {
  return String(Math.round(number * 10) / 10);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
