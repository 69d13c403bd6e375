/**
 * An API endpoint that the user chose in place of AWS's own; `source` is the flag, variable or profile that named it.
 */
export interface ChosenEndpoint {
  readonly url: string;
  readonly source: string;
}

/** What was in force when a call failed: the things that a remedy can name. */
export interface CallContext {
  /** The IAM action, which is also the call's name, e.g. `ec2:DescribeVpcs`. */
  readonly action: string;
  readonly region: string;
  readonly profile: string | undefined;
  readonly endpoint: ChosenEndpoint | null;
  /**
   * What the SDK's sources of credentials complained of, one after another; its own error tells only that all failed.
   */
  readonly tried?: readonly string[];
  /** The hosts that could not be reached the last time, and why: of a failed sign-in the SDK does not tell. */
  readonly unreached?: ReadonlyMap<string, unknown>;
}
