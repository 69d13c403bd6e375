import yargs, { type Argv } from 'yargs';
import { COMMAND_NAMES, COMMANDS, type CommandName, synopsisOf } from './command-table.ts';
import { exitCodesText } from './exit-codes.ts';
import { ALWAYS, type Flag } from './flag.ts';
import { allowedValuesOf, FLAG_NAMES } from './flag-lookup.ts';
import { FLAGS, type FlagName } from './flags.ts';

/** Whose help: a command's, or that of the whole program. */
export type HelpTopic = CommandName | 'pullpath';

/** Columns of a line of help, in terminals of any width: what every terminal has. */
export const HELP_WIDTH = 80;

const IN_AN_ACCOUNT = ['apply', 'plan', 'audit', 'rollback'] as const satisfies readonly CommandName[];

export const HELP_TOPICS: readonly HelpTopic[] = ['pullpath', ...COMMAND_NAMES];

/**
 * A help as text. In the built program the texts stand ready in place of this module (scripts/help.js), so that no run
 * waits for yargs to load and lay them out.
 */
export async function helpText(topic: HelpTopic): Promise<string> {
  // One language, whatever the language of the machine that builds.
  const parser = yargs([]).scriptName('pullpath').locale('en').help(false).version(false).wrap(HELP_WIDTH);
  if (topic === 'pullpath') {
    parser.usage(
      `pullpath opens the path that an image pull takes from a private subnet to Amazon ECR,\nverifies that it is open, and can undo every change.\n\nUsage: pullpath [COMMAND] [FLAGS]`,
    );
    for (const name of COMMAND_NAMES) parser.command(synopsisOf(COMMANDS[name]), COMMANDS[name].summary);
    flagged(parser, 'audit', [...COMMON_FLAGS, 'help', 'version']);
    parser.epilogue(
      `pullpath COMMAND --help, or pullpath help COMMAND, shows the other flags of a\ncommand, with examples and exit codes.\n\n${exitCodesText(topic)}`,
    );
  } else {
    const command = COMMANDS[topic];
    parser.usage([`Usage: pullpath ${synopsisOf(command)}`, command.about].join('\n\n'));
    flagged(parser, topic, [...command.flags, 'help']);
    for (const [example, why] of command.examples) parser.example(example, why);
    parser.epilogue(exitCodesText(topic));
  }
  return parser.getHelp();
}

/** What goes with every command that reads an account. */
const COMMON_FLAGS = FLAG_NAMES.filter((name) =>
  IN_AN_ACCOUNT.every((command) => COMMANDS[command].flags.includes(name)),
);

function flagged(parser: Argv, command: CommandName, names: readonly (FlagName | keyof typeof ALWAYS)[]): void {
  for (const name of names) {
    const flag: Omit<Flag, 'schema' | 'type'> & Partial<Flag> = { ...FLAGS, ...ALWAYS }[name];
    const choices = name in ALWAYS ? undefined : allowedValuesOf(name as FlagName, COMMANDS[command]);
    parser.option(name, {
      type: flag.type === 'list' ? 'string' : (flag.type ?? 'boolean'),
      group: flag.group,
      describe: flag.describe,
      ...(flag.short === undefined ? {} : { alias: flag.short }),
      ...(choices === undefined ? {} : { choices: [...choices] }),
      ...(flag.default === undefined ? {} : { defaultDescription: flag.default }),
    });
  }
}
