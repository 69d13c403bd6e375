/**
 * The one error class of pullpath: everything that we expect to go wrong is said with a stable code, one sentence on
 * what happened, one on what to do now, and keeps its cause. Anything else that is thrown is a bug of ours.
 */

import type { Remedy } from './remedy/remedy.ts';

/** Which family an error belongs to; `exitCodeOf` maps each to the process's exit code [architecture: exit-codes]. */
export type ErrorKind =
  | 'usage'
  | 'credentials'
  | 'refused-by-aws'
  | 'failed'
  | 'partial'
  | 'needs-person'
  | 'stale-plan'
  | 'interrupted';

export interface PullpathErrorDetails {
  /** Stable, machine-readable, e.g. `UnknownVpc`. Where AWS refused a call: AWS's own code. */
  readonly code: string;
  /** What happened: one sentence. */
  readonly message: string;
  /** What to do now: one sentence, and the command to run. */
  readonly remedy: Remedy;
  /** The AWS request id, where a call was refused. */
  readonly requestId?: string | undefined;
  /** The IAM action of the call that failed, e.g. `ec2:DescribeVpcs`. */
  readonly action?: string | undefined;
  readonly cause?: unknown;
}

export class PullpathError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly remedy: Remedy;
  readonly requestId: string | undefined;
  readonly action: string | undefined;

  constructor(kind: ErrorKind, details: PullpathErrorDetails) {
    super(details.message, { cause: details.cause });
    this.name = 'PullpathError';
    this.kind = kind;
    this.code = details.code;
    this.remedy = details.remedy;
    this.requestId = details.requestId;
    this.action = details.action;
  }
}

/** AWS refused a call because the caller lacks a permission. */
export function isDenied(error: unknown): error is PullpathError {
  return error instanceof PullpathError && /^(UnauthorizedOperation|AccessDenied(Exception)?)$/i.test(error.code);
}

/** A message of AWS or Node as a part of a sentence of ours, which brings its own full stop. */
export function clause(message: string): string {
  return message.trim().replace(/\.$/, '');
}

/** Every code that the program ends with, by name; what each means to a command is in its definition. */
export const ExitCode = {
  Done: 0,
  Failed: 1,
  /** The user said no; nothing was changed. */
  Declined: 1,
  /** Of an audit: the path is closed, or undecided where that counts. */
  Closed: 2,
  /** Of a watch: the time was out before a task had pulled, or nothing could start. */
  Undecided: 2,
  /** Of a plan with `--detailed-exitcode`, as Terraform has it. */
  ChangesPending: 2,
  Partial: 3,
  NeedsPerson: 4,
  /** Applied, and the path is still not open. */
  NotOpen: 5,
  StalePlan: 6,
  /** 128 and the number of the signal, as a shell has it. */
  HungUp: 129,
  Interrupted: 130,
  Terminated: 143,
  /** The three of the AWS CLI. */
  Usage: 252,
  Credentials: 253,
  RefusedByAws: 254,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

const CODE_OF: { readonly [K in ErrorKind]: ExitCode } = {
  failed: ExitCode.Failed,
  partial: ExitCode.Partial,
  'needs-person': ExitCode.NeedsPerson,
  'stale-plan': ExitCode.StalePlan,
  interrupted: ExitCode.Interrupted,
  usage: ExitCode.Usage,
  credentials: ExitCode.Credentials,
  'refused-by-aws': ExitCode.RefusedByAws,
};

/** The exit code for anything that was thrown; an error that is not ours counts as `failed`. */
export function exitCodeOf(error: unknown): ExitCode {
  return error instanceof PullpathError ? CODE_OF[error.kind] : ExitCode.Failed;
}
