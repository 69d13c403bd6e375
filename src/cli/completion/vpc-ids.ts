import { type Profile, readProfiles } from '../../aws/account/profiles.ts';
import { toVpc } from '../../discover/entities/vpc.ts';
import { Deadline } from '../run/session/deadline.ts';
import type { CompletionItem } from './completion-source.ts';

/** Seconds for all of it: the user waits at the prompt. */
const PATIENCE = 1.5;

/** What the command line says of the account. */
export interface CompletionAccount {
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
  readonly endpointUrl?: string | undefined;
}

/**
 * The VPCs of the account, from one request; none where that would take more: a sign-in, a role, a region that was not
 * chosen.
 * @throws whatever goes wrong, for the caller to keep to itself
 */
export async function vpcIds(chosen: CompletionAccount, environment: NodeJS.ProcessEnv): Promise<CompletionItem[]> {
  const named = chosen.profile ?? environment.AWS_PROFILE;
  const profile = (await readProfiles(environment)).get(named ?? 'default') ?? {};
  // As for the SDK, a named profile goes before the keys in the variables.
  const credentials = (named === undefined ? keysOf(environment) : null) ?? keysIn(profile);
  const region = chosen.region ?? environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION ?? profile.region;
  if (credentials === null || region === undefined) return [];
  const { connect } = await import('../../aws/client/clients.ts');
  const deadline = new Deadline(PATIENCE);
  const connection = await connect({ ...chosen, region, credentials, deadline: deadline.signal });
  try {
    const vpcs = await connection.reader.vpcs({});
    return vpcs.map(toVpc).map(({ id, tags, cidrBlocks }) => ({
      value: id,
      about: [tags.Name ?? '', ...cidrBlocks].filter((word) => word !== '').join(' '),
    }));
  } finally {
    deadline.pause();
    connection.close();
  }
}

function keysOf({ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN }: NodeJS.ProcessEnv) {
  return keys(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN);
}

/** Null for a profile that leads to its keys by some way, or with them to a role. */
function keysIn({ role_arn, aws_access_key_id, aws_secret_access_key, aws_session_token }: Profile) {
  return role_arn === undefined ? keys(aws_access_key_id, aws_secret_access_key, aws_session_token) : null;
}

function keys(accessKeyId: string | undefined, secretAccessKey: string | undefined, sessionToken: string | undefined) {
  if (!accessKeyId || !secretAccessKey) return null;
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
}
