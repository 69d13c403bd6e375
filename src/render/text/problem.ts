import { PullpathError } from '../../errors.ts';
import type { Remedy } from '../../remedy/remedy.ts';

/** What went wrong, in the words that texts and documents share. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly remedy: Remedy;
  readonly requestId?: string;
  /** False for an unexpected error: a defect of pullpath. */
  readonly expected: boolean;
}

/** Anything that was thrown, as a problem. */
export function problemOf(error: unknown): Problem {
  if (error instanceof PullpathError) {
    const { code, message, remedy, requestId } = error;
    return { code, message, remedy, expected: true, ...(requestId === undefined ? {} : { requestId }) };
  }
  return {
    code: 'InternalError',
    message: error instanceof Error ? error.message : String(error),
    remedy: 'This is a defect of pullpath: run again with --debug to see where it happened, and report it.',
    expected: false,
  };
}

/** In one line: `You have reached the limit. (VpcEndpointLimitExceeded, request id 1a2b)` */
export function problemText({ code, message, requestId }: Pick<Problem, 'code' | 'message'> & Requested): string {
  return `${message} (${requestId === undefined ? code : `${code}, request id ${requestId}`})`;
}

interface Requested {
  readonly requestId?: string | undefined;
}
