import { shellWord } from '../explain/shell-word.ts';
import { COMMANDS, type CommandName } from './command-table.ts';
import { FLAG_NAMES, flagOf } from './flag-lookup.ts';
import { keyOf } from './flag-name.ts';
import type { FlagName } from './flags.ts';
import { asItem } from './list-items.ts';
import { Options } from './options.ts';

/**
 * The command that does with the same account, targets and choices what `command` does, ready to be pasted into a shell. It
 * names only what is not the default. `--yes` is left out: it was given for one run. `over` may set it again.
 */
export function commandFor(command: CommandName, options: Options, over: Partial<Options> = {}): string {
  const values = { ...options, yes: false, ...over };
  const standard = { ...Options.parse({}), ...CHOSEN_BY_DEFAULT };
  const names = COMMANDS[command].flags;
  const words = names
    .filter((name) => !flagOf(name).isOfThisRun)
    .filter((name) => JSON.stringify(values[keyOf(name)]) !== JSON.stringify(standard[keyOf(name)]))
    .flatMap((name) => flagWords(name, values[keyOf(name)]));
  return commandOf(command, ...words);
}

/** Where one of several words is chosen for who says nothing: the schema leaves these open, so that the wizard asks. */
const CHOSEN_BY_DEFAULT = Object.fromEntries(
  FLAG_NAMES.flatMap((name) => {
    const flag = flagOf(name);
    return flag.choices === undefined || flag.default === undefined ? [] : [[keyOf(name), flag.default]];
  }),
);

/** A command of pullpath's, as it can be pasted into a shell. */
export function commandOf(command: CommandName, ...words: readonly string[]): string {
  return ['pullpath', command, ...words].map(shellWord).join(' ');
}

/** What a script would run to do the same without a question. */
export function equivalentCommand(options: Options): string {
  return commandFor('apply', options, { yes: true });
}

/** What applies a saved plan: it knows region and targets by itself, but not the way into the account. */
export function commandForSaved(file: string, options: Options): string {
  const words = WAY_IN.flatMap((name) => flagWords(name, options[keyOf(name)]));
  return commandOf('apply', file, ...words);
}

const WAY_IN = FLAG_NAMES.filter((name) => flagOf(name).isWayIn);

function flagWords(name: FlagName, value: Options[keyof Options]): string[] {
  if (value === undefined) return [];
  if (typeof value === 'boolean') return [value ? `--${name}` : `--no-${name}`];
  if (!Array.isArray(value)) return flagWith(name, String(value));
  const items = value.map((item) => (typeof item === 'string' ? item : `${item.key}=${item.value}`));
  // Ids and service names read best together; a tag or an ARN on its own.
  const isShort = items.every((item) => /^[a-z0-9.-]+$/.test(item));
  if (items.length === 0) return [];
  return isShort ? flagWith(name, items.join(',')) : items.flatMap((item) => flagWith(name, asItem(item)));
}

/** What begins with a dash would be taken for a flag of its own. */
function flagWith(name: FlagName, value: string): string[] {
  return value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value];
}
