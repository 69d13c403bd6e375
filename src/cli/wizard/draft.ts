import type { Snapshot } from '../../discover/snapshot.ts';
import { headingLines, type Place } from '../../render/heading.ts';
import { inkOf } from '../../render/ink.ts';
import { paragraph } from '../../render/paragraph.ts';
import type { Style } from '../../render/style.ts';
import type { Options } from '../options.ts';

/** A label and what was answered, or found. */
export type Answer = readonly [label: string, text: string];

/** How far the options have got. */
export interface Draft {
  readonly options: Options;
  /** What was answered before going back, and is proposed again. */
  readonly recalled: Partial<Options>;
  readonly answers: readonly Answer[];
  /** Null until the region is known. */
  readonly region: string | null;
  /** Null until the account has been read. */
  readonly reading: Reading | null;
}

export interface Reading {
  readonly snapshot: Snapshot;
  readonly place: Place;
}

/** The draft with one more answer. */
export function answered(draft: Draft, options: Partial<Options>, answer: Answer): Draft {
  return { ...draft, options: { ...draft.options, ...options }, answers: [...draft.answers, answer] };
}

/** The draft that is returned to, with what the one that is left has to propose. */
export function recall(before: Draft, left: Draft): Draft {
  return { ...before, recalled: { ...left.recalled, ...left.options } };
}

/** What stands over a question: where this is, and what has been answered so far. */
export function draftLines({ reading, answers }: Draft, style: Style): string[] {
  const ink = inkOf(style);
  const place = reading === null ? [] : headingLines(ink, reading.place, []);
  return [...place, ...answers.flatMap(([label, text]) => paragraph(ink, ink.plain(text), ink.dim(label.padEnd(9))))];
}
