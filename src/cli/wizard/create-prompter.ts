import type { Style } from '../../render/layout/formatter.ts';
import type { Terminal } from '../stream/terminal.ts';
import { inquirerPrompter } from './inquirer-prompter.ts';
import { plainPrompter } from './plain-prompter.ts';
import type { Prompter } from './prompter.ts';

/** What POSIX gives a terminal that does not tell its size. */
const ROWS = 24;

/** The prompter for one question on this terminal, as wide as it is by now. Questions go to standard error. */
export function createPrompter(
  terminal: Terminal,
  above: (style: Style) => readonly string[],
  canGoBack: boolean,
): Prompter {
  const { stdin, stderr, noticeStyle } = terminal;
  const style = { ...noticeStyle, width: stderr.columns || noticeStyle.width };
  const screen = { streams: { input: stdin, output: stderr }, style, rows: stderr.rows || ROWS, canGoBack };
  return terminal.redraws
    ? inquirerPrompter({ ...screen, above: above(style) })
    : plainPrompter({ ...screen, above: [] });
}
