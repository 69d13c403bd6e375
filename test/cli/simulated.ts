import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/index.ts';
import { runInProcess } from '../in-process.ts';
import type { Run } from '../program.ts';

export type Environment = Readonly<Record<string, string>>;

/** A home directory without AWS's configuration files, and nobody to ask for credentials: as on a fresh machine. */
export const FRESH_MACHINE: Environment = {
  HOME: mkdtempSync(join(tmpdir(), 'pullpath-home-')),
  AWS_EC2_METADATA_DISABLED: 'true',
};

/** A simulated account, and the built program pointed at it as a user would. */
export interface Simulated {
  readonly sandbox: Sandbox;
  /** What to set for the program to use it. */
  readonly environment: Environment;
  /** @param without variables that are to be missing */
  run(
    args: readonly string[],
    over?: Environment,
    without?: readonly string[],
    place?: { isTerminal?: boolean },
  ): Promise<Run>;
}

export async function simulated(options: SandboxOptions): Promise<Simulated> {
  const sandbox = await startSandbox(options);
  const environment = {
    ...FRESH_MACHINE,
    AWS_ENDPOINT_URL: sandbox.url,
    AWS_REGION: sandbox.region,
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
  };
  return {
    sandbox,
    environment,
    run: (args, over = {}, without = [], place = {}) => {
      const all = Object.entries({ ...environment, ...over }).filter(([name]) => !without.includes(name));
      return runInProcess(args, Object.fromEntries(all), place);
    },
  };
}
