import picocolors from 'picocolors';
import type { Verdict } from '../../diagnose/verdict.ts';
import type { ShellSyntax } from '../../remedy/shell-syntax.ts';
import { visible } from './visible.ts';

/**
 * Every piece of text goes through one of these, which make it safe to show: names and messages of others may hold
 * escape sequences. The colours are those that themes keep readable on dark and light alike: no yellow, no blue, no
 * grey.
 */
export interface Formatter {
  readonly style: Style;
  readonly plain: (text: string) => string;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly doubt: (text: string) => string;
  /** `✔ open`, `✘ closed`, `? unknown`: a symbol and a word, so that neither colour nor font has to carry it. */
  readonly verdict: (verdict: Verdict) => string;
  readonly symbol: (verdict: Verdict) => string;
}

const SYMBOLS: { readonly [V in Verdict]: string } = { open: '✔', closed: '✘', unknown: '?' };

/** What our own texts and those of AWS hold beyond ASCII; names that people gave are left as they are. */
const ASCII: Readonly<Record<string, string>> = {
  '✔': '+',
  '✘': 'x',
  '→': '->',
  '←': '<-',
  '…': '...',
  '×': 'x',
  '·': '-',
  '–': '-',
  '—': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '≤': '<=',
  '≥': '>=',
};
const BEYOND_ASCII = new RegExp(`[${Object.keys(ASCII).join('')}]`, 'g');

export function formatterFor(style: Style): Formatter {
  const colours = picocolors.createColors(style.colour);
  const plain = (text: string) => (style.unicode ? visible(text) : toAscii(visible(text)));
  const painted = (paint: (text: string) => string) => (text: string) => (text === '' ? '' : paint(plain(text)));
  const tones: { readonly [V in Verdict]: (text: string) => string } = {
    open: painted(colours.green),
    closed: painted(colours.red),
    unknown: painted(colours.magenta),
  };
  return {
    style,
    plain,
    bold: painted(colours.bold),
    dim: painted(colours.dim),
    good: tones.open,
    bad: tones.closed,
    doubt: tones.unknown,
    verdict: (verdict) => tones[verdict](verdictText(verdict)),
    symbol: (verdict) => tones[verdict](SYMBOLS[verdict]),
  };
}

/** The words of a verdict without colour, for cells that are dimmed as a whole. */
export function verdictText(verdict: Verdict): string {
  return `${SYMBOLS[verdict]} ${verdict}`;
}

function toAscii(text: string): string {
  return text.replace(BEYOND_ASCII, (character) => ASCII[character] ?? character);
}

/** How text may look on the stream that it goes to; found out by the command line, never here. */
export interface Style {
  readonly colour: boolean;
  /** Columns of the terminal. Only ids and commands, which must stay whole, may run over it. */
  readonly width: number;
  /** False where the terminal shows only ASCII. */
  readonly unicode: boolean;
  /** What commands are quoted for; left out: POSIX. */
  readonly shell?: ShellSyntax;
  /** How much is said. Left out: what decides, so that it fits on a screen. */
  readonly verbosity?: Verbosity | undefined;
}

/** `quiet`: the verdict in one line. `verbose`: all that is known. */
export type Verbosity = 'quiet' | 'verbose';
