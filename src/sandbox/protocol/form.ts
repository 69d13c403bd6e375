import { ApiError, invalidValue } from './api-error.ts';

/**
 * The parameters of one request of the EC2 query protocol: `Filter.1.Value.2=x` is read as nested lists.
 * Lists count from 1 and end at the first gap.
 */
export class Form {
  readonly #fields: ReadonlyMap<string, string>;
  readonly #prefix: string;
  readonly #names: ReadonlySet<string>;

  constructor(fields: ReadonlyMap<string, string>, prefix = '', names: ReadonlySet<string> = everyPrefix(fields)) {
    this.#fields = fields;
    this.#prefix = prefix;
    this.#names = names;
  }

  text(name: string): string | undefined {
    return this.#fields.get(this.#prefix + name);
  }

  /** Throws MissingParameter where it is absent or empty. */
  required(name: string): string {
    const value = this.text(name);
    if (!value) throw new ApiError('MissingParameter', `The request must contain the parameter ${name}`);
    return value;
  }

  flag(name: string): boolean | undefined {
    const value = this.text(name)?.toLowerCase();
    if (value === undefined) return undefined;
    if (value === 'true' || value === 'false') return value === 'true';
    throw invalidValue(`Value (${value}) for parameter ${name} is invalid. Invalid boolean value.`);
  }

  integer(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (/^-?\d+$/.test(value)) return Number(value);
    throw invalidValue(`Value (${value}) for parameter ${name} is invalid. Must be a number.`);
  }

  /** One of the allowed words; throws InvalidParameterValue on another. */
  choice<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const value = this.text(name);
    if (value === undefined || words.includes(value as Word)) return value as Word | undefined;
    throw invalidValue(`Value (${value}) for parameter ${name} is invalid.`);
  }

  list(name: string): string[] {
    const values: string[] = [];
    for (let value = this.text(`${name}.1`); value !== undefined; value = this.text(`${name}.${values.length + 1}`)) {
      values.push(value);
    }
    return values;
  }

  /** The sub-form of a structure, or undefined where no field of it was sent. */
  struct(name: string): Form | undefined {
    const prefix = `${this.#prefix}${name}.`;
    return this.#names.has(prefix) ? new Form(this.#fields, prefix, this.#names) : undefined;
  }

  structs(name: string): Form[] {
    const found: Form[] = [];
    for (let next = this.struct(`${name}.1`); next; next = this.struct(`${name}.${found.length + 1}`)) found.push(next);
    return found;
  }

  /** All fields as sent, for the journal and for comparing two requests. */
  flat(): Record<string, string> {
    return Object.fromEntries([...this.#fields].filter(([name]) => name.startsWith(this.#prefix)));
  }
}

function everyPrefix(fields: ReadonlyMap<string, string>): Set<string> {
  const names = new Set<string>();
  for (const name of fields.keys()) {
    for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) names.add(name.slice(0, dot + 1));
  }
  return names;
}
