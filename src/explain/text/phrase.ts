import { type NormalizedText, normalize, type Span } from './normalized-text.ts';

/** How far apart the two sides of a `…` may stand, in normalized characters. */
const GAP = 240;

/** A phrase as a person would quote it; `…` stands for any text of up to `GAP` characters. */
export type Phrase = string;

const compiled = new Map<Phrase, readonly string[]>();

/** Many families ask for the same phrases of the same message. */
const found = new WeakMap<NormalizedText, Map<Phrase, Span | null>>();

/** Where the phrase stands first in the text, blanks, quotes and case aside; null where it does not. Linear time. */
export function findPhrase(text: NormalizedText, phrase: Phrase): Span | null {
  const known = found.get(text) ?? new Map<Phrase, Span | null>();
  found.set(text, known);
  const span = known.get(phrase);
  if (span !== undefined) return span;
  const search = searchPhrase(text, phrase);
  known.set(phrase, search);
  return search;
}

function searchPhrase(text: NormalizedText, phrase: Phrase): Span | null {
  const [first, ...others] = partsOf(phrase);
  if (first === undefined) return null;
  for (let start = text.text.indexOf(first); start >= 0; start = text.text.indexOf(first, start + first.length)) {
    const end = endOf(text.text, start + first.length, others);
    if (end !== null) return { start, end };
  }
  return null;
}

function endOf(text: string, from: number, parts: readonly string[]): number | null {
  let end = from;
  for (const next of parts) {
    const at = text.slice(end, end + GAP + next.length).indexOf(next);
    if (at < 0) return null;
    end += at + next.length;
  }
  return end;
}

function partsOf(phrase: Phrase): readonly string[] {
  const known = compiled.get(phrase);
  if (known !== undefined) return known;
  const parts = phrase
    .split('…')
    .map((side) => normalize(side).text)
    .filter((side) => side !== '');
  compiled.set(phrase, parts);
  return parts;
}
