import yargs, { type Argv } from 'yargs';
import { COMMANDS } from './command-table.ts';
import { exitCodesText } from './exit-codes.ts';
import { COMMAND_FLAGS, COMMON_FLAGS, type CommandName, choicesOf, FLAGS, type Flag, type FlagName } from './flags.ts';

/** Whose help: a command's, or that of the whole program. */
export type Manual = CommandName | 'pullpath';

/** The widths that help comes in: that of a classic terminal, and as wide as a line can be read. */
export const HELP_WIDTHS = [80, 100] as const;
export type HelpWidth = (typeof HELP_WIDTHS)[number];

export const MANUALS: readonly Manual[] = ['pullpath', ...(Object.keys(COMMANDS) as CommandName[])];

/**
 * A help as text. In the built program the texts stand ready in place of this module (scripts/help.js), so that no run
 * waits for yargs to load and lay them out.
 */
export async function helpText(manual: Manual, width: HelpWidth): Promise<string> {
  // One language, whatever the language of the machine that builds.
  const parser = yargs([]).scriptName('pullpath').locale('en').help(false).version(false).wrap(width);
  if (manual === 'pullpath') {
    parser.usage(
      `pullpath opens the path that an image pull takes from a private subnet to Amazon ECR,\nproves that it is open, and closes it again on request.\n\nUsage: pullpath [COMMAND] [FLAGS]`,
    );
    for (const [name, entry] of Object.entries(COMMANDS))
      parser.command(`${name} ${entry.synopsis}`.trim(), entry.describe);
    flagged(parser, 'audit', [...COMMON_FLAGS, 'help', 'version']);
    parser.epilogue(
      `pullpath COMMAND --help, or pullpath help COMMAND, tells the other flags of a\ncommand, with examples and exit codes.\n\n${exitCodesText(manual)}`,
    );
  } else {
    const entry = COMMANDS[manual];
    parser.usage([`Usage: pullpath ${manual} ${entry.synopsis}`.trim(), entry.about].join('\n\n'));
    flagged(parser, manual, [...COMMAND_FLAGS[manual], 'help']);
    for (const [example, why] of entry.examples) parser.example(example, why);
    parser.epilogue(exitCodesText(manual));
  }
  return parser.getHelp();
}

/** What goes with every command, an account or none. */
const ALWAYS: Readonly<Record<'help' | 'version', Flag>> = {
  help: { type: 'boolean', group: 'Output:', describe: 'this help' },
  version: { type: 'boolean', group: 'Output:', describe: 'the version; with --debug that of Node and the SDK too' },
};

function flagged(parser: Argv, command: CommandName, names: readonly (FlagName | keyof typeof ALWAYS)[]): void {
  for (const name of names) {
    const flag: Flag = { ...FLAGS, ...ALWAYS }[name];
    const choices = name in ALWAYS ? undefined : choicesOf(name as FlagName, command);
    parser.option(name, {
      type: flag.type === 'list' ? 'string' : flag.type,
      group: flag.group,
      describe: flag.describe,
      ...(choices === undefined ? {} : { choices: [...choices] }),
      ...(flag.standard === undefined ? {} : { defaultDescription: flag.standard }),
    });
  }
}
