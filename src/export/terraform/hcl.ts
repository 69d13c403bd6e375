/** An expression that stands as it is. A class, since no object that comes from an account may pass for one. */
export class Expression {
  readonly expression: string;

  constructor(expression: string) {
    this.expression = expression;
  }
}

/** A function with its argument: `jsonencode({ … })`. */
export class Call {
  readonly name: string;
  readonly value: HclValue;

  constructor(name: string, value: HclValue) {
    this.name = name;
    this.value = value;
  }
}

/** What an argument may be. */
export type HclValue = string | number | boolean | null | Expression | Call | readonly HclValue[] | HclObject;
export interface HclObject {
  readonly [key: string]: HclValue;
}

/** What stands in a body, in its order. Null stands for a blank line. */
export type HclItem =
  | { readonly name: string; readonly value: HclValue }
  | { readonly block: string; readonly body: readonly HclItem[] }
  | { readonly comment: readonly string[] }
  | null;

export function argument(name: string, value: HclValue): HclItem {
  return { name, value };
}

export function block(header: string, body: readonly HclItem[]): HclItem {
  return { block: header, body };
}

/** The items as `terraform fmt` would have them. */
export function hclText(items: readonly HclItem[]): string {
  return bodyLines(items, '').join('\n');
}

/** A list is broken where it would go beyond this. */
const WIDTH = 110;

/** A line, taken apart at its equals sign where the next lines may be aligned with it. */
type Line = string | { readonly name: string; readonly value: string };

function bodyLines(items: readonly HclItem[], indent: string): string[] {
  const lines = items.flatMap((item): Line[] => {
    if (item === null) return [''];
    if ('comment' in item) return item.comment.map((text) => `${indent}${text}`);
    if ('block' in item) return [`${indent}${item.block} {`, ...bodyLines(item.body, `${indent}  `), `${indent}}`];
    return assigned(`${indent}${item.name}`, item.value, indent);
  });
  return aligned(lines);
}

function assigned(name: string, value: HclValue, indent: string): Line[] {
  const [first = '', ...more] = valueLines(value, indent, name.length);
  // What goes on in the next line is not aligned with its neighbours.
  return more.length === 0 ? [{ name, value: first }] : [`${name} = ${first}`, ...more];
}

/** Neighbouring arguments of one line each have their equals signs below one another. */
function aligned(lines: readonly Line[]): string[] {
  const done: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (typeof line === 'string') {
      done.push(line);
      continue;
    }
    const end = lines.findIndex((each, i) => i > at && typeof each === 'string');
    const run = lines.slice(at, end < 0 ? undefined : end).filter((each) => typeof each !== 'string');
    const width = Math.max(...run.map(({ name }) => name.length));
    done.push(...run.map(({ name, value }) => `${name.padEnd(width)} = ${value}`));
    at += run.length - 1;
  }
  return done;
}

function valueLines(value: HclValue, indent: string, before: number): string[] {
  if (value === null) return ['null'];
  if (typeof value === 'string') return [quoted(value)];
  if (typeof value !== 'object') return [String(value)];
  if (value instanceof Expression) return [value.expression];
  if (value instanceof Call) return called(value.name, valueLines(value.value, indent, before + value.name.length));
  const deeper = `${indent}  `;
  if (isList(value)) {
    const items = value.map((item) => valueLines(item, deeper, 0));
    const line = `[${items.map(([only]) => only).join(', ')}]`;
    if (items.every((lines) => lines.length === 1) && before + line.length <= WIDTH) return [line];
    return ['[', ...items.flatMap(([first = '', ...more]) => closed([`${deeper}${first}`, ...more])), `${indent}]`];
  }
  const entries = Object.entries(value as HclObject);
  if (entries.length === 0) return ['{}'];
  const lines = entries.flatMap(([key, each]) => assigned(`${deeper}${objectKey(key)}`, each, deeper));
  return ['{', ...aligned(lines), `${indent}}`];
}

function called(name: string, lines: readonly string[]): string[] {
  return lines.map((line, i) => `${i === 0 ? `${name}(` : ''}${line}${i === lines.length - 1 ? ')' : ''}`);
}

function isList(value: Exclude<HclValue, string | number | boolean | null>): value is readonly HclValue[] {
  return Array.isArray(value);
}

/** The last line of a list's item, with its comma. */
function closed(lines: readonly string[]): string[] {
  return lines.map((line, i) => (i === lines.length - 1 ? `${line},` : line));
}

function objectKey(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? key : quoted(key);
}

/** Text in quotes, in which nothing is a template: `${` and `%{` would be. */
export function quoted(text: string): string {
  const escaped = text
    .replace(/[\\"]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (char) => `\\U${(char.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`)
    .replace(/[$%](?=\{)/g, '$&$&');
  return `"${escaped}"`;
}
