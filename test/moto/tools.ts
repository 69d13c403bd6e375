import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import type { Run } from '../program.ts';
import { VENV } from './server.ts';

const BIN = `${VENV}${process.platform === 'win32' ? 'Scripts' : 'bin'}`;

type Environment = Readonly<Record<string, string>>;

/** A directory for the test that is running. */
async function workingDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'pullpath-export-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

/** Runs another program with the AWS CLI and cfn-lint of the tests at hand, and of this environment the path alone. */
export function execute(program: string, args: readonly string[], env: Environment, cwd?: string): Promise<Run> {
  const path = `${BIN}${delimiter}${process.env.PATH ?? ''}`;
  return new Promise((resolve) => {
    const options = { cwd, env: { PATH: path, ...env }, maxBuffer: 64 * 1024 * 1024, timeout: 300_000 };
    execFile(program, [...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
      resolve({ code, stdout, stderr });
    });
  });
}

/** Terraform in a directory of its own. */
export interface Terraform {
  run(...args: string[]): Promise<Run>;
  /** The changes that it plans, as `terraform show -json` tells them. */
  changes(): Promise<PlannedChange[]>;
}

export interface PlannedChange {
  readonly address: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
    readonly importing?: { readonly id: string };
  };
}

/** @param text a whole configuration */
export async function terraformIn(text: string, env: Environment): Promise<Terraform> {
  const directory = await workingDirectory();
  await writeFile(join(directory, 'main.tf'), text);
  const run = (...args: string[]) =>
    // It would ask its maker's server whether there is a newer one.
    execute('terraform', args, { ...env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', HOME: directory }, directory);
  const made = await run('init', '-input=false', '-no-color', `-plugin-dir=${inject('terraformPlugins')}`);
  if (made.code !== 0) throw new Error(made.stderr);
  return {
    run,
    async changes() {
      const planned = await run('plan', '-input=false', '-no-color', '-out=saved');
      if (planned.code !== 0) throw new Error(planned.stderr);
      const { stdout } = await run('show', '-json', 'saved');
      return (JSON.parse(stdout) as { resource_changes?: PlannedChange[] }).resource_changes ?? [];
    },
  };
}

/** Writes a file for another program to read. */
export async function fileWith(name: string, text: string): Promise<string> {
  const file = join(await workingDirectory(), name);
  await writeFile(file, text);
  return file;
}
