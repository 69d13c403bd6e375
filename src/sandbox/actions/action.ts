import type { Timing } from '../options.ts';
import type { Caller } from '../protocol/callers.ts';
import type { Form } from '../protocol/form.ts';
import type { Fields } from '../protocol/wire.ts';
import type { Accounts } from '../state/accounts.ts';
import type { RegionState } from '../state/region-state.ts';

/** One resource that a request acts on, with the condition keys that hold for it [aws-facts: iam-actions]. */
export interface Use {
  /** Where it is not the request's own action: `ec2:CreateTags` for tags on creation. */
  action?: string;
  /** `*` for calls without resource-level permissions. */
  arn: string;
  keys?: Record<string, string[]>;
}

/** One request, as an action sees it. */
export interface Call {
  action: string;
  form: Form;
  caller: Caller;
  accounts: Accounts;
  region: RegionState;
  timing: Timing;
  /** Milliseconds since the epoch. */
  now: number;
  /**
   * To be called once, after the syntax and the ids are checked and before anything else: throws
   * UnauthorizedOperation where the caller's policies say so, and DryRunOperation for a dry run.
   */
  permit(uses?: readonly Use[]): void;
}

export interface Action {
  mutating: boolean;
  /** Returns the fields of the answer, or throws a `Refusal` and changes nothing. */
  run(call: Call): Fields;
}
