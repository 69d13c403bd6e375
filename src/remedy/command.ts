import { type ShellSyntax, shellWord } from './shell-syntax.ts';

/** A word that the reader of a command fills in, in angle brackets: `<service>`. */
export interface Placeholder {
  readonly blank: string;
}

/** A word of a command line as the program is to get it; quoting is for whoever prints it. */
export type CommandWord = string | Placeholder;

/** The value of a flag of pullpath's. False stands for `--no-…`; a list is printed as the flag takes it. */
export type OptionValue =
  | CommandWord
  | number
  | boolean
  | readonly (string | { readonly key: string; readonly value: string })[];

/** A command of pullpath's. */
export interface PullpathCommand {
  readonly program: 'pullpath';
  readonly command: string;
  /** The arguments that are no flags. */
  readonly args?: readonly CommandWord[] | undefined;
  /** By the names that the options have, e.g. `modifyExisting`; printed in this order. */
  readonly options?: Readonly<Record<string, OptionValue>> | undefined;
  /** True where it means the targets and choices of the run that names it, and not only its account. */
  readonly keepsChoices?: boolean | undefined;
}

/** A command of another program: `aws ec2 delete-route --route-table-id rtb-1`. */
export interface ProgramCommand {
  readonly program: string;
  readonly args: readonly CommandWord[];
  /**
   * By their names without dashes. True: the flag has no value. Several words: the flag takes them one after another.
   */
  readonly flags?: Readonly<Record<string, CommandWord | true | readonly CommandWord[]>> | undefined;
  /** The command that reads what this one prints. */
  readonly into?: ProgramCommand | undefined;
}

/**
 * A command for the reader to run, as a value: what is missing for the reader's account is added later, once for all.
 */
export type CommandReference = PullpathCommand | ProgramCommand;

export function isPullpath(command: CommandReference): command is PullpathCommand {
  return 'command' in command;
}

/** @param name in angle brackets */
export function placeholder<const T extends string>(name: T): { readonly blank: T } {
  return { blank: name };
}

/** `pullpath COMMAND` for the targets and choices of the run that names it, with these options besides. */
export function pullpath<const C extends string, const O extends NonNullable<PullpathCommand['options']>>(
  command: C,
  options: O,
) {
  return { program: 'pullpath', command, options, keepsChoices: true } as const;
}

/** A command of the AWS CLI. @param words the service and the operation, in one text: `ec2 delete-route` */
export function aws<const F extends NonNullable<ProgramCommand['flags']>>(words: string, flags: F) {
  return { program: 'aws', args: words.split(' '), flags } as const;
}

/** A command of another program. @param words the program and its arguments, in one text: `docker pull {image}` */
export function program(words: string, flags: NonNullable<ProgramCommand['flags']> = {}): ProgramCommand {
  const [name = '', ...args] = words.split(' ');
  return { program: name, args, flags };
}

/** The command with other words, wherever it has any; what is a list stays one. */
export function withWords(command: CommandReference, change: (text: string) => CommandWord): CommandReference {
  const word = (old: CommandWord) => (typeof old === 'string' ? change(old) : old);
  const text = (old: string) => asWritten(change(old));
  if (isPullpath(command)) {
    const options = Object.entries(command.options ?? {}).map(([name, value]) => [
      name,
      isWord(value) ? word(value) : value,
    ]);
    return { ...command, args: (command.args ?? []).map(word), options: Object.fromEntries(options) };
  }
  const flags = Object.entries(command.flags ?? {}).map(([name, value]) => {
    if (value === true) return [text(name), true];
    return [text(name), isWord(value) ? word(value) : value.map(word)];
  });
  const into = command.into === undefined ? {} : { into: withWords(command.into, change) as ProgramCommand };
  return { ...command, args: command.args.map(word), flags: Object.fromEntries(flags), ...into };
}

/** The command as words, the program first. */
function wordsOf(command: CommandReference): CommandWord[] {
  if (isPullpath(command)) {
    const { args = [], options = {} } = command;
    const flags = Object.entries(options).flatMap(([name, value]) => optionWords(flagName(name), value));
    return [command.program, command.command, ...args, ...flags];
  }
  const flags = Object.entries(command.flags ?? {}).flatMap(([name, value]): CommandWord[] => {
    // On a page even the flag may be left to the reader.
    const flag = name.startsWith('<') ? placeholder(name) : `--${name}`;
    if (value === true) return [flag];
    return isWord(value) ? [flag, value] : [flag, ...value];
  });
  return [command.program, ...command.args, ...flags];
}

/** The command as the program gets it; what is to be filled in stands there in angle brackets. */
export function argvOf(command: CommandReference): string[] {
  return wordsOf(command).map(asWritten);
}

/** The command as it is pasted into a shell; what is to be filled in is not quoted. */
export function commandText(command: CommandReference, syntax: ShellSyntax = 'posix'): string {
  return pipelineOf(command)
    .map((each) =>
      wordsOf(each)
        .map((word) => (typeof word === 'string' ? shellWord(word, syntax) : word.blank))
        .join(' '),
    )
    .join(' | ');
}

/** The command, and those that read what it prints. */
export function pipelineOf(command: CommandReference): CommandReference[] {
  return isPullpath(command) || command.into === undefined ? [command] : [command, ...pipelineOf(command.into)];
}

/** The item of a list flag, in which a comma of its own stands behind a backslash. */
function asItem(item: string): string {
  return item.replaceAll(',', '\\,');
}

/** `vpcId` → `vpc-id` */
function flagName(option: string): string {
  return option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function optionWords(name: string, value: OptionValue): CommandWord[] {
  if (typeof value === 'boolean') return [value ? `--${name}` : `--no-${name}`];
  if (typeof value === 'number') return flagWith(name, String(value));
  if (isWord(value)) return typeof value === 'string' ? flagWith(name, value) : [`--${name}`, value];
  const items = value.map((item) => (typeof item === 'string' ? item : `${item.key}=${item.value}`));
  // Ids and service names read best together; a tag or an ARN on its own.
  const isShort = items.every((item) => /^[a-z0-9.-]+$/.test(item));
  if (items.length === 0) return [];
  return isShort ? flagWith(name, items.join(',')) : items.flatMap((item) => flagWith(name, asItem(item)));
}

/** What begins with a dash would be taken for a flag of its own. */
function flagWith(name: string, value: string): string[] {
  return value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value];
}

function isWord(value: OptionValue | readonly CommandWord[]): value is CommandWord {
  return typeof value === 'string' || (typeof value === 'object' && 'blank' in value);
}

function asWritten(word: CommandWord): string {
  return typeof word === 'string' ? word : word.blank;
}
