import { randomInt } from 'node:crypto';
import { EC2Client } from '@aws-sdk/client-ec2';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

/** An account that nobody else has: its default VPCs and nothing more, in every region. */
export interface MotoAccount {
  readonly id: string;
  ec2(region: string): EC2Client;
  /** What a person would export to work in this account; `url` may lead through a proxy. */
  env(url?: string): Record<string, string>;
}

/** moto keeps a world for each account, and opens one for any role that somebody assumes. */
export async function freshAccountIn(url: string): Promise<MotoAccount> {
  const id = String(randomInt(10 ** 11, 10 ** 12));
  const sts = new STSClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
  });
  const role = { RoleArn: `arn:aws:iam::${id}:role/tester`, RoleSessionName: 'test' };
  const { AccessKeyId, SecretAccessKey, SessionToken } = (await sts.send(new AssumeRoleCommand(role))).Credentials!;
  const credentials = { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! };
  return {
    id,
    // moto answers what it does not know with a page of HTML and status 500: trying again is no use.
    ec2: (region) => new EC2Client({ endpoint: url, region, credentials, maxAttempts: 1 }),
    env: (endpoint = url) => ({
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
    }),
  };
}
