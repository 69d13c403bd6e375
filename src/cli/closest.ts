import { distance, closest as nearest } from 'fastest-levenshtein';

/** What somebody who typed this most likely meant; null where nothing is near. */
export function closest(word: string, words: readonly string[]): string | null {
  if (words.length === 0) return null;
  const best = nearest(word, words);
  return distance(word, best) <= Math.max(2, Math.floor(word.length / 3)) ? best : null;
}
