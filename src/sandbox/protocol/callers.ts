import type { CredentialState } from '../options.ts';
import { apiErrorOf } from '../server/faults.ts';
import { ApiError } from './api-error.ts';
import { isJson, type Service } from './wire.ts';

/** Who sends a request. */
export interface Caller {
  accountId: string;
  arn: string;
}

/** What the signature of a request says, read off its Authorization header; the signature itself is not checked. */
export interface CredentialScope {
  accessKeyId: string;
  region: string;
  service: Service;
}

/** Reads `Credential=KEY/DATE/REGION/SERVICE/aws4_request`; undefined on an unsigned request. */
export function credentialScopeOf(authorization: string | undefined): CredentialScope | undefined {
  const match =
    /Credential=([^/]+)\/\d+\/([^/]+)\/(ec2|sts|ecs|route53|route53resolver|route53profiles)\/aws4_request/.exec(
      authorization ?? '',
    );
  return match ? { accessKeyId: match[1]!, region: match[2]!, service: match[3] as Service } : undefined;
}

/** Bad credentials, in the words of each service [aws-facts: credential-errors]. */
export function invalidCredentials(mode: Exclude<CredentialState, 'valid'>, service: Service): ApiError {
  if (isJson(service)) return apiErrorOf(mode === 'expired' ? 'ExpiredTokenException' : 'UnrecognizedClientException');
  if (mode === 'expired') return apiErrorOf(service === 'ec2' ? 'RequestExpired' : 'ExpiredToken');
  return apiErrorOf(service === 'ec2' ? 'AuthFailure' : 'InvalidClientTokenId');
}

/** The answer to a request that is not signed at all. */
export function unsigned(): ApiError {
  return new ApiError('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
}
