import type { CallContext } from '../client/call-context.ts';
import { AssumeRoleCommand, type STSClient } from '../client/sdk.ts';
import { unexpectedResponse } from '../client/validate-response.ts';
import { toPullpathError } from '../errors/to-pullpath-error.ts';

/** Temporary credentials, in the SDK's shape; it asks again shortly before they expire. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Credentials of a role for an hour, asked for with whatever credentials `sts` has. */
export function assumeRole(
  sts: STSClient,
  roleArn: string,
  context: Omit<CallContext, 'action'>,
): () => Promise<SessionCredentials> {
  return async () => {
    try {
      const { Credentials, $metadata } = await sts.send(
        new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'pullpath', DurationSeconds: 3600 }),
      );
      const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
      if (!AccessKeyId || !SecretAccessKey || !SessionToken) throw unexpectedResponse($metadata);
      return {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
        ...(Expiration === undefined ? {} : { expiration: Expiration }),
      };
    } catch (error) {
      throw toPullpathError(error, { ...context, action: 'sts:AssumeRole' });
    }
  };
}
