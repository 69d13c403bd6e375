import parse from 'yargs-parser';
import { COMMAND_NAMES, COMMANDS, type CommandName, isCommand } from './command-table.ts';
import { unknownWord } from './did-you-mean.ts';
import { ALWAYS, type FlagType } from './flag.ts';
import { flagConflicts } from './flag-conflicts.ts';
import { allowedValuesOf, canBeNegated, FLAG_BY_KEY, FLAG_NAMES, flagOf } from './flag-lookup.ts';
import { flagNameOf } from './flag-name.ts';
import type { FlagName } from './flags.ts';
import type { HelpTopic } from './help.ts';
import { isFile, normalizeArgv } from './normalize-argv.ts';
import { splitList } from './split-list.ts';

/** The command line taken apart, before any value is checked. */
export interface Arguments {
  readonly command: CommandName;
  /** Flags and positionals under their camel-case names, as given. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What is wrong with the form: unknown flags, a value too few or too many. */
  readonly complaints: readonly string[];
  /** Whose help was asked for, a command's or the program's; null: none was asked for. */
  readonly help: HelpTopic | null;
  /** Whether the version was asked for. */
  readonly version: boolean;
}

/** Takes argv apart: with yargs-parser only, since the rest of yargs takes as long to load as everything else. */
export function parseArguments(argv: readonly string[]): Arguments {
  const parsed = parse(normalizeArgv(argv), KNOWN);
  const asked = commandIn(parsed._.map(String), parsed.help === true);
  const command = asked.command ?? 'apply';
  const { values: flags, complaints } = readFlags(command, parsed, argv);
  const { positionals } = COMMANDS[command];
  const surplus = asked.positionals.slice(positionals.length);
  const named = Object.fromEntries(
    positionals.map(({ key }, i) => [key, asked.positionals[i]]).filter(([, value]) => value !== undefined),
  );
  const values = { ...flags, ...named };
  return {
    command,
    values,
    complaints: [
      ...asked.complaints,
      ...complaints,
      ...surplus.map((word) => `Unexpected argument "${word}" for pullpath ${command}`),
      ...flagConflicts(command, values),
    ],
    help: asked.isForHelp && asked.complaints.length === 0 ? (asked.command ?? 'pullpath') : null,
    version: parsed.version === true,
  };
}

interface Asked {
  /** Null where none was named. */
  readonly command: CommandName | null;
  readonly positionals: readonly string[];
  readonly isForHelp: boolean;
  readonly complaints: readonly string[];
}

/**
 * What the first word asks for: a command, help with one, or, being the name of a file, that the plan in it be applied.
 */
function commandIn(words: readonly string[], isForHelp: boolean): Asked {
  const [first, ...rest] = words;
  const asked = { command: null, positionals: [], isForHelp, complaints: [] };
  if (first === undefined) return asked;
  if (isCommand(first)) return { ...asked, command: first, positionals: rest };
  if (first === 'help') return commandIn(rest.slice(0, 1), true);
  if (isFile(first)) return { ...asked, command: 'apply', positionals: words };
  return { ...asked, complaints: [unknownCommand(first)] };
}

function unknownCommand(word: string): string {
  if (/[./\\]/.test(word)) return `There is no file ${word}`;
  const known = COMMAND_NAMES.map((name) => ({ name, suggestFor: COMMANDS[name].suggestFor }));
  return unknownWord('command', word, [...known, { name: '--version', suggestFor: ['version'] }]);
}

const namesOf = (...types: FlagType[]) => FLAG_NAMES.filter((name) => types.includes(flagOf(name).type));

/** A `list` is read as a string here, and taken apart below. */
const KNOWN: parse.Options = {
  string: namesOf('string', 'list'),
  number: namesOf('number'),
  boolean: [...namesOf('boolean'), ...Object.keys(ALWAYS)],
  alias: Object.fromEntries(
    [...FLAG_NAMES.map((name) => [name, flagOf(name)] as const), ...Object.entries(ALWAYS)].flatMap(
      ([name, { short }]) => (short === undefined ? [] : [[name, [short]]]),
    ),
  ),
  configuration: { 'strip-dashed': true, 'strip-aliased': true, 'parse-positional-numbers': false },
};

function readFlags(command: CommandName, parsed: Readonly<Record<string, unknown>>, argv: readonly string[]) {
  const complaints: string[] = [];
  const values: Record<string, unknown> = {};
  const allowed = COMMANDS[command].flags;
  for (const [key, value] of Object.entries(parsed)) {
    if (['_', '$0', ...Object.keys(ALWAYS)].includes(key) || value === undefined) continue;
    const name = FLAG_BY_KEY.get(key);
    // `--no-x` is a no to what can be on; elsewhere it is nothing.
    if (name === undefined || (value === false && !canBeNegated(name)))
      complaints.push(unknownFlag(name === undefined ? flagNameOf(key) : `no-${name}`, allowed, argv));
    else if (!allowed.includes(name)) complaints.push(`--${name} does not go with pullpath ${command}`);
    else values[key] = readValue(command, name, value, complaints);
  }
  return { values, complaints };
}

/** The value of a flag; undefined, with a complaint, where it is none. */
function readValue(command: CommandName, name: FlagName, given: unknown, complaints: string[]): unknown {
  const { type } = flagOf(name);
  const choices = allowedValuesOf(name, COMMANDS[command]);
  const value = switched(name, given);
  if (type === 'list') {
    const items = [value]
      .flat()
      .flatMap((item) => splitList(String(item)))
      .map((item) => item.trim())
      .filter((item) => item !== '');
    if (items.length === 0) complaints.push(`--${name} needs a value`);
    return [...new Set(items)];
  }
  const wrong = Array.isArray(value)
    ? `--${name} is given ${value.length} times`
    : type === 'string' && value === ''
      ? `--${name} needs a value`
      : choices === undefined || choices.includes(String(value))
        ? null
        : `--${name} of pullpath ${command} takes ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}, not ${value}`;
  if (wrong === null) return value;
  complaints.push(wrong);
  return undefined;
}

/** A word that may also be taken for a yes or a no, as of a flag that is negated; of several the last one counts. */
function switched(name: FlagName, value: unknown): unknown {
  const { valueIfBare, describeNegated } = flagOf(name);
  if (describeNegated === undefined) return value;
  const last = [value].flat().at(-1);
  return last === false || last === 'false' ? describeNegated : last === 'true' ? valueIfBare : last;
}

function unknownFlag(name: string, allowed: readonly FlagName[], argv: readonly string[]): string {
  // `-xyz` is three flags of a letter each.
  const isShort = name.length === 1 && !argv.some((word) => word.split('=')[0] === `--${name}`);
  const dashes = isShort ? '-' : '--';
  return unknownWord(
    'flag',
    `${dashes}${name}`,
    allowed.map((known) => ({
      name: `--${known}`,
      suggestFor: flagOf(known).suggestFor?.map((other) => `--${other}`),
    })),
  );
}
