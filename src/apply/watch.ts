import type { AwsRouteTable, AwsVpcEndpoint, Reader } from '../aws/reader.ts';
import type { Clock } from './clock.ts';

/** What a watcher sees at each look. */
export interface Sight {
  readonly endpoints: readonly AwsVpcEndpoint[];
  readonly routeTables: readonly AwsRouteTable[];
}

/** `done` ends the wait; otherwise `state` says what is still awaited. Throwing ends it too. */
export type Judgement = { readonly done: true } | { readonly done: false; readonly state: string };

interface Waiter {
  readonly judge: (sight: Sight) => Judgement;
  readonly onState: (state: string) => void;
  readonly resolve: (reached: boolean) => void;
  readonly reject: (error: unknown) => void;
}

const FIRST_LOOK_MS = 500;
/** Endpoints take a minute or more; looking oftener than this finds nothing sooner [aws-facts 2.9]. */
const LONGEST_PAUSE_MS = 5000;

/**
 * Looks at the VPC's endpoints and route tables on behalf of every step that waits: one read serves all, however many
 * endpoints are pending, and pauses grow while nothing happens.
 */
export class Watch {
  readonly #reader: Reader;
  readonly #clock: Clock;
  readonly #vpcId: string;
  readonly #deadline: number;
  readonly #stop: AbortSignal;
  #waiters: Waiter[] = [];
  #looking = false;

  constructor(reader: Reader, clock: Clock, vpcId: string, deadline: number, stop: AbortSignal) {
    this.#reader = reader;
    this.#clock = clock;
    this.#vpcId = vpcId;
    this.#deadline = deadline;
    this.#stop = stop;
  }

  /** Waits until `judge` says done. @returns false where the deadline, or the user, came first */
  until(judge: Waiter['judge'], onState: Waiter['onState']): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#waiters.push({ judge, onState, resolve, reject });
      if (this.#looking) return;
      this.#looking = true;
      void this.#look();
    });
  }

  async #look(): Promise<void> {
    for (let pause = FIRST_LOOK_MS; this.#waiters.length > 0; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
      const before = this.#waiters.length;
      try {
        this.#judge(await this.#see());
      } catch (error) {
        for (const waiter of this.#waiters.splice(0)) waiter.reject(error);
      }
      if (this.#waiters.length === 0) break;
      if (this.#stop.aborted || this.#clock.now() + pause > this.#deadline) {
        for (const waiter of this.#waiters.splice(0)) waiter.resolve(false);
        break;
      }
      if (this.#waiters.length !== before) pause = FIRST_LOOK_MS;
      await this.#clock.sleep(pause, this.#stop);
    }
    this.#looking = false;
  }

  async #see(): Promise<Sight> {
    const scope = { vpcIds: [this.#vpcId] };
    const [endpoints, routeTables] = await Promise.all([
      this.#reader.endpoints(scope),
      this.#reader.routeTables(scope),
    ]);
    return { endpoints, routeTables };
  }

  #judge(sight: Sight): void {
    const waiting = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiting) {
      try {
        const judgement = waiter.judge(sight);
        if (judgement.done) waiter.resolve(true);
        else {
          waiter.onState(judgement.state);
          this.#waiters.push(waiter);
        }
      } catch (error) {
        waiter.reject(error);
      }
    }
  }
}
