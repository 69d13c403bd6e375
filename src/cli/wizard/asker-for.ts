import type { Style } from '../../render/style.ts';
import type { Terminal } from '../terminal.ts';
import type { Asker } from './asker.ts';
import { lineAsking } from './line-asking.ts';
import { prompting } from './prompting.ts';

/** What POSIX gives a terminal that does not tell its size. */
const ROWS = 24;

/** The asker for one question on this terminal, as wide as it is by now. Questions go to standard error. */
export function askerFor(terminal: Terminal, above: (style: Style) => readonly string[], canGoBack: boolean): Asker {
  const { stdin, stderr, noticeStyle } = terminal;
  const style = { ...noticeStyle, width: stderr.columns || noticeStyle.width };
  const screen = { streams: { input: stdin, output: stderr }, style, rows: stderr.rows || ROWS, canGoBack };
  return terminal.redraws ? prompting({ ...screen, above: above(style) }) : lineAsking({ ...screen, above: [] });
}
