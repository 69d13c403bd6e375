import yargs, { type Argv } from 'yargs';
import { closest } from './closest.ts';
import { COMMANDS } from './command-table.ts';
import { COMMAND_FLAGS, type CommandName, FLAGS, type Flag, type FlagName } from './flags.ts';

/** The command line taken apart, before any value is checked. */
export interface Arguments {
  readonly command: CommandName;
  /** Flags and positionals under their camel-case names, as given. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What is wrong with the form: unknown flags, a value too few or too many. */
  readonly complaints: readonly string[];
  /** The help that was asked for, or null. */
  readonly help: string | null;
}

/** Takes argv apart. Never prints and never exits. */
export async function parseArguments(argv: readonly string[], width: number): Promise<Arguments> {
  const words = withSandboxValue(argv);
  const parser = builder(width);
  let help: string | null = null;
  const parsed = await parser.parseAsync([...words], {}, (_error, _argv, output) => {
    if (output !== '') help = output;
  });
  const [first, ...rest] = parsed._.map(String);
  const command = isCommand(first) ? first : 'apply';
  const positionals = isCommand(first) ? rest : parsed._.map(String);
  if (parsed.help === true) help = await helpFor(isCommand(first) ? first : null, width);
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

/** The help of one command, or of the program, as text. */
export async function helpFor(command: CommandName | null, width: number): Promise<string> {
  const parser = yargs([]).scriptName('pullpath').exitProcess(false).help(false).version(false).wrap(width);
  if (command === null) {
    parser.usage(
      `pullpath opens the path that an image pull takes from a private subnet to Amazon ECR,\nproves that it is open, and closes it again on request.\n\nUsage: pullpath [COMMAND] [FLAGS]`,
    );
    for (const [name, entry] of Object.entries(COMMANDS))
      parser.command(`${name} ${entry.synopsis}`.trim(), entry.describe);
    flagged(parser, ['version', 'help'], { version: VERSION, help: HELP });
    parser.epilogue(
      `pullpath COMMAND --help tells a command's flags, examples and exit codes.\n\n${COMMANDS.apply.exits}`,
    );
  } else {
    const entry = COMMANDS[command];
    parser.usage([`Usage: pullpath ${command} ${entry.synopsis}`.trim(), entry.about].join('\n\n'));
    flagged(parser, COMMAND_FLAGS[command], FLAGS);
    for (const [example, why] of entry.examples) parser.example(example, why);
    parser.epilogue(entry.exits);
  }
  return parser.getHelp();
}

const HELP: Flag = { type: 'boolean', group: 'Output:', describe: 'this help' };
const VERSION: Flag = { type: 'boolean', group: 'Output:', describe: 'the version' };

function builder(width: number): Argv {
  const parser = yargs([]).scriptName('pullpath').exitProcess(false).help(false).version(false).wrap(width);
  parser.parserConfiguration({
    'strip-dashed': true,
    'camel-case-expansion': true,
    'parse-positional-numbers': false,
    'populate--': false,
  });
  for (const [name, flag] of Object.entries<Flag>(FLAGS))
    parser.option(name, { type: flag.type === 'list' ? 'string' : flag.type });
  return parser.option('help', { type: 'boolean', alias: 'h' }).option('version', { type: 'boolean' });
}

function flagged(parser: Argv, names: readonly string[], table: Readonly<Record<string, Flag>>): void {
  for (const name of names) {
    const flag = table[name];
    if (flag === undefined) continue;
    parser.option(name, {
      type: flag.type === 'list' ? 'string' : flag.type,
      group: flag.group,
      describe: flag.describe,
      ...(flag.choices === undefined ? {} : { choices: [...flag.choices] }),
      ...(flag.standard === undefined ? {} : { defaultDescription: flag.standard }),
    });
  }
}

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
