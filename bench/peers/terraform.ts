import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ask } from '../ask.ts';
import type { Command } from '../measure.ts';
import { environment, type Job, type Peer } from '../peer.ts';

const MAIN = fileURLToPath(new URL('terraform/main.tf', import.meta.url));

interface Versions {
  readonly terraform_version: string;
  readonly provider_selections: Readonly<Record<string, string>>;
}

/** The guide's resources, declared; `terraform init` is not measured. */
export const terraform: Peer = {
  name: 'Terraform',
  async presence() {
    const directory = await mkdtemp(join(tmpdir(), 'pullpath-bench-'));
    try {
      const failure = await init(directory);
      if (failure !== undefined) return { absent: failure };
      const answer = await ask('terraform', ['version', '-json'], directory);
      if ('failure' in answer) return { absent: answer.failure };
      const { terraform_version, provider_selections } = JSON.parse(answer.stdout) as Versions;
      return {
        version: `Terraform ${terraform_version}, hashicorp/aws ${Object.values(provider_selections).join()}`,
      };
    } finally {
      await rm(directory, { recursive: true });
    }
  },
  async prepare(job) {
    const failure = await init(job.directory);
    if (failure !== undefined) throw new Error(failure);
  },
  open: (job) => program(job, 'apply'),
  close: (job) => program(job, 'destroy'),
};

/** Makes the directory one that Terraform works in: its state and all else that it writes stay there. */
async function init(directory: string): Promise<string | undefined> {
  await copyFile(MAIN, join(directory, 'main.tf'));
  const { TF_PLUGIN_DIR: plugins } = process.env;
  const from = plugins === undefined ? [] : [`-plugin-dir=${plugins}`];
  const answer = await ask('terraform', ['init', '-input=false', '-no-color', ...from], directory);
  if (!('failure' in answer)) return undefined;
  return `${answer.failure} (TF_PLUGIN_DIR may name a directory of plugins)`;
}

function program(job: Job, command: 'apply' | 'destroy'): Command {
  const env = environment(job, {
    // It would ask its maker's server whether there is a newer one.
    CHECKPOINT_DISABLE: '1',
    TF_VAR_vpc_id: job.vpcId,
    TF_VAR_subnet_ids: JSON.stringify(job.subnetIds),
    TF_VAR_route_table_ids: JSON.stringify(job.routeTableIds),
    TF_VAR_region: job.region,
  });
  const args = [command, '-auto-approve', '-input=false', '-no-color'];
  return { command: 'terraform', args, cwd: job.directory, env };
}
