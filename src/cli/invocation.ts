import type { ExitCode } from '../errors.ts';
import type { Interrupts } from './interrupts.ts';
import type { Options } from './options.ts';
import type { Terminal } from './terminal.ts';

/** What every command is run with. */
export interface Invocation {
  readonly options: Options;
  readonly terminal: Terminal;
  readonly interrupts: Interrupts;
  /** Where the command has got to, for an error document; filled in as it becomes known. */
  readonly place: { account: string | null; region: string | null; note: string | null };
  /** Set once something in the account was changed. */
  readonly deeds: { changed: boolean };
}

/** Runs a command and answers its exit code; anything thrown is reported by main. */
export type Command = (invocation: Invocation) => Promise<ExitCode>;
