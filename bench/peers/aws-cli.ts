import { fileURLToPath } from 'node:url';
import { ask } from '../ask.ts';
import type { Command } from '../measure.ts';
import { environment, type Job, type Peer } from '../peer.ts';

const SCRIPT = fileURLToPath(new URL('aws-cli.sh', import.meta.url));

/** The guide's steps, one call after the other. */
export const awsCli: Peer = {
  name: 'AWS CLI script',
  async presence() {
    const aws = await ask('aws', ['--version']);
    if ('failure' in aws) return { absent: aws.failure };
    const bash = await ask('bash', ['-c', 'echo "bash $BASH_VERSION"']);
    if ('failure' in bash) return { absent: bash.failure };
    return { version: `${aws.stdout.trim()}, ${bash.stdout.trim()}` };
  },
  open: (job) => script(job, 'open'),
  close: (job) => script(job, 'close'),
};

function script(job: Job, action: 'open' | 'close'): Command {
  const env = environment(job, {
    VPC_ID: job.vpcId,
    SUBNET_IDS: job.subnetIds.join(' '),
    ROUTE_TABLE_IDS: job.routeTableIds.join(' '),
  });
  return { command: 'bash', args: [SCRIPT, action], cwd: job.directory, env };
}
