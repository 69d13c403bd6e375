import picocolors from 'picocolors';
import type { Formatter } from '../../../render/layout/formatter.ts';
import { wrap } from '../../../render/layout/paragraph.ts';

/** A key and what it does here. */
export type KeyTip = readonly [key: string, action: string];

/**
 * Every colour and sign of Inquirer's, replaced: its own ask standard output whether colours are wanted, and the
 * questions go to standard error.
 * @param above lines that stand over the question
 */
export function themeOf(format: Formatter, above: readonly string[], tips: readonly KeyTip[]) {
  const { colour, unicode, width } = format.style;
  const colours = picocolors.createColors(colour);
  const mark = colours.green('?');
  const prefix = above.length === 0 ? mark : `${above.join('\n')}\n\n${mark}`;
  const wrapped = (text: string) => wrap(format.plain(text), width).join('\n');
  const same = (text: string) => text;
  return {
    prefix: { idle: prefix, done: prefix },
    spinner: { interval: 80, frames: [prefix] },
    icon: {
      cursor: unicode ? '❯' : '>',
      checked: unicode ? colours.green('◉') : '[x]',
      unchecked: unicode ? '◯' : '[ ]',
      disabledChecked: '-',
      disabledUnchecked: '-',
    },
    style: {
      answer: same,
      // Inquirer sets it after the mark.
      message: (text: string) => wrap(format.bold(text), width - 2).join('\n  '),
      error: (text: string) => colours.red(wrapped(text)),
      defaultAnswer: (text: string) => colours.dim(`(${text})`),
      help: same,
      highlight: colours.bold,
      key: same,
      disabled: colours.dim,
      description: (text: string) => wrapped(text),
      searchTerm: same,
      keysHelpTip: () => colours.dim(wrapped(tips.map((tip) => tip.join(' ')).join(', '))),
    },
  };
}

/** What Inquirer sets before every row of a list. */
export function marginOf(format: Formatter, list: 'one' | 'any'): number {
  if (list === 'one') return 2;
  return format.style.unicode ? 3 : 5;
}
