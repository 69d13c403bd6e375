import { stripVTControlCharacters, toUSVString } from 'node:util';
import { isNarrow } from './width.ts';

/** What turns the direction of the text behind it, breaks a line unseen, or is no character of Unicode at all. */
const UNSEEN = /[\p{Bidi_Control}\ufeff\p{Noncharacter_Code_Point}]/gu;
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/**
 * Text of others as one line that is safe to show anywhere: without escape sequences, control characters, characters
 * that turn its direction, and what no document may hold.
 */
export function visible(text: string): string {
  // Nearly all texts; V8 takes longer over the classes of characters below than over all that is written.
  if (isNarrow(text)) return text;
  return stripVTControlCharacters(toUSVString(text)).replace(UNSEEN, '').replace(CONTROL, ' ');
}

/** The same, line by line. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}
