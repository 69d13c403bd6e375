import type { Style } from '../../../render/layout/formatter.ts';
import type { Terminal } from '../../stream/terminal.ts';
import { inquirerPrompter } from './inquirer-prompter.ts';
import { plainPrompter } from './plain-prompter.ts';
import type { Prompter } from './prompter.ts';

/** What POSIX gives a terminal that does not tell its size. */
const ROWS = 24;

/** Empties the screen, and puts the cursor into its corner: what a terminal has wrapped anew cannot be wiped line by line. */
const CLEAR = '\u001b[2J\u001b[H';

/** The prompter for one question on this terminal, as wide as it is by now. Questions go to standard error. */
export function createPrompter(
  terminal: Terminal,
  above: (style: Style) => readonly string[],
  canGoBack: boolean,
): Prompter {
  const { stdin, stderr, noticeStyle } = terminal;
  const screen = () => {
    const style = { ...noticeStyle, width: stderr.columns || noticeStyle.width };
    const streams = { input: stdin, output: stderr };
    return { streams, style, rows: stderr.rows || ROWS, canGoBack, above: above(style) };
  };
  if (!terminal.redraws) return plainPrompter(screen());
  /** A list is drawn again where the terminal changes its size; what was selected in it stays. */
  const redrawn = async <T>(ask: (prompter: Prompter) => Promise<T>): Promise<T> => {
    for (;;) {
      let resized = false;
      const answer = await ask(
        inquirerPrompter({
          ...screen(),
          onResize: () => {
            resized = true;
          },
        }),
      );
      if (!resized) return answer;
      stderr.write(CLEAR);
    }
  };
  return {
    one: (question) => redrawn((prompter) => prompter.one(question)),
    search: (question) => redrawn((prompter) => prompter.search(question)),
    any: (question) => {
      let { presets } = question;
      const onSelect = (values: typeof presets) => {
        presets = values;
      };
      return redrawn((prompter) => prompter.any({ ...question, presets, onSelect }));
    },
    // These are one line below what was printed, which is not theirs to redraw.
    line: (question) => inquirerPrompter(screen()).line(question),
    consent: (question) => inquirerPrompter(screen()).consent(question),
  };
}
