import { COMMANDS } from '../command-table.ts';
import { COMMAND_FLAGS, type CommandName, FLAGS, type Flag, type FlagName } from '../flags.ts';
import { itemsIn } from '../list-items.ts';

/** What is to be typed next on a command line. */
export type Slot =
  | { readonly is: 'command' }
  | { readonly is: 'flag'; readonly command: CommandName | null; readonly used: readonly string[] }
  /** `given` are the items of a list that stand already, `typed` what there is of this one. */
  | {
      readonly is: 'value';
      readonly of: FlagName;
      readonly command: CommandName;
      readonly given: readonly string[];
      readonly typed: string;
    }
  | { readonly is: 'positional'; readonly command: CommandName | 'help'; readonly name: string }
  | { readonly is: 'nothing' };

/** Named before a command, and in place of one. */
export const HELP = 'help';

/** What the words so far have settled. */
interface Reading {
  readonly command: CommandName | typeof HELP | null;
  readonly positionals: number;
  readonly used: readonly string[];
  /** A flag that stands there without its value. */
  readonly open: FlagName | null;
}

/**
 * Which slot the word at the cursor fills.
 * @param words before it, without the program's own name
 * @param current as far as it is typed
 */
export function slotOf(words: readonly string[], current: string): Slot {
  const { command, positionals, used, open } = words.reduce(read, {
    command: null,
    positionals: 0,
    used: [],
    open: null,
  });
  const of = command === null || command === HELP ? 'apply' : command;
  // The world may be left out.
  if (open !== null && !(open === 'sandbox' && current.startsWith('-'))) return valueSlot(of, open, current);
  const joined = /^--([^=]+)=(.*)$/s.exec(current);
  if (joined !== null) {
    const [, name = '', value = ''] = joined;
    return isFlag(name) ? valueSlot(of, name, value) : { is: 'nothing' };
  }
  const flags = { is: 'flag', command: command === HELP ? null : command, used } as const;
  if (current.startsWith('-')) return flags;
  if (command === null) return { is: 'command' };
  const name = command === HELP ? ['command'][positionals] : COMMANDS[command].positionals[positionals];
  return name === undefined ? flags : { is: 'positional', command, name };
}

function read(before: Reading, word: string): Reading {
  const { command, open } = before;
  if (open !== null && !word.startsWith('-')) return { ...before, open: null };
  if (word.startsWith('-')) {
    const name = word.replace(/^--?/, '').replace(/=.*$/s, '');
    const takes = isFlag(name) && FLAGS[name].type !== 'boolean' && !word.includes('=');
    return { ...before, used: [...before.used, name], open: takes ? name : null };
  }
  if (command === null && (word === HELP || word in COMMAND_FLAGS))
    return { ...before, command: word as CommandName | typeof HELP };
  return { ...before, command: command ?? 'apply', positionals: before.positionals + 1 };
}

function valueSlot(command: CommandName, of: FlagName, text: string): Slot {
  const { type }: Flag = FLAGS[of];
  const items = type === 'list' ? itemsIn(text) : [text];
  return { is: 'value', of, command, given: items.slice(0, -1), typed: items.at(-1) ?? '' };
}

function isFlag(name: string): name is FlagName {
  return Object.hasOwn(FLAGS, name);
}
