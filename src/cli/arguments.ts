import parse from 'yargs-parser';
import { closest } from './closest.ts';
import { COMMANDS } from './command-table.ts';
import { COMMAND_FLAGS, type CommandName, FLAGS, type Flag, type FlagName, type FlagType } from './flags.ts';
import type { Manual } from './help.ts';

/** The command line taken apart, before any value is checked. */
export interface Arguments {
  readonly command: CommandName;
  /** Flags and positionals under their camel-case names, as given. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What is wrong with the form: unknown flags, a value too few or too many. */
  readonly complaints: readonly string[];
  /** Whose help was asked for, a command's or the program's; null: nobody asked. */
  readonly help: Manual | null;
}

/** Takes argv apart: with the parser of yargs alone, because all that surrounds it takes as long to load as the rest. */
export function parseArguments(argv: readonly string[]): Arguments {
  const parsed = parse(withSandboxValue(argv), KNOWN);
  const [first, ...rest] = parsed._.map(String);
  const command = isCommand(first) ? first : 'apply';
  const positionals = isCommand(first) ? rest : parsed._.map(String);
  const help = parsed.help !== true ? null : isCommand(first) ? first : 'pullpath';
  const { values, complaints } = readFlags(command, parsed);
  const names = COMMANDS[command].positionals;
  const surplus = positionals.slice(names.length);
  const named = Object.fromEntries(
    names.map((name, i) => [name, positionals[i]]).filter(([, value]) => value !== undefined),
  );
  const strangers = surplus.map((word) => `${word} is one argument too many for pullpath ${command}`);
  return { command, values: { ...values, ...named }, complaints: [...complaints, ...strangers], help };
}

export function isCommand(word: string | undefined): word is CommandName {
  return word !== undefined && word in COMMAND_FLAGS;
}

const namesOf = (...types: FlagType[]) =>
  Object.entries<Flag>(FLAGS)
    .filter(([, { type }]) => types.includes(type))
    .map(([name]) => name);

/** A `list` is read as a string here, and taken apart below. */
const KNOWN: parse.Options = {
  string: namesOf('string', 'list'),
  number: namesOf('number'),
  boolean: [...namesOf('boolean'), 'help', 'version'],
  alias: { help: ['h'] },
  configuration: { 'strip-dashed': true, 'parse-positional-numbers': false },
};

function readFlags(command: CommandName, parsed: Readonly<Record<string, unknown>>) {
  const complaints: string[] = [];
  const values: Record<string, unknown> = {};
  const allowed: readonly string[] = COMMAND_FLAGS[command];
  const known = new Map(Object.keys(FLAGS).map((name) => [camel(name), name as FlagName]));
  for (const [key, value] of Object.entries(parsed)) {
    if (['_', '$0', 'help', 'h', 'version'].includes(key) || value === undefined) continue;
    const name = known.get(key);
    if (name === undefined) complaints.push(unknownFlag(dashed(key), allowed));
    else if (!allowed.includes(name)) complaints.push(`--${name} does not go with pullpath ${command}`);
    else values[key] = readValue(name, value, complaints);
  }
  return { values, complaints };
}

function readValue(name: FlagName, value: unknown, complaints: string[]): unknown {
  const { type }: Flag = FLAGS[name];
  if (type === 'list') {
    const items = [value]
      .flat()
      .flatMap((item) => String(item).split(','))
      .map((item) => item.trim())
      .filter((item) => item !== '');
    if (items.length === 0) complaints.push(`--${name} needs a value`);
    return items;
  }
  if (Array.isArray(value)) complaints.push(`--${name} is given ${value.length} times`);
  if (type === 'string' && value === '') complaints.push(`--${name} needs a value`);
  return value;
}

function unknownFlag(name: string, allowed: readonly string[]): string {
  const meant = closest(name, allowed);
  return `There is no flag --${name}${meant === null ? '' : `; did you mean --${meant}?`}`;
}

/** `--sandbox [WORLD]`: the next word is a world only if it is no flag, command or file. */
function withSandboxValue(argv: readonly string[]): string[] {
  return argv.flatMap((word, i) => {
    if (argv[i - 1] === '--sandbox' && !isNoWorld(word)) return [];
    if (word !== '--sandbox') return [word];
    const next = argv[i + 1];
    return [`--sandbox=${next === undefined || isNoWorld(next) ? 'guide' : next}`];
  });
}

function isNoWorld(word: string): boolean {
  return word.startsWith('-') || isCommand(word) || word.endsWith('.json');
}

function camel(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function dashed(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
