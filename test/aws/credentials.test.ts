import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect } from '../../src/aws/client/clients.ts';
import { remedyText } from '../../src/remedy/remedy.ts';
import { canned, empty } from './canned.ts';

let folder: string;

const CONFIG = `
[profile sso]
sso_session = corporate
sso_account_id = 123456789012
sso_role_name = Admin
[sso-session corporate]
sso_start_url = https://corporate.awsapps.com/start
sso_region = eu-west-1
[profile old-sso]
sso_start_url = https://corporate.awsapps.com/start
sso_region = eu-west-1
sso_account_id = 123456789012
sso_role_name = Admin
[profile mfa]
role_arn = arn:aws:iam::123456789012:role/admin
source_profile = keys
mfa_serial = arn:aws:iam::123456789012:mfa/me
[profile keys]
aws_access_key_id = AKIAKEYS
aws_secret_access_key = secret
[profile broken]
credential_process = sh -c "echo the vault is sealed >&2; exit 1"
[profile secretive]
credential_process = VAULT_TOKEN=hush '/opt/a vault' --password hush
[profile quoted]
credential_process = '/opt/a vault' --password hush
[profile expired]
credential_process = echo '{"Version":1,"AccessKeyId":"AKIAOLD","SecretAccessKey":"hush","Expiration":"2020-01-01T00:00:00Z"}'
[profile babbling]
credential_process = echo hush
[profile chained]
role_arn = arn:aws:iam::123456789012:role/admin
source_profile = broken
[profile circle-a]
role_arn = arn:aws:iam::123456789012:role/a
source_profile = circle-b
[profile circle-b]
role_arn = arn:aws:iam::123456789012:role/b
source_profile = circle-a
[profile orphan]
role_arn = arn:aws:iam::123456789012:role/a
source_profile = nowhere
[profile bare]
region = eu-west-1
[profile process]
credential_process = echo '{"Version":1,"AccessKeyId":"AKIAPROCESS","SecretAccessKey":"s"}'
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pullpath-credentials-'));
  await writeFile(join(folder, 'config'), CONFIG);
});
afterAll(() => rm(folder, { recursive: true }));

beforeEach(() => {
  const none = ['PROFILE', 'ACCESS_KEY_ID', 'SECRET_ACCESS_KEY', 'SESSION_TOKEN', 'ENDPOINT_URL', 'ENDPOINT_URL_STS'];
  for (const name of none) vi.stubEnv(`AWS_${name}`, undefined);
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  // Where the SDK looks for the tokens of SSO sessions.
  vi.stubEnv('HOME', folder);
});
afterEach(() => vi.unstubAllEnvs());

/** The first call of a connection with this profile, through the SDK's own chain. */
async function firstCall(profile: string): Promise<string[]> {
  const endpoint = await canned(empty);
  const connection = await connect({ region: 'eu-west-1', endpointUrl: endpoint.url, profile });
  await connection.reader.callerIdentity().finally(connection.close);
  return endpoint.actions;
}

describe('the SDK’s chain of credentials', () => {
  it.each(['keys', 'process'])('serves a call with the profile «%s»', async (profile) => {
    expect(await firstCall(profile)).toEqual(['GetCallerIdentity']);
  });

  it.each([
    ['sso', 'SsoSessionExpired', '`aws sso login --profile sso`'],
    ['old-sso', 'SsoSessionExpired', '`aws sso login --profile old-sso`'],
    ['mfa', 'MfaRequired', 'get-session-token'],
    ['missing', 'UnknownProfile', '`aws configure list-profiles`'],
  ])('that fails with the profile «%s» is %s, and says: …%s…', async (profile, code, remedy) => {
    const error = await firstCall(profile).catch((reason) => reason);
    expect(error).toMatchObject({ kind: 'credentials', code });
    expect(remedyText(error.remedy)).toContain(remedy);
  });

  it.each([
    [
      'broken',
      'CredentialProcessFailed',
      'The command, sh, that credential_process names for the profile broken failed.',
    ],
    [
      'chained',
      'CredentialProcessFailed',
      'The command, sh, that credential_process names for the profile chained failed.',
    ],
    [
      'quoted',
      'CredentialProcessFailed',
      'The command, /opt/a vault, that credential_process names for the profile quoted failed.',
    ],
    [
      'secretive',
      'CredentialProcessFailed',
      'The command that credential_process names for the profile secretive failed.',
    ],
    [
      'expired',
      'ExpiredCredentials',
      'The credentials that credential_process fetched for the profile expired have expired.',
    ],
    [
      'babbling',
      'CredentialProcessFailed',
      'What credential_process of the profile babbling printed isn’t valid credentials.',
    ],
    [
      'circle-a',
      'ProfileCycle',
      'The profile circle-a takes its credentials from profiles that take them from each other (source_profile): circle-b, circle-a.',
    ],
    [
      'orphan',
      'NoCredentials',
      'The profile orphan takes its credentials from the profile nowhere, which is missing or names none.',
    ],
    ['bare', 'NoCredentials', 'The profile bare names no credentials.'],
  ])('tells what failed, and no secret that stood there: %s', async (profile, code, message) => {
    const error = await firstCall(profile).catch((reason) => reason);
    expect(error).toMatchObject({ kind: 'credentials', code, message });
    expect(`${error.message} ${error.remedy}`).not.toMatch(/hush|AKIA|sealed|any providers/);
  });

  it('is not asked where nobody has the profile that AWS_PROFILE names: others might answer in its place', async () => {
    vi.stubEnv('AWS_PROFILE', 'missing');
    const endpoint = await canned(empty);
    const file = join(folder, 'config');
    await expect(connect({ region: 'eu-west-1', endpointUrl: endpoint.url })).rejects.toMatchObject({
      code: 'UnknownProfile',
      message: `There is no profile missing in ${file} or /dev/null.`,
      remedy: expect.arrayContaining([expect.stringContaining('AWS_PROFILE')]),
    });
  });

  it('is read from the files as they are when a connection is made', async () => {
    const file = join(folder, 'changing');
    vi.stubEnv('AWS_CONFIG_FILE', file);
    await writeFile(file, '[profile late]\nregion = eu-west-1\n');
    await expect(firstCall('late')).rejects.toMatchObject({ code: 'NoCredentials' });
    await writeFile(file, '[profile late]\naws_access_key_id = AKIALATE\naws_secret_access_key = secret\n');
    expect(await firstCall('late')).toEqual(['GetCallerIdentity']);
  });
});
