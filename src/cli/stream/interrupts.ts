import { ExitCode } from '../../errors.ts';

const CODES = {
  SIGHUP: ExitCode.HungUp,
  SIGINT: ExitCode.Interrupted,
  SIGTERM: ExitCode.Terminated,
} as const;
type Signal = keyof typeof CODES;

const STOPPING = 'Stopping after the current call. Press again to quit at once.';

export interface StopWords {
  readonly say?: ((text: string) => void) | undefined;
  readonly words?: string;
  readonly abandoned: string;
}

/**
 * Ctrl-C, SIGTERM, and SIGHUP where the terminal goes away. While nothing is being changed the first one ends the
 * program at once. While something is, the first one asks for an orderly stop and the second one ends it.
 */
export class Interrupts {
  readonly #proc: NodeJS.Process;
  #say: (text: string) => void;
  readonly #listeners = new Map<Signal, () => void>();
  #stop: AbortController | null = null;
  #received: Signal | null = null;
  #words = '';
  #abandoned = '';

  constructor(proc: NodeJS.Process, say: (text: string) => void) {
    this.#proc = proc;
    this.#say = say;
    for (const signal of Object.keys(CODES) as Signal[]) {
      const listener = () => this.#receive(signal);
      this.#listeners.set(signal, listener);
      proc.on(signal, listener);
    }
  }

  /**
   * From now on the first signal aborts the one answered here, and the work is expected to end soon.
   * @param say where the screen belongs to the work: whatever else is written would tear it
   * @param words what to say then; nothing where empty
   * @param abandoned what to say where the second one ends the program
   */
  stopSignal({ say = this.#say, words = STOPPING, abandoned }: StopWords): AbortSignal {
    this.#say = say;
    this.#words = words;
    this.#abandoned = abandoned;
    this.#stop = new AbortController();
    return this.#stop.signal;
  }

  /** The exit code for the signal that was received. */
  code(): ExitCode {
    return CODES[this.#received ?? 'SIGINT'];
  }

  release(): void {
    for (const [signal, listener] of this.#listeners) this.#proc.off(signal, listener);
  }

  #receive(signal: Signal): void {
    const again = this.#received !== null;
    this.#received = signal;
    if (this.#stop === null) {
      this.#say('Interrupted; nothing was changed.');
      this.#proc.exit(CODES[signal]);
    }
    if (again) {
      this.#say(this.#abandoned);
      this.#proc.exit(CODES[signal]);
    }
    if (this.#words !== '') this.#say(this.#words);
    this.#stop?.abort();
  }
}
