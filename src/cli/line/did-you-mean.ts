import { distance, closest as nearest } from 'fastest-levenshtein';

/** The word that is nearest to what was typed; null where none is near. */
export function closest(word: string, words: readonly string[]): string | null {
  if (words.length === 0) return null;
  const best = nearest(word, words);
  return distance(word, best) <= Math.max(2, Math.floor(word.length / 3)) ? best : null;
}

/** A word that there is, and what people from elsewhere may call the same thing. */
export interface KnownWord {
  readonly name: string;
  readonly suggestFor?: readonly string[] | undefined;
}

/** `There is no world gude; did you mean guide?`, or without the question where nothing is near. */
export function unknownWord(kind: string, word: string, known: readonly (string | KnownWord)[]): string {
  const all = known.map((one): KnownWord => (typeof one === 'string' ? { name: one } : one));
  const other = all.find(({ suggestFor }) => suggestFor?.includes(word));
  const names = all.map(({ name }) => name);
  const meant = other?.name ?? closest(word, names);
  return `There is no ${kind} ${word}${meant === null ? '.' : `; ${didYouMean(meant)}`}`;
}

/** Only the question, for one word or several. */
export function didYouMean(...meant: readonly string[]): string {
  return `did you mean ${meant.join(', ')}?`;
}
