import { existsSync } from 'node:fs';
import { ask } from '../ask.ts';
import type { Command } from '../measure.ts';
import { environment, type Job, type Peer } from '../peer.ts';
import { PROGRAM } from '../program.ts';

/** The built program; which subnets and tables are meant it is not told, but finds out, and verifies in the end. */
export const pullpath: Peer = {
  name: 'pullpath',
  async presence() {
    if (!existsSync(PROGRAM)) return { absent: 'dist/pullpath.js is missing: run npm run build' };
    const answer = await ask(process.execPath, [PROGRAM, '--version']);
    if ('failure' in answer) return { absent: answer.failure };
    return { version: `pullpath ${answer.stdout.trim()}, Node ${process.versions.node}` };
  },
  open: (job) => program(job, 'apply'),
  close: (job) => program(job, 'rollback'),
};

function program(job: Job, command: 'apply' | 'rollback'): Command {
  const args = [PROGRAM, command, '--yes', '--quiet', '--vpc-id', job.vpcId, '--region', job.region];
  return { command: process.execPath, args, cwd: job.directory, env: environment(job) };
}
