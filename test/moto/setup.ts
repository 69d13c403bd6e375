import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { motoIsInstalled, startMoto } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Null where moto is not installed. */
    motoUrl: string | null;
    /** A directory with the AWS provider of Terraform's; null where none is named, or there is no Terraform. */
    terraformPlugins: string | null;
  }
}

/**
 * One moto for the whole run; the tests keep apart by accounts of their own (`freshAccount`), so that no reset is
 * needed.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const plugins = terraformPlugins();
  if (plugins === null)
    project.vitest.logger.warn(
      'the tests that apply exported Terraform are SKIPPED: they need terraform, and TF_PLUGIN_DIR naming a directory with hashicorp/aws',
    );
  project.provide('terraformPlugins', plugins);
  if (!motoIsInstalled()) {
    if (process.env.PULLPATH_REQUIRE_MOTO === '1') throw new Error('moto is required: run node scripts/moto-venv.js');
    project.vitest.logger.warn(
      'the tests on moto are SKIPPED: `node scripts/moto-venv.js` installs it, or says why not',
    );
    project.provide('motoUrl', null);
    return undefined;
  }
  const server = await startMoto();
  await warm(server.url);
  project.provide('motoUrl', server.url);
  return () => server.stop();
}

function terraformPlugins(): string | null {
  const directory = process.env.TF_PLUGIN_DIR;
  const isThere = directory !== undefined && directory !== '' && existsSync(directory);
  return isThere && spawnSync('terraform', ['version']).status === 0 ? directory : null;
}

/** The first EC2 request imports the backend (two seconds): not at the cost of whichever test happens to be first. */
async function warm(url: string): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: 'AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-1/ec2/aws4_request' },
    body: new URLSearchParams({ Action: 'DescribeVpcEndpointServices', Version: '2016-11-15' }),
  });
  // An incomplete installation answers 500 once, and an empty list for ever after.
  if (!(await answer.text()).includes('ecr.dkr')) {
    throw new Error('moto offers no endpoint services: delete .moto/ and run node scripts/moto-venv.js');
  }
}
