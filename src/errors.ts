/**
 * The one error class of pullpath: everything that we expect to go wrong is said with a stable code, one sentence on
 * what happened, one on what to do now, and keeps its cause. Anything else that is thrown is a bug of ours.
 */

/** Which family an error belongs to; `exitCodeOf` maps each to the process's exit code (design.md, section 2). */
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
  /** What to do now: one sentence or the command to run. */
  readonly remedy: string;
  /** The AWS request id, where a call was refused. */
  readonly requestId?: string | undefined;
  /** The IAM action of the call that failed, e.g. `ec2:DescribeVpcs`. */
  readonly action?: string | undefined;
  readonly cause?: unknown;
}

export class PullpathError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly remedy: string;
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

/** Somebody else's message as a part of a sentence of ours, which brings its own full stop. */
export function clause(message: string): string {
  return message.trim().replace(/\.$/, '');
}

const EXIT_CODES: { readonly [K in ErrorKind]: number } = {
  failed: 1,
  partial: 3,
  'needs-person': 4,
  'stale-plan': 6,
  interrupted: 130,
  usage: 252,
  credentials: 253,
  'refused-by-aws': 254,
};

/** The exit code for anything that was thrown; an error that is not ours counts as `failed`. */
export function exitCodeOf(error: unknown): number {
  return error instanceof PullpathError ? EXIT_CODES[error.kind] : EXIT_CODES.failed;
}
