import { clause, PullpathError } from '../errors.ts';
import type { CallContext } from './call-context.ts';
import type { Thrown } from './thrown.ts';

/** One family of complaints about who is asking: how to tell it, what happened, what to do. */
interface Family {
  readonly code: string;
  readonly matches: (error: Thrown) => boolean;
  readonly happened: (context: CallContext, error: Thrown) => string;
  readonly remedy: (context: CallContext) => string;
}

/** The SDK found no usable credentials: these errors come from its provider chain, not from a call. */
function fromProvider(text: RegExp): (error: Thrown) => boolean {
  return (error) => /(Credentials|Token)ProviderError$/.test(error.name) && text.test(error.message);
}

function named(code: RegExp): (error: Thrown) => boolean {
  return (error) => error.fault && code.test(error.name);
}

function profileOf(context: CallContext): string {
  return context.profile === undefined ? 'the default profile' : `the profile ${context.profile}`;
}

function withProfile(command: string, context: CallContext): string {
  return `Run \`${command}${context.profile === undefined ? '' : ` --profile ${context.profile}`}\` and try again.`;
}

/** In this order; an empty code means AWS's own. The SDK has no codes for its provider errors, so their texts decide. */
const FAMILIES: readonly Family[] = [
  {
    code: 'SsoSessionExpired',
    matches: fromProvider(/\bSSO\b|sso login|UnauthorizedException|Token is expired/i),
    happened: (context) => `The SSO session of ${profileOf(context)} has expired, or was never opened`,
    remedy: (context) => withProfile('aws sso login', context),
  },
  {
    code: 'LoginSessionExpired',
    matches: fromProvider(/aws login/i),
    happened: (context) => `The login session of ${profileOf(context)} has expired`,
    remedy: (context) => withProfile('aws login', context),
  },
  {
    code: 'MfaRequired',
    matches: fromProvider(/multi-factor/i),
    happened: (context) =>
      `The role of ${profileOf(context)} wants a multi-factor code, which pullpath does not ask for`,
    remedy: () => 'Open a session first, e.g. with `aws sts get-session-token`, and run again with its credentials.',
  },
  {
    code: 'NoCredentials',
    matches: fromProvider(/.*/s),
    happened: (context, error) =>
      `No AWS credentials could be had from the environment or ${profileOf(context)}: ${error.message}`,
    remedy: () =>
      'Pass --profile NAME (`aws configure list-profiles` lists them), sign in with `aws sso login`, or try --sandbox, which needs no account.',
  },
  {
    code: '',
    matches: named(/^(ExpiredToken(Exception)?|TokenRefreshRequired)$/i),
    happened: () => 'The AWS credentials have expired',
    remedy: () => 'Sign in again, e.g. with `aws sso login`, and run again.',
  },
  {
    code: '',
    // EC2 says RequestExpired for an expired session token as well as for a clock that is off.
    matches: (error) =>
      named(/^(RequestExpired|RequestTimeTooSkewed|RequestInTheFuture)$/i)(error) ||
      (error.fault && /Signature (expired|not yet current)/i.test(error.message)),
    happened: () => "AWS calls the request expired: the credentials are, or this machine's clock is off",
    remedy: () => 'Check the clock, sign in again, e.g. with `aws sso login`, and run again.',
  },
  {
    code: '',
    matches: named(/^(InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|AuthFailure)$/i),
    happened: () => 'AWS does not accept these credentials',
    remedy: (context) =>
      `See with \`aws sts get-caller-identity\` which are in force, and check that the region ${context.region} is enabled in the account.`,
  },
  {
    code: '',
    matches: named(
      /^(SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature|MissingAuthenticationToken)$/i,
    ),
    happened: () => 'The secret key does not belong to the access key',
    remedy: () => 'Set both anew, e.g. with `aws configure`, and run again.',
  },
  {
    code: '',
    matches: named(/^(OptInRequired|PendingVerification|Blocked)$/i),
    happened: (context) => `The account may not use EC2 in ${context.region}`,
    remedy: () => 'Enable the region in the account settings, or finish what AWS asks of the account.',
  },
];

/** The error of a call that failed for want of credentials; null where it failed for another reason. */
export function credentialError(error: Thrown, context: CallContext, cause: unknown): PullpathError | null {
  const family = FAMILIES.find((entry) => entry.matches(error));
  if (family === undefined) return null;
  return new PullpathError('credentials', {
    code: family.code === '' ? error.name : family.code,
    message: `${clause(family.happened(context, error))}.`,
    remedy: family.remedy(context),
    requestId: error.requestId,
    action: context.action,
    cause,
  });
}
