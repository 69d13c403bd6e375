import { PullpathError } from '../../errors.ts';
import { networkErrorKindOf } from '../errors/network-error-kind.ts';
import { parseSdkError } from '../errors/sdk-error.ts';
import type { EC2Client } from './sdk.ts';

type RetryStrategy = Awaited<ReturnType<EC2Client['config']['retryStrategy']>>;

/** Attempts for a throttled or failing call, as EC2's slow token buckets need them [aws-facts: throttling]. */
export const MAX_ATTEMPTS = 8;

/**
 * How often a failed attempt is worth repeating, beyond what the SDK allows. An address that does not answer will not
 * answer seven more times, and a person waits for the message; an emulator that crashed on a call crashes again.
 */
function retriesFor(error: unknown, whereUnreachable: number, whereSilent: number): number {
  if (error instanceof PullpathError) return 0;
  const thrown = parseSdkError(error);
  const fault = networkErrorKindOf(thrown);
  if (fault === 'untrusted') return 0;
  if (fault !== null && fault !== 'lost') return whereUnreachable;
  if (thrown.name === 'TimeoutError') return whereSilent;
  if (fault === null && !thrown.isServiceError) return 1;
  return MAX_ATTEMPTS - 1;
}

/**
 * The SDK's own strategy, with its pauses and its adaptive rate, given up early where a repeat would fail the same way.
 * @param closed aborted when the connection is closed, after which nothing is repeated
 * @param whereUnreachable how often it is tried again where no connection could be made
 * @param whereSilent the same where the connection stands and no answer comes
 */
export function stopRetryingOnAbort(
  inner: RetryStrategy,
  closed: AbortSignal,
  whereUnreachable = 1,
  whereSilent = MAX_ATTEMPTS - 1,
): RetryStrategy {
  if (!('refreshRetryTokenForRetry' in inner)) return inner;
  return {
    acquireInitialRetryToken: (scope) => inner.acquireInitialRetryToken(scope),
    refreshRetryTokenForRetry: async (token, info) => {
      // The SDK takes any rejection here as «no more attempts» and throws the attempt's own error.
      if (closed.aborted || token.getRetryCount() >= retriesFor(info.error, whereUnreachable, whereSilent))
        throw new Error('Repeating this is hopeless');
      return inner.refreshRetryTokenForRetry(token, info);
    },
    recordSuccess: (token) => inner.recordSuccess(token),
  };
}
