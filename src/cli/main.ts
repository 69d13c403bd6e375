import { ExitCode, exitCodeOf, PullpathError } from '../errors.ts';
import type { DocumentAccount } from '../render/documents/envelope.ts';
import { COMMANDS, type CommandName, isCommand } from './line/command-table.ts';
import type { HelpTopic } from './line/help.ts';
import type { Options } from './line/options.ts';
import { Interrupts } from './stream/interrupts.ts';
import type { Output } from './stream/output.ts';
import type { Terminal } from './stream/terminal.ts';
import { terminalOf } from './stream/terminal.ts';
import type { End } from './stream/unwritten-result.ts';
import { VERSION } from './stream/version.ts';

/**
 * Runs the program once.
 * @param onWork called where there is more to do than to print what stands ready
 */
export async function main(
  argv: readonly string[],
  proc: NodeJS.Process,
  onWork: () => void = () => undefined,
): Promise<ExitCode> {
  const terminal = terminalOf(proc, colorIn(argv));
  const end = await run(argv, proc, terminal, onWork);
  const lost = await terminal.lostResult();
  if (lost === null) return end.exitCode;
  const { printUnwrittenResult } = await import('./stream/unwritten-result.ts');
  return printUnwrittenResult(terminal, lost, end);
}

/** The one place that writes what a command answers with, and that turns an error into words and an exit code. */
async function run(
  argv: readonly string[],
  proc: NodeJS.Process,
  terminal: Terminal,
  onWork: () => void,
): Promise<End> {
  const interrupts = new Interrupts(proc, terminal.notice);
  let command: CommandName = 'apply';
  let output: Output | null = null;
  let given: Options | null = null;
  try {
    const ready = await readyAnswer(argv);
    if (ready !== null) return written(terminal, ready);
    onWork();
    if (argv[0] === '__complete') {
      const { complete } = await import('./completion/complete.ts');
      return written(terminal, await complete(argv.slice(1), proc.env));
    }
    const { parseArguments } = await import('./line/arguments.ts');
    const args = parseArguments(argv);
    command = args.command;
    if (args.help !== null) return written(terminal, await manualText(args.help));
    const [{ parseOptions }, { Output }] = await Promise.all([
      import('./line/options.ts'),
      import('./stream/output.ts'),
    ]);
    const options = parseOptions(args.values, args.complaints);
    given = options;
    output = new Output(terminal, options);
    const report = args.version
      ? { exitCode: ExitCode.Done, result: (await import('./stream/versions.ts')).versionsOf(options) }
      : await (await COMMANDS[command].load())({ options, output, interrupts });
    await output.report(report);
    return { ...report, target: { options, region: output.scope.region } };
  } catch (error) {
    await tellError(error, { argv, command, terminal, scope: output?.scope ?? NOWHERE, options: given });
    const isOurs = error instanceof PullpathError;
    return {
      exitCode: isOurs && error.kind === 'interrupted' ? interrupts.code() : exitCodeOf(error),
      // Of a dry run that was carried out.
      changed: isOurs && error.kind === 'partial',
      target: given === null ? null : { options: given, region: output?.scope.region ?? null },
    };
  } finally {
    interrupts.release();
  }
}

const NOWHERE: DocumentAccount = { account: null, region: null, note: null };

function written(terminal: Terminal, text: string): End {
  if (text !== '') terminal.result(text);
  return { exitCode: ExitCode.Done, target: null };
}

/** What stands ready, for which nothing more is loaded: the version, and a help that is asked for in the plain way. */
async function readyAnswer(argv: readonly string[]): Promise<string | null> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) return VERSION;
  const topic = manualIn(argv);
  return topic === null ? null : manualText(topic);
}

/** `--help` and `COMMAND --help`: the plain ways to ask, for which no parser is loaded. */
function manualIn(argv: readonly string[]): HelpTopic | null {
  const [flag, name = 'pullpath', ...more] = argv.toReversed();
  if (more.length > 0 || (flag !== '--help' && flag !== '-h')) return null;
  return name === 'pullpath' || isCommand(name) ? name : null;
}

async function manualText(topic: HelpTopic): Promise<string> {
  const { helpText } = await import('./line/help.ts');
  return helpText(topic);
}

interface Failure {
  readonly argv: readonly string[];
  readonly command: CommandName;
  readonly terminal: Terminal;
  readonly scope: DocumentAccount;
  /** Null where the command line was not understood. */
  readonly options: Options | null;
}

/** An error is a document too where the user asked for documents, however early it happened. */
async function tellError(thrown: unknown, { argv, command, terminal, scope, options }: Failure): Promise<void> {
  const error = options === null ? thrown : await withUserFlags(thrown, options, scope.region);
  const format = formatIn(argv);
  if (format === 'json' || format === 'jsonl') {
    const { errorDocument } = await import('../render/documents/error.ts');
    const document = errorDocument(command, scope, error);
    const { jsonText } = await import('../render/documents/json.ts');
    terminal.result(format === 'json' ? jsonText(document, 2) : jsonText({ ...document, event: { type: 'error' } }));
  } else {
    const { errorText } = await import('../render/text/error-text.ts');
    terminal.notice((style) => errorText(error, style));
  }
  const isDefect = !(error instanceof PullpathError);
  if (isDefect && argv.includes('--debug') && error instanceof Error) terminal.notice(error.stack ?? '');
}

/** With commands that mean the account of this run. */
async function withUserFlags(error: unknown, options: Options, region: string | null): Promise<unknown> {
  const { completedError } = await import('./run/user-flags.ts');
  return completedError(error, { options, region });
}

/** Read by hand, because they are needed before the command line has been understood. */
function formatIn(argv: readonly string[]): string | undefined {
  const joined = argv.find((word) => /^(--output|-o)=/.test(word));
  if (joined !== undefined) return joined.slice(joined.indexOf('=') + 1);
  const at = argv.findIndex((word) => word === '--output' || word === '-o');
  return at < 0 ? undefined : argv[at + 1];
}

/**
 * `--color`, `--color off`, `--no-color`, `--color=false`: the last one counts; undefined where it is left to the
 * terminal.
 */
function colorIn(argv: readonly string[]): boolean | undefined {
  const at = argv.findLastIndex((word) => /^--(no-)?color(=\w+)?$/.test(word));
  const word = argv[at];
  if (word === undefined) return undefined;
  const value = word.includes('=') ? word.slice(word.indexOf('=') + 1) : argv[at + 1];
  if (word.startsWith('--no-')) return value === 'false' && word.includes('=');
  if (value === 'auto') return undefined;
  return value !== 'off' && !(value === 'false' && word.includes('='));
}
