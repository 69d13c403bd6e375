import { clause, PullpathError } from '../../errors.ts';
import { THROTTLE } from '../errors/error-predicates.ts';
import { networkErrorKindOf } from '../errors/network-error-kind.ts';
import { parseSdkError, type SdkError } from '../errors/sdk-error.ts';
import { WRITE_ACTIONS } from '../iam/calls.ts';
import type { RequestListener, RequestRecord } from './request-record.ts';
import type { EC2Client } from './sdk.ts';
import type { AwsClient, AwsServiceName } from './services.ts';

/**
 * Calls that change something, carry no client token and are not safe to send twice: after a lost answer the account is
 * looked at first [aws-facts: client-token]. `CreateVpcEndpoint` has a token; deletes, tags and attributes can be said
 * again.
 */
const LOOK_FIRST: ReadonlySet<string> = new Set([
  'CreateSecurityGroup',
  'AuthorizeSecurityGroupIngress',
  'RevokeSecurityGroupIngress',
  'ModifyVpcEndpoint',
]);

const CHANGES: ReadonlySet<string> = new Set(Object.values(WRITE_ACTIONS));

type Stack = EC2Client['middlewareStack'];

/** Adds two middlewares to a client: one around each call, one around each attempt of the SDK. */
export function instrumentClient(client: AwsClient, service: AwsServiceName, listener: RequestListener): void {
  // The clients' stacks differ only by the types of their operations, which are not looked at here.
  const stack = client.middlewareStack as Stack;
  const attempts = new WeakMap<object, { count: number; throttled: number }>();
  const operationOf = (context: { commandName?: string }) => (context.commandName ?? '').replace(/Command$/, '');

  stack.add(
    (next, context) => async (call) => {
      // Not `performance`: the first look at that loads eight of Node's modules.
      const started = process.hrtime.bigint();
      const tally = { count: 0, throttled: 0 };
      attempts.set(context, tally);
      const report = (rest: Pick<RequestRecord, 'httpStatus' | 'requestId' | 'code'>) =>
        listener.onRequest?.({
          service,
          operation: operationOf(context),
          durationMs: Number(process.hrtime.bigint() - started) / 1e6,
          attempts: tally.count,
          throttled: tally.throttled,
          ...rest,
        });
      try {
        const result = await next(call);
        const { httpStatusCode, requestId } = result.output.$metadata;
        report({ httpStatus: httpStatusCode, requestId, code: undefined });
        return result;
      } catch (error) {
        const { httpStatus, requestId, name, code } = parseSdkError(error);
        report({ httpStatus, requestId, code: code ?? name });
        throw error;
      }
    },
    { step: 'initialize', name: 'pullpathCall', priority: 'high' },
  );

  stack.add(
    (next, context) => async (attempt) => {
      const tally = attempts.get(context);
      if (tally !== undefined) tally.count += 1;
      try {
        return await next(attempt);
      } catch (error) {
        const thrown = parseSdkError(error);
        const operation = operationOf(context);
        if (THROTTLE.test(thrown.name)) {
          if (tally !== undefined) tally.throttled += 1;
        } else if (isInDoubt(service, operation, thrown)) {
          throw answerLost(`${service}:${operation}`, error);
        }
        throw error;
      }
    },
    // Low priority puts it inside the SDK's retries, so that it sees every attempt.
    { step: 'finalizeRequest', name: 'pullpathAttempt', priority: 'low' },
  );
}

/**
 * Whether the account must be looked at before anybody goes on: a change was answered with success in words that cannot
 * be read, or one that is not safe to send twice had no answer, or a server's failure.
 */
function isInDoubt(service: string, operation: string, thrown: SdkError): boolean {
  const { httpStatus = 0, isServiceError } = thrown;
  if (!isServiceError && httpStatus >= 200 && httpStatus < 300) return CHANGES.has(`${service}:${operation}`);
  return LOOK_FIRST.has(operation) && (networkErrorKindOf(thrown) === 'lost' || httpStatus >= 500);
}

/** Ours, so that the retries leave it alone. */
export function answerLost(action: string, cause: unknown): PullpathError {
  const { message, requestId } = parseSdkError(cause);
  return new PullpathError('failed', {
    code: 'AnswerLost',
    message: `The answer to ${action} was lost, so it may or may not have happened (${clause(message)}).`,
    remedy: 'Run the same command again: it looks at what exists by now and continues from there.',
    requestId,
    action,
    cause,
  });
}
