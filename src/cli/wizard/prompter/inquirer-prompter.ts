import { confirm, input, search, select } from '@inquirer/prompts';
import type { Remedy } from '../../../remedy/remedy.ts';
import type { Style } from '../../../render/layout/formatter.ts';
import { type Formatter, formatterFor } from '../../../render/layout/formatter.ts';
import { remedyLines } from '../../../render/text/remedy.ts';
import { filterCheckbox } from './filter-checkbox.ts';
import { type PromptContext, type Streams, withKeyBindings } from './keys.ts';
import type { Choice, Prompter } from './prompter.ts';
import { rowsOf } from './rows.ts';
import { type KeyTip, marginOf, themeOf } from './theme.ts';

/** One question's screen. */
export interface Screen {
  readonly streams: Streams;
  readonly style: Style;
  /** Lines of the terminal. */
  readonly rows: number;
  /** What stands over the question: where this is, and what has been answered. Inked, none wider than the screen. */
  readonly above: readonly string[];
  readonly canGoBack: boolean;
  /** Called when the terminal has changed its size under a list, which is then given up. */
  readonly onResize?: () => void;
}

/** Lines that a question needs besides its list: itself, the gap, what is said about a choice, the keys. */
const AROUND = 8;
const LEAST_LIST = 4;

/** Asks with Inquirer's prompts. Each is one screen, redrawn in place and wiped when it is answered. */
export function inquirerPrompter(screen: Screen): Prompter {
  const format = formatterFor(screen.style);
  const above = screen.above.slice(-Math.max(0, screen.rows - AROUND - LEAST_LIST));
  const pageSize = Math.max(LEAST_LIST, screen.rows - AROUND - above.length);
  const tips = (...own: KeyTip[]) => tipsOf(screen.canGoBack, own);
  /** What does not fit is not seen to be there. */
  const moving = (list: readonly unknown[]): KeyTip => [
    screen.style.unicode ? '↑↓' : 'up/down',
    list.length > pageSize ? `move (${list.length} in all)` : 'move',
  ];
  const look = (own: readonly KeyTip[], more: readonly Remedy[] = []) =>
    themeOf(format, [...above, ...more.flatMap((text) => remedyLines(format, text, ''))], own);
  // These questions have no line for the keys.
  const backTip = screen.canGoBack ? ['esc goes back'] : [];
  const { streams, canGoBack, onResize } = screen;
  const ask = <T>(prompt: (context: PromptContext) => Promise<T>, resized?: () => void) =>
    withKeyBindings({ streams, canGoBack, onResize: resized }, prompt);
  return {
    one: ({ message, more, choices, preset }) => {
      const listed = entries(choices, format, marginOf(format, 'one'));
      const theme = look(tips(moving(listed), ['enter', 'choose']), more);
      const proposed = preset === undefined ? {} : { default: preset };
      const loop = choices.length <= pageSize;
      return ask(
        (context) => select({ message, choices: listed, ...proposed, pageSize, loop, theme }, context),
        onResize,
      );
    },
    search: async ({ message, find, preset }) => {
      const theme = look(tips(moving(find('')), ['enter', 'choose']));
      const margin = marginOf(format, 'one');
      // Inquirer always puts the cursor on something: where nothing may be chosen for the user, on this.
      const nothing = { value: null, name: format.dim('type to search, or move down') };
      const source = (term: string | undefined) => {
        const found = entries(find(term ?? ''), format, margin);
        return preset === undefined && term === undefined ? [nothing, ...found] : found;
      };
      for (;;) {
        const answer = await ask(
          (context) => search({ message, source, default: preset ?? null, pageSize, theme }, context),
          onResize,
        );
        if (answer !== null) return answer;
      }
    },
    any: ({ message, choices, presets, complaint, onSelect }) => {
      const listed = entries(choices, format, marginOf(format, 'any')).map((entry, i) => ({
        ...entry,
        checked: presets.includes(entry.value),
        searched: choices[i]?.cells.join(' ').toLowerCase() ?? '',
        isUnlikely: choices[i]?.isUnlikely ?? false,
      }));
      const loop = choices.length <= pageSize;
      const filter: KeyTip[] = loop ? [] : [['type', 'filter']];
      const theme = look(
        tips(moving(listed), ...filter, ['space', 'select'], ['ctrl-a', 'all'], ['enter', 'continue']),
      );
      return ask(
        (context) => filterCheckbox({ message, choices: listed, complaint, onSelect, pageSize, loop, theme }, context),
        onResize,
      );
    },
    line: ({ message, more, preset, complaint }) => {
      const theme = look([], [...(more ?? []), ...backTip]);
      const validate = (text: string) => complaint(text) ?? true;
      return ask((context) => input({ message, default: preset, prefill: 'editable', validate, theme }, context));
    },
    consent: ({ message, more }) => {
      const theme = look([], [...more, ...backTip]);
      return ask((context) => confirm({ message, default: false, theme }, context));
    },
  };
}

function entries<T>(choices: readonly Choice<T>[], format: Formatter, margin: number) {
  const rows = rowsOf(choices, format, margin);
  return choices.map(({ value, about }, i) => ({
    value,
    name: rows[i] ?? '',
    ...(about === undefined ? {} : { description: about }),
  }));
}

function tipsOf(canGoBack: boolean, own: readonly KeyTip[]): KeyTip[] {
  return [...own, ...(canGoBack ? [['esc', 'back'] as const] : []), ['ctrl-c', 'quit']];
}
