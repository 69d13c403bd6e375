import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EC2Client } from '@aws-sdk/client-ec2';
import { build } from '../test/moto/build.ts';
import { freshAccountIn } from '../test/moto/fresh-account.ts';
import { startRecorder } from '../test/moto/recorder.ts';
import { targetsOf, worlds } from '../test/moto/world.ts';
import type { Job } from './peer.ts';

/** A closed path in an account that nobody has used. */
export interface FreshJob {
  readonly job: Job;
  /** Past the recorder. */
  readonly ec2: EC2Client;
  /** The requests of the peer since this was last asked. */
  take(): string[];
  clear(): Promise<void>;
}

/** Builds the guide's setting in moto, with a recorder before it and an empty directory beside it. */
export async function freshJob(motoUrl: string, region: string): Promise<FreshJob> {
  const world = worlds.guide;
  const account = await freshAccountIn(motoUrl);
  const ec2 = account.ec2(region);
  const { vpcId, subnetIds, tableIds } = await build(ec2, world);
  const recorder = await startRecorder(motoUrl);
  const directory = await mkdtemp(join(tmpdir(), 'pullpath-bench-'));
  const targets = targetsOf(world);
  return {
    job: {
      vpcId,
      subnetIds: targets.map(({ name }) => subnetIds[name]!),
      routeTableIds: [...new Set(targets.map(({ table = 'main' }) => tableIds[table]!))],
      region,
      env: account.env(recorder.url),
      directory,
    },
    ec2,
    take: () => recorder.take(),
    async clear() {
      ec2.destroy();
      await recorder.stop();
      await rm(directory, { recursive: true });
    },
  };
}
