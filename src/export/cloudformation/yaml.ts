/** A short form of an intrinsic function: `!Ref VpcId`. A class, since no object that comes from an account may pass for one. */
export class Intrinsic {
  readonly tag: '!Ref' | '!GetAtt';
  readonly of: string;

  constructor(tag: Intrinsic['tag'], of: string) {
    this.tag = tag;
    this.of = of;
  }
}

/** What a template may hold. */
export type YamlValue = string | number | boolean | null | Intrinsic | readonly YamlValue[] | YamlObject;
export interface YamlObject {
  readonly [key: string]: YamlValue;
}

/** A mapping in block style, below `indent`. */
export function yamlLines(object: YamlObject, indent = ''): string[] {
  return Object.entries(object).flatMap(([key, value]) => entryLines(scalar(key), value, indent));
}

function entryLines(key: string, value: YamlValue, indent: string): string[] {
  const inPlace = inline(value);
  if (inPlace !== null) return [`${indent}${key}: ${inPlace}`];
  return [`${indent}${key}:`, ...nested(value, `${indent}  `)];
}

function nested(value: YamlValue, indent: string): string[] {
  if (isList(value)) return value.flatMap((item) => itemLines(item, indent));
  return yamlLines(value as YamlObject, indent);
}

function itemLines(item: YamlValue, indent: string): string[] {
  const inPlace = inline(item);
  if (inPlace !== null) return [`${indent}- ${inPlace}`];
  // What an item holds begins beside its dash.
  const [first = '', ...more] = nested(item, `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...more];
}

/** What fits into the line of its key; null for what goes below. */
function inline(value: YamlValue): string | null {
  if (typeof value === 'string') return scalar(value);
  if (value instanceof Intrinsic) return `${value.tag} ${value.of}`;
  if (value === null || typeof value !== 'object') return String(value);
  if (isList(value)) return value.length === 0 ? '[]' : null;
  return Object.keys(value).length === 0 ? '{}' : null;
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

/** What some version of YAML takes for something else than text, though it looks like a word. */
const NO_TEXT = /^(y|n|yes|no|on|off|true|false|null|\.?(inf|nan)|\d.*)$/i;

/** Plain where nothing can take it for anything else, else in double quotes, of which those of JSON are a kind. */
function scalar(text: string): string {
  if (/^[A-Za-z](?:[\w./-]| (?! )|::)*$/.test(text) && !text.endsWith(' ') && !NO_TEXT.test(text)) return text;
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
