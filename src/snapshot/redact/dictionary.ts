import { compare } from '../../order.ts';

/**
 * Words that stand for others: the same word always gets the same one. What is looked up before `seal` is only noted;
 * after it, replacements rise as the originals do, so that what was sorted by name stays in its order.
 */
export class Dictionary {
  readonly #made: (original: string, index: number) => string;
  readonly #known = new Map<string, string>();
  #sealed = false;

  /** @param made the replacement of the original that comes `index`-th, from 1 */
  constructor(made: (original: string, index: number) => string) {
    this.#made = made;
  }

  of(original: string): string {
    const known = this.#known.get(original);
    if (known !== undefined) return known;
    const made = this.#sealed ? this.#made(original, this.#known.size + 1) : original;
    this.#known.set(original, made);
    return made;
  }

  seal(): void {
    const sorted = [...this.#known.keys()].sort(compare);
    sorted.forEach((original, i) => {
      this.#known.set(original, this.#made(original, i + 1));
    });
    this.#sealed = true;
  }

  get originals(): string[] {
    return [...this.#known.keys()];
  }
}
