import type { EC2Client } from '@aws-sdk/client-ec2';
import { inject, onTestFinished } from 'vitest';
import { pullpath, type Run } from '../program.ts';
import { type Built, build } from './build.ts';
import { freshAccount } from './moto.ts';
import { startRecorder } from './recorder.ts';
import type { World } from './world.ts';

/** A world in an account of its own, and the built program beside it. */
export interface Stage {
  readonly ec2: EC2Client;
  readonly built: Built;
  /** The way into the account, for other programs than ours. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs the program in the world's account and region, with the VPC named. */
  run(...args: string[]): Promise<Run>;
  /** Runs the program without naming the VPC or, by a flag, the region. */
  runBare(...args: string[]): Promise<Run>;
  /** The calls that could change something, of those that the program has sent since this was last asked. */
  changes(): string[];
}

/** Sets up for the test that is running, and clears away after it. */
export async function stage(world: World, region: string): Promise<Stage> {
  const account = await freshAccount();
  const ec2 = account.ec2(region);
  const recorder = await startRecorder(inject('motoUrl')!);
  onTestFinished(async () => {
    ec2.destroy();
    await recorder.stop();
  });
  const built = await build(ec2, world);
  const env = account.env(recorder.url);
  return {
    ec2,
    built,
    env: { ...env, AWS_REGION: region },
    run: (...args) => pullpath([...args, '--region', region, '--vpc-id', built.vpcId], env),
    runBare: (...args) => pullpath(args, { ...env, AWS_REGION: region }),
    changes: () => recorder.take().filter((action) => !/^(Describe|Get|List|GET )/.test(action)),
  };
}
