import { clause, PullpathError } from '../../errors.ts';
import { aws, type CommandReference } from '../../remedy/command.ts';
import type { Remedy } from '../../remedy/remedy.ts';
import {
  ALL_FAILED,
  logMessage,
  PROCESS_EXPIRED,
  PROCESS_FAILED,
  PROCESS_SAID,
  PROFILE_WITHOUT,
  PROFILES_VISITED,
} from '../account/credential-sources.ts';
import type { CallContext } from '../client/call-context.ts';
import { AWS_SERVICES, serviceOfAction } from '../client/services.ts';
import { networkError } from './network-error.ts';
import { networkErrorKindOf } from './network-error-kind.ts';
import { parseSdkError, type SdkError } from './sdk-error.ts';

/** One family of complaints about who is asking: how to tell it, what happened, what to do. */
interface Family {
  readonly code: string;
  readonly matches: (error: SdkError, context: CallContext) => boolean;
  readonly happened: (context: CallContext, error: SdkError) => string;
  readonly remedy: (context: CallContext) => Remedy;
}

/** The SDK found no usable credentials: these errors come from its provider chain, not from a call. */
function fromProvider(text: RegExp): (error: SdkError) => boolean {
  return (error) => /(Credentials|Token)ProviderError$/.test(error.name) && text.test(error.message);
}

function complained(text: RegExp): Family['matches'] {
  return (error, context) => fromProvider(/.*/s)(error) && logMessage(text, error, context) !== null;
}

/** The program's name only: arguments, variables set before it and what it wrote may hold secrets. */
function programOf(context: CallContext, error: SdkError): string {
  const [, ...words] = logMessage(PROCESS_FAILED, error, context) ?? [];
  const program = words.find((word) => word !== undefined) ?? '';
  return program === '' || program.includes('=') ? '' : `, ${program},`;
}

const RUN_PROCESS = 'Run that command manually to see its output, fix it, and run again.';

function named(code: RegExp): (error: SdkError) => boolean {
  return (error) => error.isServiceError && code.test(error.name);
}

function profileOf(context: CallContext): string {
  return context.profile === undefined ? 'the default profile' : `the profile ${context.profile}`;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** @param last the profile at the end of a chain of `source_profile` */
function withoutCredentials(context: CallContext, last: string): string {
  if (last === context.profile) return `The profile ${last} names no credentials`;
  return `${capital(profileOf(context))} takes its credentials from the profile ${last}, which is missing or names none`;
}

/** A command of the AWS CLI for the profile in use, wherever that was named. */
function inProfile(args: readonly string[], { profile }: CallContext): CommandReference {
  return { program: 'aws', args, flags: profile === undefined ? {} : { profile } };
}

function runAndRetry(args: readonly string[], context: CallContext): Remedy {
  return ['Run', inProfile(args, context), ' and try again.'];
}

/** The variables that name files with tokens; a profile may name one too. */
const TOKEN_FILES = ['AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE'] as const;

function tokenFile(context: CallContext, { path }: SdkError): string {
  const variable = TOKEN_FILES.find((name) => process.env[name] === path);
  return `The file ${path} that ${variable ?? `${profileOf(context)} names for its token`}${variable === undefined ? '' : ' names'}`;
}

/**
 * In this order; an empty code means AWS's own. The SDK has no codes for its provider errors, so their texts decide.
 */
const FAMILIES: readonly Family[] = [
  {
    code: 'UnreadableTokenFile',
    // Nothing else is read from files once a call is under way.
    matches: (error) => error.path !== undefined && /^(open|read|stat|lstat)$/.test(error.syscall ?? ''),
    happened: (context, error) => `${tokenFile(context, error)} cannot be read (${error.code})`,
    remedy: () =>
      'Check that file and the variable or setting that names it, or take credentials from elsewhere with --profile.',
  },
  {
    code: 'UnreadableCredentials',
    // The text is not quoted: it may be a secret.
    matches: (error) =>
      (error.name === 'SyntaxError' && error.httpStatus === undefined) ||
      fromProvider(/is not valid JSON|Unexpected (token|end of JSON)|Deserialization error/i)(error),
    happened: () => 'What was to answer with credentials answered something that is not JSON',
    remedy: () =>
      'Check what AWS_CONTAINER_CREDENTIALS_FULL_URI or the profile names as the source of credentials; a proxy or sign-in page may be answering in its place.',
  },
  {
    code: 'InvalidCredentials',
    matches: (error) => error.code === 'ERR_INVALID_CHAR',
    happened: () => 'The credentials hold a character that no request can carry, such as a line break',
    remedy: () => 'Set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN again, without line breaks.',
  },
  {
    code: 'InvalidCredentialSource',
    matches: (error) => error.code === 'ERR_INVALID_URL',
    happened: () => 'The address of the source of credentials is not a URL',
    remedy: () => 'Correct AWS_CONTAINER_CREDENTIALS_FULL_URI.',
  },
  {
    code: 'SsoSessionExpired',
    matches: fromProvider(/\bSSO\b|sso login|UnauthorizedException|Token is expired/i),
    happened: (context) => `The SSO session of ${profileOf(context)} has expired, or was never opened`,
    remedy: (context) => runAndRetry(['sso', 'login'], context),
  },
  {
    code: 'LoginSessionExpired',
    matches: fromProvider(/aws login|Please reauthenticate|^Failed to (load|refresh) (a )?token/i),
    happened: (context) => `The login session of ${profileOf(context)} has expired, or was never opened`,
    remedy: (context) => runAndRetry(['login'], context),
  },
  {
    code: 'MfaRequired',
    matches: fromProvider(/multi-factor/i),
    happened: (context) =>
      `The role of ${profileOf(context)} wants a multi-factor code, which pullpath does not ask for`,
    remedy: (context) => [
      'Open a session first, e.g. with',
      inProfile(['sts', 'get-session-token'], context),
      ', and run again with its credentials.',
    ],
  },
  {
    code: 'CredentialProcessFailed',
    matches: complained(PROCESS_FAILED),
    happened: (context, error) =>
      `The command${programOf(context, error)} that credential_process names for ${profileOf(context)} failed`,
    remedy: () => RUN_PROCESS,
  },
  {
    code: 'ExpiredCredentials',
    matches: complained(PROCESS_EXPIRED),
    happened: (context, error) =>
      `The credentials that credential_process fetched for the profile ${logMessage(PROCESS_EXPIRED, error, context)?.[1]} have expired`,
    remedy: () => 'Sign in again with what that command fetches them from, and run again.',
  },
  {
    code: 'CredentialProcessFailed',
    matches: complained(PROCESS_SAID),
    happened: (context, error) =>
      `What credential_process of the profile ${logMessage(PROCESS_SAID, error, context)?.[1]} printed isn’t valid credentials`,
    remedy: () => RUN_PROCESS,
  },
  {
    code: 'ProfileCycle',
    matches: complained(PROFILES_VISITED),
    happened: (context, error) =>
      `${capital(profileOf(context))} takes its credentials from profiles that take them from each other (source_profile): ${logMessage(PROFILES_VISITED, error, context)?.[1]}`,
    remedy: () => 'Let one of them name credentials of its own in the AWS configuration files.',
  },
  {
    code: 'NoCredentials',
    matches: (error, context) => context.profile !== undefined && complained(PROFILE_WITHOUT)(error, context),
    happened: (context, error) => withoutCredentials(context, logMessage(PROFILE_WITHOUT, error, context)?.[1] ?? ''),
    remedy: (context) => [
      'Give it some in the AWS configuration files, e.g. with',
      inProfile(['configure', 'sso'], context),
      ', or pass another --profile.',
    ],
  },
  {
    code: 'NoCredentials',
    matches: fromProvider(/.*/s),
    happened: (context, error) =>
      `No AWS credentials could be had from the environment or ${profileOf(context)}${ALL_FAILED.test(error.message) ? '' : `: ${error.message}`}`,
    remedy: (context) => [
      'Pass --profile NAME (',
      aws('configure list-profiles', {}),
      ' lists them), sign in with',
      inProfile(['sso', 'login'], context),
      ', or try --sandbox, which needs no account.',
    ],
  },
  {
    code: '',
    matches: named(/^(ExpiredToken(Exception)?|TokenRefreshRequired)$/i),
    happened: () => 'The AWS credentials have expired',
    remedy: (context) => ['Sign in again, e.g. with', inProfile(['sso', 'login'], context), ', and run again.'],
  },
  {
    code: '',
    // EC2 says RequestExpired for an expired session token as well as for a clock that is off.
    matches: (error) =>
      named(/^(RequestExpired|RequestTimeTooSkewed|RequestInTheFuture)$/i)(error) ||
      (error.isServiceError && /Signature (expired|not yet current)/i.test(error.message)),
    happened: () => "AWS calls the request expired: the credentials are, or this machine's clock is off",
    remedy: (context) => [
      'Check the clock, sign in again, e.g. with',
      inProfile(['sso', 'login'], context),
      ', and run again.',
    ],
  },
  {
    code: '',
    matches: named(/^(InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|AuthFailure)$/i),
    happened: () => 'AWS does not accept these credentials',
    remedy: (context) => [
      'See with',
      aws('sts get-caller-identity', {}),
      ` which are in force, and check that the region ${context.region} is enabled in the account.`,
    ],
  },
  {
    code: '',
    matches: named(
      /^(SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature|MissingAuthenticationToken)$/i,
    ),
    happened: () => 'The secret key does not belong to the access key',
    remedy: (context) => ['Set both again, e.g. with', inProfile(['configure'], context), ', and run again.'],
  },
  {
    code: '',
    matches: named(/^(OptInRequired|PendingVerification|Blocked)$/i),
    happened: (context) =>
      `The account may not use ${AWS_SERVICES[serviceOfAction(context.action)].label} in ${context.region}`,
    remedy: () => 'Enable the region in the account settings, or finish what AWS asks of the account.',
  },
];

/** The error of a call that failed for want of credentials; null where it failed for another reason. */
export function credentialError(error: SdkError, context: CallContext, cause: unknown): PullpathError | null {
  const unreached = fromProvider(/.*/s)(error) ? unreachedIn(context) : null;
  if (unreached !== null) return unreached;
  const family = FAMILIES.find((entry) => entry.matches(error, context));
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

/** The SDK takes a sign-in that nobody answered for a session that has expired, or tells a sentence without a code. */
function unreachedIn(context: CallContext): PullpathError | null {
  for (const [host, cause] of context.unreached ?? []) {
    if (cause instanceof PullpathError) return cause;
    const fault = networkErrorKindOf(parseSdkError(cause));
    if (fault !== null) return networkError(fault, context, cause, host);
  }
  return null;
}
