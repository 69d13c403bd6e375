import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { SandboxOptions, WorldName } from '../src/sandbox/index.ts';
import type { Command } from './measure.ts';
import { PROGRAM } from './program.ts';

/** What the process is asked to simulate. */
export interface Ask {
  readonly world: WorldName | { readonly vpcs: number; readonly subnetsPerVpc: number };
  readonly timing: NonNullable<SandboxOptions['timing']>;
}

/** What it tells: first where it listens, then at each message what was asked of it since the last. */
export type Told = { readonly url: string; readonly region: string } | { readonly actions: readonly string[] };

/** A simulated account in a process of its own, so that it costs the measured one nothing but the wait. */
export interface Simulated {
  /** The built program on this account. */
  pullpath(...args: string[]): Command;
  /** Every EC2 and STS action that was asked for since this was last called. */
  take(): Promise<readonly string[]>;
  stop(): void;
}

export async function simulate(world: Ask['world'], timing: Ask['timing'] = {}): Promise<Simulated> {
  // Beside the bundle that this is in.
  const child = fork(join(import.meta.dirname, 'sandbox.mjs'));
  const answer = async (): Promise<Told> => (await once(child, 'message'))[0];
  child.send({ world, timing } satisfies Ask);
  const started = await answer();
  if (!('url' in started)) throw new Error('The sandbox did not say where it listens.');
  const { PATH = '' } = process.env;
  const env = {
    PATH,
    AWS_ENDPOINT_URL: started.url,
    AWS_REGION: started.region,
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  return {
    pullpath: (...args) => ({ command: process.execPath, args: [PROGRAM, ...args], env }),
    async take() {
      child.send('take');
      const told = await answer();
      return 'actions' in told ? told.actions : [];
    },
    stop: () => child.disconnect(),
  };
}
