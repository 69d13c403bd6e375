import { SGR, widthOf } from './width.ts';

/**
 * Lines of at most so many columns, broken at blanks only: a longer word has a line of its own, whole. Colours end
 * with a line and begin again on the next.
 */
export function wrapAtBlanks(text: string, columns: number): string[] {
  return closeStylesPerLine(text.split('\n').flatMap((line) => broken(line, columns)));
}

function broken(text: string, columns: number): string[] {
  const rows: string[] = [];
  let row = '';
  let taken = 0;
  for (const word of text.split(' ')) {
    const width = widthOf(word);
    if (taken > 0 && taken + 1 + width > columns && width > 0) {
      rows.push(row);
      row = '';
      taken = 0;
    }
    const blank = taken > 0 ? ' ' : '';
    row += blank + word;
    taken += blank.length + width;
  }
  return [...rows, row].map(endedEarly);
}

/** Without blanks at its end; what closes a colour after them stays. */
function endedEarly(row: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one.
  return row.replace(/ +((?:\u001b\[\d+m)*)$/, '$1');
}

/** What closes a colour or a weight that a style opens. */
function closerOf(code: number): number | undefined {
  if (code === 1 || code === 2) return 22;
  return code >= 30 && code <= 37 ? 39 : undefined;
}

/** Every row with the colours that are open at its start before it, and those that are open at its end closed. */
function closeStylesPerLine(rows: readonly string[]): string[] {
  let open: number[] = [];
  return rows.map((row) => {
    const before = open;
    for (const [, digits] of row.matchAll(SGR)) {
      const code = Number(digits);
      open = closerOf(code) === undefined ? open.filter((each) => closerOf(each) !== code) : [...open, code];
    }
    return row === ''
      ? ''
      : before.map(sgr).join('') +
          row +
          open
            .map((code) => sgr(closerOf(code)))
            .reverse()
            .join('');
  });
}

function sgr(code: number | undefined): string {
  return `\u001b[${code}m`;
}
