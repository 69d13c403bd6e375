import { isDenied, PullpathError } from '../../errors.ts';
import type { Remedy } from '../../remedy/remedy.ts';
import type { CallContext } from '../client/call-context.ts';
import { AWS_SERVICES, serviceOfAction } from '../client/services.ts';
import { policyWith } from '../iam/policy-with.ts';
import { credentialError } from './credential-error.ts';
import { parseDenial } from './denial.ts';
import { remedyFor } from './error-remedies.ts';
import { networkError } from './network-error.ts';
import { networkErrorKindOf } from './network-error-kind.ts';
import { parseSdkError, type SdkError } from './sdk-error.ts';

/**
 * Anything that a call through the SDK threw → our error, with AWS's own code where AWS spoke. What is neither AWS's,
 * the network's nor ours is a bug and comes back as it is.
 */
export function toPullpathError(thrown: unknown, context: CallContext): unknown {
  if (thrown instanceof PullpathError) return thrown;
  const error = parseSdkError(thrown);
  const credentials = credentialError(error, context, thrown);
  if (credentials !== null) return credentials;
  const fault = networkErrorKindOf(error);
  if (fault !== null) return networkError(fault, context, thrown);
  if (error.isServiceError) return refused(error, context, thrown);
  if (error.httpStatus !== undefined) return unreadable(error.httpStatus, context, thrown);
  // A profile's role is assumed by a client inside the SDK, which says nothing else of a success without credentials.
  const [, call] = /^Invalid response from STS\.assume(\w+) call with role/.exec(error.message) ?? [];
  if (call !== undefined) return unreadable(200, { ...context, action: `sts:Assume${call}` }, thrown);
  return thrown;
}

function refused(error: SdkError, context: CallContext, cause: unknown): PullpathError {
  const refusal = new PullpathError('refused-by-aws', {
    // Emulators leave it out at times.
    code: error.name === '' ? 'UnknownError' : error.name,
    message: `AWS refused ${context.action}: ${error.message || 'it gave no reason'}`,
    remedy: remedyFor(error.name, error.message),
    requestId: error.requestId,
    action: context.action,
    cause,
  });
  return isDenied(refusal) ? denied(error, context, cause) : refusal;
}

function denied(error: SdkError, context: CallContext, cause: unknown): PullpathError {
  const denial = parseDenial(error.message);
  const action = denial.action ?? context.action;
  // Without the role there are no credentials at all, whichever call needed them first.
  const kind = action.startsWith('sts:AssumeRole') ? 'credentials' : 'refused-by-aws';
  const on = denial.resource === null ? '' : ` on ${denial.resource}`;
  const reason = denial.reason === null ? '' : `${denial.reason.startsWith('with ') ? ' ' : ': '}${denial.reason}`;
  return new PullpathError(kind, {
    code: error.name,
    message: `${denial.principal ?? 'The caller'} may not call ${action}${on}${reason}.`,
    remedy: denialRemedy(kind, denial.reason, action),
    requestId: error.requestId,
    action,
    cause,
  });
}

function denialRemedy(kind: 'credentials' | 'refused-by-aws', reason: string | null, action: string): Remedy {
  if (kind === 'credentials') return 'Check the ARN, and that the role trusts the caller; or use another --profile.';
  if (reason !== null && /explicit deny|service control|resource control|boundary/i.test(reason)) {
    return 'Ask the account’s administrators: granting the permission isn’t enough.';
  }
  const policy = policyWith(action);
  // Our policies do not have it, so printing one again would lead in a circle.
  if (policy === null)
    return `None of the policies of iam-policy has ${action}: AWS asks for it behind one of these calls. Have ${action} allowed to the caller, then run the same command again.`;
  return [
    'Ask for the permission. This prints the least policy that has it:',
    { program: 'pullpath', command: 'iam-policy', ...policy },
  ];
}

/**
 * An answer that is not the service's: an emulator that crashed (moto answers HTML with status 500), or a proxy's page.
 */
function unreadable(httpStatus: number, { action, endpoint }: CallContext, cause: unknown): PullpathError {
  const where = endpoint === null ? 'AWS' : `${endpoint.url} (from ${endpoint.source})`;
  const service = AWS_SERVICES[serviceOfAction(action)].label;
  return new PullpathError('failed', {
    code: 'UnreadableAnswer',
    message: `${where} answered ${action} with HTTP ${httpStatus} and something other than an answer of ${service}'s.`,
    remedy:
      endpoint === null
        ? 'A proxy or a sign-in page may be answering in place of AWS: check the network and run again.'
        : `Check that ${endpoint.url} serves this call, or drop ${endpoint.source} to talk to AWS itself.`,
    action,
    cause,
  });
}
