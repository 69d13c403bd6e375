import { Scheduler } from '../ecs/scheduler.ts';
import type { Endpoint, Network } from '../network/types.ts';
import type { TaskTimes } from '../options.ts';
import { ApiError } from '../protocol/api-error.ts';
import type { SandboxClock } from '../server/sandbox-clock.ts';
import { Ids } from './ids.ts';
import { checkShape, type Kind, notFound } from './kinds.ts';

/**
 * One region of one account while the sandbox runs: its network, and what makes it move. Changes that take time are
 * due at a moment of the clock and carried out before the next request is read.
 */
export class RegionState {
  readonly network: Network;
  readonly ids = new Ids('0f');
  /** Client tokens of `CreateVpcEndpoint`, with the request that first bore each. */
  readonly tokens = new Map<string, { request: string; endpoint: Endpoint }>();
  readonly #clock: SandboxClock;
  readonly #visibleFrom = new Map<string, number>();
  /** Starts what the services of the region want. */
  readonly scheduler: Scheduler;
  #due: { at: number; change: (at: number) => void }[] = [];

  constructor(network: Network, clock: SandboxClock, accountId: string, taskTimes: TaskTimes) {
    this.network = network;
    this.#clock = clock;
    this.scheduler = new Scheduler({ network, accountId, times: taskTimes, at: this.at.bind(this) });
    this.scheduler.begin(clock.now());
  }

  /** Carries out `change` once that many milliseconds have passed. */
  later(ms: number, change: () => void): void {
    this.#due.push({ at: this.#clock.now() + ms, change });
  }

  /** Carries out `change` at that moment, which is passed to it; a moment that has gone by counts as before now. */
  at(moment: number, change: (at: number) => void): void {
    this.#due.push({ at: moment, change });
  }

  /** Carries out all that is due, in the order in which it fell due. */
  settle(): void {
    for (;;) {
      const now = this.#clock.now();
      const next = this.#due.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)[0];
      if (!next) return;
      this.#due = this.#due.filter((other) => other !== next);
      next.change(next.at);
    }
  }

  /** Hides a new id from other requests for a while: EC2 is eventually consistent [aws-facts: eventual-consistency]. */
  hide(id: string, ms: number): void {
    if (ms > 0) this.#visibleFrom.set(id, this.#clock.now() + ms);
  }

  visible<Item extends { id: string }>(items: readonly Item[]): readonly Item[] {
    if (this.#visibleFrom.size === 0) return items;
    const now = this.#clock.now();
    return items.filter(({ id }) => (this.#visibleFrom.get(id) ?? 0) <= now);
  }

  /** The item with that id; throws the kind's Malformed or NotFound code, or `code` for the latter where given. */
  find<Item extends { id: string }>(kind: Kind, items: readonly Item[], id: string, code?: string): Item {
    checkShape(kind, id);
    const found = this.visible(items).find((item) => item.id === id);
    if (found) return found;
    const refusal = notFound(kind, id);
    throw code ? new ApiError(code, refusal.message) : refusal;
  }
}
