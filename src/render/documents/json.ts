import { writeInChunks } from '../formats/write-in-chunks.ts';

/** For `--output json`: one document, indented, with a line end, in pieces of whole lines. */
export function writeJson(document: object, write: (lines: string) => void): void {
  writeInChunks(valueLines(document, '', '', 0), write);
}

/** Deeper than this, values are small: the results of a SARIF log lie at the fourth level. */
const DEEP = 4;

/** @param lead what stands before the value on its first line; @param tail what stands after it on its last one */
function* valueLines(value: unknown, lead: string, tail: string, depth: number): Generator<string> {
  const indent = ' '.repeat(2 * depth);
  const isList = Array.isArray(value);
  const items = depth < DEEP && typeof value === 'object' && value !== null ? itemsOf(value) : [];
  if (items.length === 0) {
    yield indent + lead + jsonText(value, 2).replaceAll('\n', `\n${indent}`) + tail;
    return;
  }
  yield `${indent}${lead}${isList ? '[' : '{'}`;
  for (const [i, [key, item]] of items.entries()) {
    const name = isList ? '' : `${jsonText(key)}: `;
    yield* valueLines(item, name, i < items.length - 1 ? ',' : '', depth + 1);
  }
  yield `${indent}${isList ? ']' : '}'}${tail}`;
}

/** What JSON has of a list or an object: no undefined member, and null for an undefined item. */
function itemsOf(value: object): [key: string, item: unknown][] {
  const entries: [string, unknown][] = Object.entries(value);
  return Array.isArray(value)
    ? entries.map(([key, item]) => [key, item ?? null])
    : entries.filter(([, item]) => item !== undefined);
}

/** For `--output jsonl`: one document on one line. */
export function jsonLine(document: object): string {
  return `${jsonText(document)}\n`;
}

/** What a terminal or an editor would obey rather than show; JSON itself asks only for the first 32 to be escaped. */
const UNSEEN = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;

/** The same value, without a character that is not seen where the document is shown as text. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    UNSEEN,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
