import type { ExitCode } from '../../errors.ts';
import type { DocumentAccount } from '../../render/documents/envelope.ts';
import { jsonLine, writeJson } from '../../render/documents/json.ts';
import type { Style } from '../../render/layout/formatter.ts';
import type { Options, OutputFormat } from '../line/options.ts';
import type { Terminal } from './terminal.ts';
import { writeResultFile } from './write-file-whole.ts';

/** Formats that only some results come in, besides text and the document. */
export type PipelineFormat = Exclude<OutputFormat, 'text' | 'json' | 'jsonl'>;

/** A result, in every form in which it may be asked for; only those are made. */
export interface Result {
  readonly text: (style: Style) => string;
  readonly document: () => object | Promise<object>;
  readonly pipelines?: { readonly [F in PipelineFormat]?: (write: (lines: string) => void) => Promise<void> };
  /** The last line of `jsonl`, where the lines before it have told most of the document. */
  readonly summary?: () => object | Promise<object>;
}

/** What a command answers with. */
export interface Report {
  readonly exitCode: ExitCode;
  /** Null where there is nothing to show, or it was written already. */
  readonly result: Result | null;
  /** Said after the result, on standard error. */
  readonly notices?: readonly string[];
  /** Said as notices are, but only to people: documents have them too. */
  readonly hints?: readonly string[];
  /** Whether something in the account was changed. */
  readonly changed?: boolean;
}

/** The one place that knows in which form a run's results are wanted, and that writes them. */
export class Output {
  readonly terminal: Terminal;
  readonly #format: OutputFormat;
  readonly #reports: Options['report'];
  /** How much text tells. */
  readonly verbosity: Style['verbosity'];
  readonly #debug: boolean;
  #scope: DocumentAccount = { account: null, region: null, note: null };

  constructor(
    terminal: Terminal,
    { output, report, quiet, verbose, debug }: Pick<Options, 'output' | 'report' | 'quiet' | 'verbose' | 'debug'>,
  ) {
    this.terminal = terminal;
    this.#format = output;
    this.#reports = report;
    this.verbosity = quiet ? 'quiet' : verbose ? 'verbose' : undefined;
    this.#debug = debug;
  }

  /** The account and region that the run works on, as far as they are known: an error document names them too. */
  get scope(): DocumentAccount {
    return this.#scope;
  }

  /** For the session alone, which knows where it leads. */
  entered(scope: Partial<DocumentAccount>): void {
    this.#scope = { ...this.#scope, ...scope };
  }

  /** Writes a result in the form that was asked for. */
  async write(result: Result): Promise<void> {
    await writeAs(this.#format, result, this.#styleOf(this.terminal.resultStyle), (lines) =>
      this.terminal.result(lines),
    );
  }

  async report({ result, notices = [], hints = [] }: Report): Promise<void> {
    if (result !== null) {
      await this.write(result);
      for (const { format, file } of this.#reports) {
        const lines: string[] = [];
        const style = this.#styleOf({ ...this.terminal.resultStyle, colour: false });
        await writeAs(format, result, style, (some) => lines.push(some));
        await writeResultFile(file, lines);
      }
    }
    const isForPeople = this.#format === 'text' && this.verbosity !== 'quiet';
    for (const text of [...notices, ...(isForPeople ? hints : [])]) this.terminal.notice(text);
  }

  /**
   * What writes an event as it happens; nothing unless lines were asked for.
   * @param load what makes its document, loaded only then
   */
  async events<Event>(load: () => Promise<(event: Event) => object>): Promise<(event: Event) => void> {
    if (this.#format !== 'jsonl') return () => undefined;
    const documentOf = await load();
    return (event) => this.terminal.result(jsonLine(documentOf(event)));
  }

  /** Shows people what is about to be done, before the result; nothing where quiet, or where a program reads. */
  preview(text: (style: Style) => string): void {
    if (this.verbosity === 'quiet' || this.#format !== 'text') return;
    this.terminal.notice((style) => text(this.#styleOf(style)));
  }

  /** Says something that may be left unsaid. */
  hint(text: string): void {
    if (this.verbosity !== 'quiet') this.terminal.notice(text);
  }

  #styleOf(style: Style): Style {
    return { ...style, verbosity: this.verbosity };
  }

  /** Whether a question can be asked: in a terminal, where no program reads the result. */
  get canAsk(): boolean {
    return this.terminal.interactive && this.#format === 'text';
  }

  /** Why no question can be asked, as a clause. */
  get whyNotAsking(): string {
    if (this.#format !== 'text') return `--output ${this.#format} is for programs`;
    return this.terminal.isInCi ? 'CI is set' : 'this isn’t a terminal';
  }

  /** How a run is shown as it goes: not at all, a line an event, or a list that is drawn anew. */
  get progress(): 'none' | 'lines' | 'live' {
    if (this.verbosity === 'quiet') return 'none';
    return this.terminal.redraws && this.#format === 'text' && !this.#debug ? 'live' : 'lines';
  }
}

/** Tells the last line of `jsonl` from those before it. */
const LAST = { event: { type: 'result' } };

async function writeAs(
  format: OutputFormat,
  { text, document, summary, pipelines }: Result,
  style: Style,
  write: (lines: string) => void,
): Promise<void> {
  if (format === 'text') write(text(style));
  else if (format === 'jsonl') write(jsonLine({ ...(await (summary ?? document)()), ...LAST }));
  else if (format === 'json') writeJson(await document(), write);
  else await pipelines?.[format]?.(write);
}
