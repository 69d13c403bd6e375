import type { Input } from './model.ts';

/** Collects what a model only names, each list once. */
export class Inputs {
  readonly #inputs: Input[] = [];

  get all(): readonly Input[] {
    return this.#inputs;
  }

  /**
   * The key of an input for these ids, which are taken as a set.
   * @param names what to call it, the best first; the first that is free counts
   */
  keyOf(kind: Input['kind'], ids: readonly string[], about: string, ...names: readonly (readonly string[])[]): string {
    const sorted = [...ids].sort();
    const key = `${kind} ${sorted.join(' ')}`;
    if (this.#inputs.some((input) => input.key === key)) return key;
    const taken = new Set(this.#inputs.map(({ name }) => name.join(' ')));
    const last = names.at(-1) ?? [kind];
    const name = names.find((words) => !taken.has(words.join(' '))) ?? numbered(last, taken);
    this.#inputs.push({ key, kind, name, ids: sorted, about });
    return key;
  }
}

function numbered(words: readonly string[], taken: ReadonlySet<string>): string[] {
  let n = 2;
  while (taken.has([...words, String(n)].join(' '))) n += 1;
  return [...words, String(n)];
}
