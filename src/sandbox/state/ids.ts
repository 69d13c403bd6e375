/**
 * Ids in the shape of AWS's (prefix and 17 hexadecimal digits), counted per prefix so that the same requests in the
 * same order get the same ids. Those of a world begin with `0a`, those made by a request with `0f`, those
 * that ECS makes for its tasks with `0e`.
 */
export class Ids {
  readonly #lead: string;
  readonly #counts = new Map<string, number>();

  constructor(lead: '0a' | '0f' | '0e') {
    this.#lead = lead;
  }

  next(prefix: string): string {
    const count = (this.#counts.get(prefix) ?? 0) + 1;
    this.#counts.set(prefix, count);
    return `${prefix}-${this.#lead}${count.toString(16).padStart(15, '0')}`;
  }
}
