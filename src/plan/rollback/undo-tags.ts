import type { Tags } from '../../discover/entities/tags.ts';
import { MANAGED_BY, STACK, UNDO_RUN } from '../ownership/ownership.ts';
import { isRunId } from '../ownership/run-id.ts';

const UNDO = 'pullpath:undo:';
/** [aws-facts: tag-limits] a tag's value holds at most 256 characters. */
const MAX_VALUE = 256;

/**
 * What is recorded, by name, and which values pullpath writes: attributes are only ever switched on, so `false` was
 * before.
 */
const RECORDS = {
  groups: { isValue: (value: string) => /^sg-[0-9a-f]{8,17}$/.test(value), isList: true },
  'private-dns': { isValue: isFalse, isList: false },
  'dns-support': { isValue: isFalse, isList: false },
  'dns-hostnames': { isValue: isFalse, isList: false },
} as const;
export type UndoName = keyof typeof RECORDS;

/** What may be recorded on an endpoint, and on a VPC; the same name elsewhere was not written by pullpath. */
export const ENDPOINT_RECORDS: readonly UndoName[] = ['groups', 'private-dns'];
export const VPC_RECORDS: readonly UndoName[] = ['dns-support', 'dns-hostnames'];

function isFalse(value: string): boolean {
  return value === 'false';
}

/**
 * A list as undo tags: `pullpath:undo:groups`, and `pullpath:undo:groups:2`, … where one value is too short. Values are
 * separated by spaces, which every AWS service allows in a tag. An empty list is a tag with the value `-`: that there
 * was nothing before is what has to be put back.
 */
export function undoTags(name: UndoName, values: readonly string[]): Tags {
  const chunks: string[] = [];
  for (const value of values.length === 0 ? ['-'] : values) {
    const last = chunks.at(-1);
    if (last !== undefined && last.length + 1 + value.length <= MAX_VALUE)
      chunks[chunks.length - 1] = `${last} ${value}`;
    else chunks.push(value);
  }
  return Object.fromEntries(chunks.map((chunk, i) => [i === 0 ? `${UNDO}${name}` : `${UNDO}${name}:${i + 1}`, chunk]));
}

/** What `undoTags` wrote; null where the tags hold no record of that name, or one that pullpath does not write. */
export function readUndo(tags: Tags, name: UndoName): string[] | null {
  const keys = keysOf(tags, name);
  if (keys.length === 0) return null;
  const { isValue, isList } = RECORDS[name];
  const text = keys
    .sort((a, b) => partOf(a) - partOf(b))
    .map((key) => tags[key])
    .join(' ');
  const values = isList && text === '-' ? [] : text.split(' ');
  if (!values.every(isValue) || (!isList && values.length !== 1)) return null;
  // Written out again it must be the same tags: no part is missing, none is added, none is split otherwise.
  const written = undoTags(name, values);
  const isSame = Object.keys(written).length === keys.length && keys.every((key) => written[key] === tags[key]);
  return isSame ? values : null;
}

/**
 * The undo tags on a thing that pullpath does not write: an unknown name or value, a list with a part missing, a run
 * that is not called like one of ours.
 * @param names what may be recorded on that kind of thing
 */
export function malformedUndo(tags: Tags, names: readonly UndoName[]): string[] {
  const sound = new Set(names.filter((name) => readUndo(tags, name) !== null).flatMap((name) => keysOf(tags, name)));
  return allUndoKeys(tags).filter((key) => !(key === UNDO_RUN ? isRunId(tags[key] ?? '') : sound.has(key)));
}

/** The tags of one record, all its parts. */
export function keysOf(tags: Tags, name: UndoName): string[] {
  const first = `${UNDO}${name}`;
  return Object.keys(tags).filter((key) => key === first || key.startsWith(`${first}:`));
}

function partOf(key: string): number {
  return Number(/:(\d+)$/.exec(key)?.[1] ?? 1);
}

function allUndoKeys(tags: Tags): string[] {
  return Object.keys(tags).filter((key) => key.startsWith(UNDO));
}

/**
 * The tags that go once the change of a foreign thing is undone: those of its records, and with the last of them the
 * run and the stack's tag. What pullpath did not write stays, and the stack's tag with it.
 */
export function undoKeys(tags: Tags, names: readonly UndoName[]): string[] {
  const records = names.filter((name) => readUndo(tags, name) !== null).flatMap((name) => keysOf(tags, name));
  const marks = tags[MANAGED_BY] === undefined ? [UNDO_RUN, STACK] : [UNDO_RUN];
  const isLast = malformedUndo(tags, names).length === 0;
  return isLast ? [...records, ...marks.filter((key) => tags[key] !== undefined)] : records;
}

/** True where this stack has modified (or was about to modify) something that it did not make, as far as tags tell. */
export function isModifiedBy(tags: Tags, stack: string): boolean {
  return tags[MANAGED_BY] === undefined && tags[STACK] === stack && allUndoKeys(tags).length > 0;
}
