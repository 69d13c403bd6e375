import type { Clock } from './clock.ts';
import type { Fault } from './faults.ts';
import type { Iam } from './iam/policy.ts';
import type { World } from './network/types.ts';
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

/** How the simulated account behaves in time. All durations in milliseconds of the sandbox's clock. */
export interface Physics {
  /** Added to every answer. */
  latencyMs: number;
  /** An interface endpoint from `pending` to `available`. */
  pendingMs: number;
  /** A deleted interface endpoint from `deleting` to gone. */
  deletingMs: number;
  /** Network interfaces of an endpoint after that is gone. */
  lingerMs: number;
  /** How long a deleted endpoint is still listed with the state `deleted`. */
  tombstoneMs: number;
  /** How long a new id is unknown to other requests. */
  consistencyMs: number;
  /** The most items on a page, below AWS's own cap. */
  pageSize: number | undefined;
  /** Token buckets per action [aws-facts: throttling]. */
  throttle: boolean;
  /** Names of services whose new interface endpoints end as `failed`. */
  failing: readonly string[];
  quotas: Quotas;
}

export const defaultPhysics: Physics = {
  latencyMs: 0,
  pendingMs: 0,
  deletingMs: 0,
  lingerMs: 0,
  tombstoneMs: 0,
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
};

/** How the caller's credentials are taken. */
export type Credentials = 'valid' | 'expired' | 'invalid';

export interface SandboxOptions {
  /** A named world, or one as plain data; it is copied, never changed. */
  world: WorldName | World;
  /** 0, the default, takes a free one. */
  port?: number;
  physics?: Partial<Omit<Physics, 'quotas'>> & { quotas?: Partial<Quotas> };
  faults?: readonly Fault[];
  /** What the caller may do; left out, everything. */
  iam?: Iam;
  credentials?: Credentials;
  /** The machine's clock by default. */
  clock?: Clock;
}
