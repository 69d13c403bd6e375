import type { Tags } from '../discover/tags.ts';
import { MANAGED_BY, STACK } from './ownership.ts';

const UNDO = 'pullpath:undo:';
/** [aws-facts: tag-limits] a tag's value holds at most 256 characters. */
const MAX_VALUE = 256;

/**
 * A list as undo tags: `pullpath:undo:groups`, and `pullpath:undo:groups:2`, … where one value is too short. Values are
 * separated by spaces, which every AWS service allows in a tag. An empty list is a tag with the value `-`: that there
 * was nothing before is what has to be put back.
 */
export function undoTags(name: string, values: readonly string[]): Tags {
  const chunks: string[] = [];
  for (const value of values.length === 0 ? ['-'] : values) {
    const last = chunks.at(-1);
    if (last !== undefined && last.length + 1 + value.length <= MAX_VALUE)
      chunks[chunks.length - 1] = `${last} ${value}`;
    else chunks.push(value);
  }
  return Object.fromEntries(chunks.map((chunk, i) => [i === 0 ? `${UNDO}${name}` : `${UNDO}${name}:${i + 1}`, chunk]));
}

/** What `undoTags` wrote; null where the tags say nothing of that name. */
export function readUndo(tags: Tags, name: string): string[] | null {
  const first = tags[`${UNDO}${name}`];
  if (first === undefined) return null;
  const chunks = [first];
  for (let i = 2; ; i += 1) {
    const next = tags[`${UNDO}${name}:${i}`];
    if (next === undefined) break;
    chunks.push(next);
  }
  return chunks
    .join(' ')
    .split(' ')
    .filter((value) => value !== '-' && value !== '');
}

/** Every undo tag on a thing, and the stack's tag on a foreign one: what goes when its change has been taken back. */
export function undoKeys(tags: Tags): string[] {
  const keys = Object.keys(tags).filter((key) => key.startsWith(UNDO));
  return tags[MANAGED_BY] === undefined && tags[STACK] !== undefined ? [...keys, STACK] : keys;
}

/** True where this stack has modified (or was about to modify) something that it did not make. */
export function isModifiedBy(tags: Tags, stack: string): boolean {
  return (
    tags[MANAGED_BY] === undefined && tags[STACK] === stack && Object.keys(tags).some((key) => key.startsWith(UNDO))
  );
}
