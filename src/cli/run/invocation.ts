import type { Options } from '../line/options.ts';
import type { Interrupts } from '../stream/interrupts.ts';
import type { Output, Report } from '../stream/output.ts';

/** What a command is run with. */
export interface Invocation {
  readonly options: Options;
  readonly output: Output;
  readonly interrupts: Interrupts;
}

/** Runs a command. What it answers with is written by main, and anything thrown is reported there. */
export type CommandHandler = (invocation: Invocation) => Promise<Report>;
