import { COMMANDS, type CommandName, isCommand } from '../line/command-table.ts';
import { FLAG_NAMES, flagOf } from '../line/flag-lookup.ts';
import { FLAGS, type FlagName } from '../line/flags.ts';
import { splitList } from '../line/split-list.ts';
import type { CompletionSource } from './completion-source.ts';

/** What is to be typed next on a command line. */
export type CompletionTarget =
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
  | { readonly is: 'positional'; readonly key: string; readonly completesFrom: CompletionSource | 'commands' }
  | { readonly is: 'nothing' };

/** Named before a command, and in place of one. */
export const HELP = 'help';

const OF_HELP = [{ key: 'command', completesFrom: 'commands' }] as const;

/** What the words so far have settled. */
interface ParsedWords {
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
export function completionTargetOf(words: readonly string[], current: string): CompletionTarget {
  const { command, positionals, used, open } = words.reduce(read, {
    command: null,
    positionals: 0,
    used: [],
    open: null,
  });
  const of = command === null || command === HELP ? 'apply' : command;
  // A world may be left out.
  if (open !== null && !(flagOf(open).valueIfBare !== undefined && current.startsWith('-')))
    return valueSlot(of, open, current);
  const joined = /^--([^=]+)=(.*)$/s.exec(current);
  if (joined !== null) {
    const [, name = '', value = ''] = joined;
    return isFlag(name) ? valueSlot(of, name, value) : { is: 'nothing' };
  }
  const flags = { is: 'flag', command: command === HELP ? null : command, used } as const;
  if (current.startsWith('-')) return flags;
  if (command === null) return { is: 'command' };
  const next = (command === HELP ? OF_HELP : COMMANDS[command].positionals)[positionals];
  return next === undefined ? flags : { is: 'positional', key: next.key, completesFrom: next.completesFrom };
}

function read(before: ParsedWords, word: string): ParsedWords {
  const { command, open } = before;
  if (open !== null && !word.startsWith('-')) return { ...before, open: null };
  if (word.startsWith('-')) {
    const name = flagNamed(word.replace(/=.*$/s, ''));
    const takes = isFlag(name) && flagOf(name).type !== 'boolean' && !word.includes('=');
    return { ...before, used: [...before.used, name], open: takes ? name : null };
  }
  if (command === null && (word === HELP || isCommand(word))) return { ...before, command: word };
  return { ...before, command: command ?? 'apply', positionals: before.positionals + 1 };
}

function valueSlot(command: CommandName, of: FlagName, text: string): CompletionTarget {
  const { type } = flagOf(of);
  const items = type === 'list' ? splitList(text) : [text];
  return { is: 'value', of, command, given: items.slice(0, -1), typed: items.at(-1) ?? '' };
}

/** The name of a flag, written as `--name` or by its letter. */
function flagNamed(word: string): string {
  const short = FLAG_NAMES.find((name) => word === `-${flagOf(name).short}`);
  return short ?? word.replace(/^--?/, '');
}

function isFlag(name: string): name is FlagName {
  return Object.hasOwn(FLAGS, name);
}
