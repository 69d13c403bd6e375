import type { DocumentName } from '../../render/documents/schemas.ts';
import type { CompletionSource } from '../completion/completion-source.ts';
import type { CommandHandler } from '../run/invocation.ts';
import type { FlagName } from './flags.ts';
import type { OutputFormat } from './options.ts';

/** A word that stands for itself, without a flag before it. */
export interface Positional {
  /** Under which it reaches the options. */
  readonly key: 'plan' | 'text' | 'mode' | 'world' | 'document' | 'shellName' | 'exportFormat';
  /** As the synopsis has it, in brackets where it may be left out. */
  readonly placeholder: string;
  readonly completesFrom: CompletionSource;
}

/** What each exit code of a command means; `errors.ts` has which error leads to which. */
export type ExitCodes = Readonly<Record<number, string>>;

/** All that there is to know of a command before it is run. */
export interface CommandDefinition {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly summary: string;
  /** What the command's own help begins with. */
  readonly about: string;
  readonly positionals: readonly Positional[];
  /** The flags it takes, in the order of its help; any other is an error. */
  readonly flags: readonly FlagName[];
  /** What `--output` may be. */
  readonly formats: readonly OutputFormat[];
  readonly exitCodes: ExitCodes;
  /** The document that it writes with `--output json`; `pullpath schema` has its schema. */
  readonly document: DocumentName;
  /** Command lines, each with a word on it. */
  readonly examples: readonly (readonly [line: string, why: string])[];
  /** What people from other tools may call it, for a suggestion. */
  readonly suggestFor?: readonly string[];
  /** The command itself, loaded when it is called for. */
  readonly load: () => Promise<CommandHandler>;
}

/** The one value that a command is: help, completion, checks, schema and exit codes follow from it. */
export function defineCommand<const Definition extends CommandDefinition>(definition: Definition): Definition {
  return definition;
}

/** What most commands write. */
export const DOCUMENT_FORMATS = ['text', 'json', 'jsonl'] as const satisfies readonly OutputFormat[];
