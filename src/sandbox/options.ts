import type { Iam } from './iam/policy.ts';
import type { World } from './network/types.ts';
import type { Fault } from './server/faults.ts';
import type { SandboxClock } from './server/sandbox-clock.ts';
import type { WorldName } from './worlds/index.ts';

/** Defaults of AWS [aws-facts: quotas]. */
export interface Quotas {
  /** Interface endpoints per VPC. */
  endpointsPerVpc: number;
  /** Gateway endpoints per region. */
  gatewaysPerRegion: number;
  /** Per group, direction and IP family. */
  rulesPerGroup: number;
  groupsPerInterface: number;
  groupsPerRegion: number;
  interfacesPerZone: number;
  tagsPerResource: number;
}

/** How long what ECS does takes. Durations in milliseconds of the sandbox's clock. */
export interface TaskTimes {
  /** From a task's creation until its network interface is attached. */
  attachMs: number;
  /** From then on until a task gives up that cannot reach something. */
  giveUpMs: number;
  /** From then on until the images of a task that reaches all are pulled. */
  pullMs: number;
  /** The pause after a service's first failed start; each further one doubles it, up to `retryMaxMs`. */
  retryMs: number;
  retryMaxMs: number;
  /** How long before the sandbox starts the services of a world began to start tasks. */
  historyMs: number;
  /** How long a stopped task is still listed [aws-facts: ecs-stopped-task]. */
  stoppedVisibleMs: number;
}

/** How the simulated account behaves in time. All durations in milliseconds of the sandbox's clock. */
export interface Timing {
  /** Added to every answer. */
  latencyMs: number;
  /** An interface endpoint from `pending` to `available`. */
  pendingMs: number;
  /** A deleted interface endpoint from `deleting` to gone. */
  deletingMs: number;
  /** Network interfaces of an endpoint after that is gone. */
  interfaceRemovalDelayMs: number;
  /** How long a deleted endpoint is still listed with the state `deleted`. */
  deletedVisibleMs: number;
  /** How long a new id is unknown to other requests. */
  consistencyMs: number;
  /** The most items on a page, below AWS's own cap. */
  pageSize: number | undefined;
  /** Token buckets per action [aws-facts: throttling]. */
  throttle: boolean;
  /** Names of services whose new interface endpoints end as `failed`. */
  failing: readonly string[];
  quotas: Quotas;
  tasks: TaskTimes;
}

export const defaultTiming: Timing = {
  latencyMs: 0,
  pendingMs: 0,
  deletingMs: 0,
  interfaceRemovalDelayMs: 0,
  deletedVisibleMs: 0,
  consistencyMs: 0,
  pageSize: undefined,
  throttle: false,
  failing: [],
  quotas: {
    endpointsPerVpc: 50,
    gatewaysPerRegion: 20,
    rulesPerGroup: 60,
    groupsPerInterface: 5,
    groupsPerRegion: 2500,
    interfacesPerZone: 5000,
    tagsPerResource: 50,
  },
  tasks: {
    attachMs: 100,
    giveUpMs: 400,
    pullMs: 300,
    retryMs: 1000,
    retryMaxMs: 5000,
    historyMs: 60_000,
    stoppedVisibleMs: 3_600_000,
  },
};

/** How the caller's credentials are taken. */
export type CredentialState = 'valid' | 'expired' | 'invalid';

export interface SandboxOptions {
  /** A named world, or one as plain data; it is copied, never changed. */
  world: WorldName | World;
  /** 0, the default, takes a free one. */
  port?: number;
  timing?: Partial<Omit<Timing, 'quotas' | 'tasks'>> & { quotas?: Partial<Quotas>; tasks?: Partial<TaskTimes> };
  faults?: readonly Fault[];
  /** What the caller may do; left out, everything. */
  iam?: Iam;
  credentials?: CredentialState;
  /** The machine's clock by default. */
  clock?: SandboxClock;
}
