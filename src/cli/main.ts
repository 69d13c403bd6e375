import { ExitCode, exitCodeOf, PullpathError } from '../errors.ts';
import { COMMANDS, type CommandName, isCommand } from './command-table.ts';
import type { Manual } from './help.ts';
import { Interrupts } from './interrupts.ts';
import type { Invocation } from './invocation.ts';
import type { Options } from './options.ts';
import type { Terminal } from './terminal.ts';
import { terminalOf } from './terminal.ts';
import { VERSION } from './version.ts';

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
  const deeds: Invocation['deeds'] = { changed: false };
  const code = await run(argv, proc, { terminal, deeds }, onWork);
  const lost = await terminal.lostResult();
  if (lost === null) return code;
  const { tellLostResult } = await import('./lost-result.ts');
  return tellLostResult(terminal, lost, code, deeds.changed);
}

/** The one place that turns an error into words and an exit code. */
async function run(
  argv: readonly string[],
  proc: NodeJS.Process,
  { terminal, deeds }: Pick<Invocation, 'terminal' | 'deeds'>,
  onWork: () => void,
): Promise<ExitCode> {
  const interrupts = new Interrupts(proc, terminal.notice);
  const place: Invocation['place'] = { account: null, region: null, note: null };
  let command: CommandName = 'apply';
  let given: Options | null = null;
  try {
    if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
      terminal.result(VERSION);
      return ExitCode.Done;
    }
    const manual = manualIn(argv);
    if (manual !== null) return await tellManual(manual, terminal);
    onWork();
    if (argv[0] === '__complete') {
      const { complete } = await import('./completion/complete.ts');
      const answer = await complete(argv.slice(1), proc.env);
      if (answer !== '') terminal.result(answer);
      return ExitCode.Done;
    }
    const { parseArguments } = await import('./arguments.ts');
    const args = parseArguments(argv);
    command = args.command;
    if (args.help !== null) return await tellManual(args.help, terminal);
    const { parseOptions } = await import('./options.ts');
    const options = parseOptions(args.values, args.complaints);
    given = options;
    if (args.version) {
      const { tellVersions } = await import('./versions.ts');
      tellVersions(options, terminal);
      return ExitCode.Done;
    }
    const work = await COMMANDS[command].load();
    return await work({ options, terminal, interrupts, place, deeds });
  } catch (error) {
    await report(error, { argv, command, terminal, place, options: given });
    return error instanceof PullpathError && error.kind === 'interrupted' ? interrupts.code() : exitCodeOf(error);
  } finally {
    interrupts.release();
  }
}

/** `--help` and `COMMAND --help`: the plain ways to ask, for which no parser is loaded. */
function manualIn(argv: readonly string[]): Manual | null {
  const [flag, name = 'pullpath', ...more] = argv.toReversed();
  if (more.length > 0 || (flag !== '--help' && flag !== '-h')) return null;
  return name === 'pullpath' || isCommand(name) ? name : null;
}

async function tellManual(manual: Manual, terminal: Terminal): Promise<ExitCode> {
  const { helpText } = await import('./help.ts');
  terminal.result(await helpText(manual, terminal.resultStyle.width < 100 ? 80 : 100));
  return ExitCode.Done;
}

interface Failure {
  readonly argv: readonly string[];
  readonly command: CommandName;
  readonly terminal: Terminal;
  readonly place: Invocation['place'];
  /** Null where the command line was not understood. */
  readonly options: Options | null;
}

/** An error is a document too where the user asked for documents, however early it happened. */
async function report(thrown: unknown, { argv, command, terminal, place, options }: Failure): Promise<void> {
  const error = options === null ? thrown : await pasteable(thrown, options, place.region);
  const format = formatIn(argv);
  if (format === 'json' || format === 'jsonl') {
    const { errorDocument } = await import('../render/documents/error.ts');
    const document = errorDocument(command, place, error);
    terminal.result(JSON.stringify(document, null, format === 'json' ? 2 : undefined));
  } else {
    const { errorText } = await import('../render/error-text.ts');
    terminal.notice(errorText(error, terminal.noticeStyle));
  }
  const isDefect = !(error instanceof PullpathError);
  if (isDefect && argv.includes('--debug') && error instanceof Error) terminal.notice(error.stack ?? '');
}

/** With commands that mean the account of this run. */
async function pasteable(error: unknown, options: Options, region: string | null): Promise<unknown> {
  const { completedError } = await import('./remedies.ts');
  return completedError(error, { options, region });
}

/** Read by hand, because they are needed before the command line has been understood. */
function formatIn(argv: readonly string[]): string | undefined {
  const joined = argv.find((word) => /^(--output|-o)=/.test(word));
  if (joined !== undefined) return joined.slice(joined.indexOf('=') + 1);
  const at = argv.findIndex((word) => word === '--output' || word === '-o');
  return at < 0 ? undefined : argv[at + 1];
}

/** `--color`, `--color off`, `--no-color`, `--color=false`: the last one counts; undefined where it is left to the terminal. */
function colorIn(argv: readonly string[]): boolean | undefined {
  const at = argv.findLastIndex((word) => /^--(no-)?color(=\w+)?$/.test(word));
  const word = argv[at];
  if (word === undefined) return undefined;
  const value = word.includes('=') ? word.slice(word.indexOf('=') + 1) : argv[at + 1];
  if (word.startsWith('--no-')) return value === 'false' && word.includes('=');
  if (value === 'auto') return undefined;
  return value !== 'off' && !(value === 'false' && word.includes('='));
}
