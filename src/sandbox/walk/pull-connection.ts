import type { Network, Subnet } from '../network/types.ts';

/** The one port that a pull needs. */
export const https = 443;

/** One connection on TCP 443 that a task tries, and what is known of the task. */
export interface PullConnection {
  network: Network;
  subnet: Subnet;
  service: string;
  /** The host that is asked for, where it is not the service's own. */
  host: string | undefined;
  source: number;
  sourcePort: number;
  destination: number;
  /** Security groups of the task; undefined where not known: then they are taken to let everything out. */
  taskGroupIds: readonly string[] | undefined;
  publicIp: boolean;
}
