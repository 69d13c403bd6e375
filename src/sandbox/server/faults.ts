import { ApiError } from '../protocol/api-error.ts';

/** What goes wrong, and when. */
export interface Fault {
  /** Which request, counted from 1 among those in `of` since the fault was given. */
  at: number;
  /** Which requests count: all (the default), only mutating ones (dry runs aside), or those of one action. */
  of?: 'all' | 'mutating' | (string & {});
  /** How many requests in a row, 1 by default. */
  times?: number;
  /**
   * - `fail`: refused with `code`, nothing is executed
   * - `drop`: the connection is destroyed before the request is executed
   * - `lose`: executed, then the connection is destroyed instead of an answer
   * - `stop`: `stopped` is called and no answer ever comes; nothing is executed, or all with `executed: true`
   * - `slow`: answered after another `ms`
   */
  do: 'fail' | 'drop' | 'lose' | 'stop' | 'slow';
  code?: string;
  message?: string;
  status?: number;
  ms?: number;
  executed?: boolean;
  stopped?: () => void;
}

const known: Record<string, [status: number, message: string]> = {
  InternalError: [500, 'An internal error has occurred'],
  Unavailable: [503, 'The server is overloaded and cannot handle the request.'],
  RequestLimitExceeded: [503, 'Request limit exceeded.'],
  UnauthorizedOperation: [403, 'You are not authorized to perform this operation.'],
  ExpiredToken: [403, 'The security token included in the request is expired'],
  RequestExpired: [400, 'Request has expired.'],
  AuthFailure: [401, 'AWS was not able to validate the provided access credentials'],
  ServerException: [500, 'Service Unavailable. Please try again later.'],
  ThrottlingException: [400, 'Rate exceeded'],
  Throttling: [400, 'Rate exceeded'],
  AccessDeniedException: [400, 'User is not authorized to perform this operation.'],
  ExpiredTokenException: [400, 'The security token included in the request is expired'],
  UnrecognizedClientException: [400, 'The security token included in the request is invalid.'],
  InvalidClientTokenId: [403, 'The security token included in the request is invalid.'],
};

/** The refusal that AWS sends with a code, unless the fault says otherwise. */
export function apiErrorOf(code: string, message?: string, status?: number): ApiError {
  const [usualStatus, usualMessage] = known[code] ?? [400, `Refused: ${code}`];
  return new ApiError(code, message ?? usualMessage, status ?? usualStatus);
}

/** Counts requests and tells which fault, if any, befalls each. */
export class Faults {
  #faults: { fault: Fault; seen: number }[] = [];

  constructor(faults: readonly Fault[]) {
    this.replace(faults);
  }

  /** Forgets the faults before and starts counting at one. */
  replace(faults: readonly Fault[]): void {
    this.#faults = faults.map((fault) => ({ fault, seen: 0 }));
  }

  /** To be called once for each request, in the order of arrival. */
  next(request: { action: string; mutating: boolean; dryRun: boolean }): Fault | undefined {
    let found: Fault | undefined;
    for (const counted of this.#faults) {
      const { at, of = 'all', times = 1 } = counted.fault;
      const counts = of === 'all' || (of === 'mutating' ? request.mutating && !request.dryRun : of === request.action);
      if (!counts) continue;
      counted.seen += 1;
      if (counted.seen >= at && counted.seen < at + times) found ??= counted.fault;
    }
    return found;
  }
}
