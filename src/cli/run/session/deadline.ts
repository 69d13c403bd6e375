import { setMaxListeners } from 'node:events';
import { PullpathError } from '../../../errors.ts';
import { formatCount } from '../../../words.ts';

/**
 * When AWS must have answered all that a run asks: one clock for reading, changing, waiting and looking again, which no
 * change of the machine's time moves. It stands still while a person is asked.
 */
export class Deadline {
  readonly seconds: number;
  readonly #end = new AbortController();
  #leftMs: number;
  #startedAt: bigint;
  #timer: NodeJS.Timeout | undefined;

  /** Starts at once. @param seconds as `--timeout` has them */
  constructor(seconds: number) {
    this.seconds = seconds;
    this.#leftMs = seconds * 1000;
    this.#startedAt = process.hrtime.bigint();
    // Every request under way listens.
    setMaxListeners(0, this.#end.signal);
    this.resume();
  }

  /** Aborted when the time is up, with an error that says so. */
  get signal(): AbortSignal {
    return this.#end.signal;
  }

  /** Milliseconds; 0 where the time is up. */
  leftMs(): number {
    const running = this.#timer === undefined ? 0 : Number(process.hrtime.bigint() - this.#startedAt) / 1e6;
    return this.signal.aborted ? 0 : Math.max(0, this.#leftMs - running);
  }

  /** The answer of a person, who may take any time. */
  async whileAsking<T>(ask: () => Promise<T>): Promise<T> {
    this.pause();
    try {
      return await ask();
    } finally {
      this.resume();
    }
  }

  /** Stops the clock, as where nothing is waited for but a person. */
  pause(): void {
    this.#leftMs = this.leftMs();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** @param what took too long, as the beginning of a sentence */
  error(what: string): PullpathError {
    return new PullpathError('failed', {
      code: 'Timeout',
      message: `${what} took longer than ${formatCount(this.seconds, 'second')}, and was given up.`,
      remedy: 'Run again with a longer --timeout; --debug shows which requests take so long.',
    });
  }

  /** Lets the clock go on where it stands still. */
  resume(): void {
    if (this.#timer !== undefined || this.signal.aborted) return;
    this.#startedAt = process.hrtime.bigint();
    this.#timer = setTimeout(() => this.#end.abort(this.error('Waiting for AWS')), this.#leftMs);
  }
}
