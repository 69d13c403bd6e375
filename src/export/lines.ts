/** Whatever would end a line, or hide what stands on it: in a comment, text of others must stay a comment. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

/** The longest line that is not broken. */
const WIDTH = 100;

/** Text as comment lines, each after a `#`. */
export function comment(text: string): string[] {
  const plain = text.replaceAll(UNPRINTABLE, ' ').trim();
  if (plain === '') return ['#'];
  const lines: string[] = [];
  for (const word of plain.split(/ +/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 1 <= WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`# ${word}`);
  }
  return lines;
}

/** A comment that is a command: it stays on one line, so that it can be copied. */
export function commandComment(command: string): string {
  return `#   ${command.replaceAll(UNPRINTABLE, ' ')}`;
}

/** Text as a sentence's beginning. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
