import type { Explanation } from '../../../src/explain/explanation.ts';

/** A text as people paste it, with account numbers replaced, and the part of the explanation that the row is about. */
export type Row = readonly [title: string, text: string, expected: Expected];

export type Expected = { readonly [K in keyof Explanation]?: unknown };
