/**
 * What a text of AWS's answers is, which decides what becomes of it in a redacted snapshot:
 *
 * - `word`: AWS's own vocabulary (a state, a protocol, a zone, a service name); stays, but for ids in it
 * - `id`: the id of a resource; `account`: an account's number; `arn`: an ARN, or a name in its place
 * - `name`: what somebody has called something; `address`: an IP address or range; `host`: a DNS name
 * - `image`: a container image; `place`: a name, or a path of names, behind a scheme or an ARN
 * - `text`: a sentence of AWS with names in it; `policy`: an IAM policy document as text
 */
export type TextKind =
  | 'word'
  | 'id'
  | 'account'
  | 'arn'
  | 'name'
  | 'address'
  | 'host'
  | 'image'
  | 'place'
  | 'text'
  | 'policy';

/** Which fields of a structure are kept, and what each is; a field that is not named is never stored. */
export type Shape =
  | TextKind
  | 'date'
  | 'number'
  | 'boolean'
  | 'tags'
  | readonly [Shape]
  | { readonly [field: string]: Shape | undefined };

/** A shape for a structure of the SDK: the compiler checks that its fields exist, and of which type they are. */
export type ShapeOf<T> = [NonNullable<T>] extends [Date]
  ? 'date'
  : [NonNullable<T>] extends [string]
    ? TextKind
    : [NonNullable<T>] extends [number]
      ? 'number'
      : [NonNullable<T>] extends [boolean]
        ? 'boolean'
        : NonNullable<T> extends readonly (infer Item)[]
          ? readonly [ShapeOf<Item>] | 'tags'
          : { readonly [K in keyof NonNullable<T>]?: ShapeOf<NonNullable<T>[K]> };

/** Plain JSON, as it is in a file. */
export type Json = string | number | boolean | readonly Json[] | { readonly [field: string]: Json };

/** A value that is not what AWS answers there; the message names the place. */
export class WrongShape extends Error {}

/**
 * A value as the shape has it, as plain JSON: other fields, and what is null, are left out; dates become ISO text. Takes
 * what the SDK answers as well as what the AWS CLI prints.
 * @throws WrongShape where a value is of another type
 */
export function kept(shape: Shape, value: unknown, at = ''): Json | undefined {
  if (value === null || value === undefined) return undefined;
  if (shape === 'tags') return kept([{ Key: 'name', Value: 'name' }], value, at);
  if (shape === 'date') return dateText(value, at);
  if (shape === 'number' || shape === 'boolean') return typeof value === shape ? (value as Json) : wrong(at, shape);
  if (typeof shape === 'string') return typeof value === 'string' ? value : wrong(at, 'text');
  if (isList(shape)) {
    if (!Array.isArray(value)) return wrong(at, 'a list');
    return value.map((item, i) => kept(shape[0], item, `${at}[${i}]`)).filter((item) => item !== undefined);
  }
  if (typeof value !== 'object' || Array.isArray(value)) return wrong(at, 'an object');
  const fields: Record<string, Json> = {};
  for (const [name, inner] of Object.entries(shape)) {
    if (inner === undefined) continue;
    const own = kept(inner, (value as Record<string, unknown>)[name], at === '' ? name : `${at}.${name}`);
    if (own !== undefined) fields[name] = own;
  }
  return fields;
}

export function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function wrong(at: string, wanted: string): never {
  throw new WrongShape(
    `${at || 'an item'} is not ${wanted === 'text' || /^an? /.test(wanted) ? wanted : `a ${wanted}`}`,
  );
}

/** ISO text, seconds since the epoch as an older AWS CLI prints them, or a Date of the SDK. */
function dateText(value: unknown, at: string): string | undefined {
  const date =
    value instanceof Date
      ? value
      : typeof value === 'number'
        ? new Date(value * 1000)
        : typeof value === 'string'
          ? new Date(value)
          : wrong(at, 'a date');
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** What `kept` made, with dates as the SDK has them. */
export function revived(shape: Shape, value: Json | undefined): unknown {
  if (value === undefined) return undefined;
  if (shape === 'date') return new Date(String(value));
  if (typeof shape === 'string') return value;
  if (isList(shape)) return (value as readonly Json[]).map((item) => revived(shape[0], item));
  return Object.fromEntries(
    Object.entries(value as { readonly [field: string]: Json }).map(([name, inner]) => [
      name,
      revived(shape[name] as Shape, inner),
    ]),
  );
}
