import { EC2Client } from '@aws-sdk/client-ec2';
import { STSClient } from '@aws-sdk/client-sts';
import { onTestFinished } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/index.ts';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** The unmodified SDK clients, pointed at a sandbox; one attempt, so that every answer is seen. */
export function clientsOf(
  { url, region }: Pick<Sandbox, 'url' | 'region'>,
  credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' },
  otherRegion = region,
) {
  const options = { endpoint: url, region: otherRegion, credentials, maxAttempts: 1 };
  return { ec2: new EC2Client(options), sts: new STSClient(options) };
}

/** A sandbox with clients that lasts as long as the test that asks for it. */
export async function open(options: Partial<SandboxOptions> = {}) {
  const sandbox = await startSandbox({ world: 'guide', ...options });
  const clients = clientsOf(sandbox);
  onTestFinished(async () => {
    clients.ec2.destroy();
    clients.sts.destroy();
    await sandbox.close();
  });
  return { sandbox, ...clients };
}

/** The code, message and HTTP status with which a call is refused; fails where it is not. */
export async function refusal(call: Promise<unknown>): Promise<{ code: string; message: string; status: number }> {
  const error = await call.then(
    () => {
      throw new Error('the call was not refused');
    },
    (cause) => cause,
  );
  return { code: error.name, message: error.message, status: error.$metadata?.httpStatusCode };
}
