import type { Peer } from './peer.ts';
import { awsCli } from './peers/aws-cli.ts';
import { pullpath } from './peers/pullpath.ts';
import { terraform } from './peers/terraform.ts';

/** All that the benchmark runs side by side. */
export const peers: readonly Peer[] = [pullpath, awsCli, terraform];
