import type { Command } from './measure.ts';

/** The path to open: what a person would know who has found out already what is missing. */
export interface Job {
  readonly vpcId: string;
  /** The subnets without a way out, and the tables that they use. */
  readonly subnetIds: readonly string[];
  readonly routeTableIds: readonly string[];
  readonly region: string;
  /** The account and the endpoint, as a person would export them. */
  readonly env: Readonly<Record<string, string>>;
  /** An empty one, for what a peer keeps between `open` and `close`. */
  readonly directory: string;
}

/** The versions of what would be measured, or a sentence on why nothing can be. */
export type Presence = { readonly version: string } | { readonly absent: string };

/** A way to do the job. */
export interface Peer {
  readonly name: string;
  /** May take seconds: programs are started to ask them. */
  presence(): Promise<Presence>;
  /** What a person would have done once, before; not measured. */
  prepare?(job: Job): Promise<void>;
  open(job: Job): Command;
  close(job: Job): Command;
}

/**
 * The job's environment, and of this process's the path and home alone: neither the machine's AWS settings nor a
 * certificate bundle, which costs each of the peers time at its start, shall reach what is measured.
 */
export function environment(job: Job, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { PATH = '', HOME = job.directory } = process.env;
  return { PATH, HOME, ...job.env, AWS_REGION: job.region, ...more };
}
