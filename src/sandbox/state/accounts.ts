import type { Network, World } from '../network/types.ts';
import type { TaskTimes, Timing } from '../options.ts';
import type { Caller } from '../protocol/callers.ts';
import type { SandboxClock } from '../server/sandbox-clock.ts';
import { emptyNetwork } from '../worlds/empty-network.ts';
import { RegionState } from './region-state.ts';

/** The accounts and regions of a running sandbox. Those that the world does not describe are empty. */
export class Accounts {
  readonly home: World;
  readonly #clock: SandboxClock;
  readonly #taskTimes: TaskTimes;
  readonly #regions = new Map<string, RegionState>();
  readonly #issued = new Map<string, Caller>();

  constructor(world: World, clock: SandboxClock, { tasks }: Pick<Timing, 'tasks'>) {
    this.home = world;
    this.#taskTimes = tasks;
    this.#clock = clock;
  }

  /** Who an access key stands for: the session of the role that it was issued for, else the world's own caller. */
  caller(accessKeyId: string): Caller {
    return this.#issued.get(accessKeyId) ?? { accountId: this.home.accountId, arn: this.home.callerArn };
  }

  /** Issues an access key for a caller. */
  issue(caller: Caller): string {
    const key = `ASIA${String(this.#issued.size + 1).padStart(16, '0')}`;
    this.#issued.set(key, caller);
    return key;
  }

  region(accountId: string, name: string): RegionState {
    const key = `${accountId} ${name}`;
    const known = this.#regions.get(key);
    if (known) return known;
    const made = new RegionState(this.#network(accountId, name), this.#clock, accountId, this.#taskTimes);
    this.#regions.set(key, made);
    return made;
  }

  #network(accountId: string, name: string): Network {
    const world = [this.home, ...this.home.otherAccounts].find((each) => each.accountId === accountId);
    return [world, ...(world?.otherRegions ?? [])].find((each) => each?.region === name) ?? emptyNetwork(name);
  }
}
