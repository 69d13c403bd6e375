import type { ZodMiniType } from 'zod/mini';
import type { CompletionSource } from '../completion/completion-source.ts';
import type { SchemaKit } from './flag-types.ts';

/** How a flag reads on the command line; `list` may be repeated or divided by commas or blanks (see list-items.ts). */
export type FlagType = 'string' | 'number' | 'boolean' | 'list';

export type FlagGroup =
  | 'Account:'
  | 'Workload:'
  | 'Targets:'
  | 'Create:'
  | 'Consent:'
  | 'Audit:'
  | 'Output:'
  | 'Try it out:';

/** All that there is to know of a flag: help, completion, checks, schema and printed commands follow from it. */
export interface Flag {
  readonly type: FlagType;
  /** Its value, checked; what it is where it was left out, unless the wizard has to see that it was. */
  readonly schema: (z: SchemaKit) => ZodMiniType;
  readonly group: FlagGroup;
  readonly describe: string;
  /** One letter, behind one dash. */
  readonly short?: string;
  readonly choices?: readonly string[];
  /** What counts where it is left out, as the help says it. */
  readonly default?: string;
  /** The value where none stands behind it: it may be left out. */
  readonly valueIfBare?: string;
  /** What `--no-x` says, of a flag that is not a boolean. */
  readonly describeNegated?: string;
  /** On where it is left out, so that only `--no-x` is of use. */
  readonly isOnByDefault?: true;
  /** Where the tab key finds values that have no fixed choices. */
  readonly completesFrom?: CompletionSource;
  /** What people from other tools may call it, for a suggestion. */
  readonly suggestFor?: readonly string[];
  /** Settled by a saved plan, and refused beside one. */
  readonly isSettledByPlan?: true;
  /** Of a command that may also change something, only together with this. */
  readonly onlyWith?: 'dry-run';
  /** About one VPC, and so refused where several are asked about. */
  readonly isAboutOneVpc?: true;
  /** Whether a value of it asks about several VPCs. */
  readonly asksAboutSeveral?: (value: unknown) => boolean;
  /** Part of the way into the account: what another command needs to get to the same one. */
  readonly selectsAccount?: true;
  /** How one run shows or keeps its result, which is no part of what another run should do. */
  readonly isPerRun?: true;
  /** Says something only together with one of these. */
  readonly onlyWithOneOf?: readonly string[];
  /** Flags that cannot go together with it, each with the reason. */
  readonly excludes?: Readonly<Record<string, string>>;
}

/** What goes with every command, an account or none. */
export const ALWAYS = {
  help: { short: 'h', group: 'Output:', describe: 'this help' },
  version: { short: 'V', group: 'Output:', describe: 'the version; with --debug that of Node and the SDK too' },
} as const;
