import { eastAsianWidth } from 'get-east-asian-width';

/** The escape sequences of a style, which take no column. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one.
export const SGR = /\u001b\[(\d+)m/g;

/** What our own texts and nearly all names are made of: one column a character. */
const NARROW = /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u2013-\u2026\u2190-\u2193\u2264\u2265\u2714\u2718]*$/;

/** Combines with the emoji or syllable before it: a skin tone, or a vowel or final of Hangul. */
const COMBINES_WITH_PREVIOUS = /[\u{1f3fb}-\u{1f3ff}\u1160-\u11ff\ud7b0-\ud7fb]/u;

const JOINER = '\u200d';
const AS_EMOJI = '\ufe0f';

/**
 * Columns that styled text takes in a terminal. Without the segmenter and the list of emoji that a general answer takes:
 * JavaScript builds those for longer than the program runs.
 */
export function widthOf(text: string): number {
  const bare = text.includes('\u001b') ? text.replace(SGR, '') : text;
  return isNarrow(bare) ? bare.length : widthOfAny(bare);
}

/** True for what takes one column a character, of which none controls anything. */
export function isNarrow(text: string): boolean {
  return NARROW.test(text);
}

function widthOfAny(text: string): number {
  let columns = 0;
  let last = 0;
  let before = '';
  for (const character of text) {
    if (character === AS_EMOJI && last === 1) {
      columns += 1;
      last = 2;
    } else if (!isUndrawn(character) && before !== JOINER && !(last === 2 && COMBINES_WITH_PREVIOUS.test(character))) {
      last = eastAsianWidth(character.codePointAt(0) ?? 0);
      columns += last;
    }
    before = character;
  }
  return columns;
}

/**
 * Takes no column of its own: marks over the character before, joiners, and all that is never drawn. Written here,
 * where few texts come by: V8 looks up every character of these classes when the expression is made.
 */
function isUndrawn(character: string): boolean {
  return /[\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Nonspacing_Mark}\p{Enclosing_Mark}]/u.test(
    character,
  );
}
