/**
 * What a person pastes is rarely the bare message: it is a JSON string, a web page, a coloured terminal, a quoted mail,
 * or a log of many megabytes. This undoes what can be undone without knowing what the text says.
 */
import { stripVTControlCharacters } from 'node:util';

/** How many characters are read from each end of a text that is too long; errors stand at the ends of logs. */
const END_LENGTH = 128 * 1024;

const ENTITIES: { readonly [name: string]: string } = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  lsquo: "'",
  rsquo: "'",
  ldquo: '"',
  rdquo: '"',
  hellip: '...',
};

const ESCAPES: { readonly [letter: string]: string } = { n: '\n', r: '\n', t: ' ' };

export interface Clean {
  readonly text: string;
  /** How many characters in the middle of the input were not read. */
  readonly charactersNotRead: number;
}

/** Decodes and bounds `input`. Never throws; time is linear in the length of the input. */
export function clean(input: string): Clean {
  const excess = input.length - 2 * END_LENGTH;
  const bounded = excess > 0 ? `${input.slice(0, END_LENGTH)}\n${input.slice(-END_LENGTH)}` : input;
  // Twice: a message that was escaped or encoded twice on its way through a log shipper is common.
  const decoded = unescapeJson(unescapeJson(decodeEntities(decodeEntities(stripVTControlCharacters(bounded)))));
  return { text: stripQuoting(decoded), charactersNotRead: Math.max(0, excess) };
}

function decodeEntities(text: string): string {
  return text
    .replace(/<br {0,3}\/?>/gi, '\n')
    .replace(
      /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi,
      (whole, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
        const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10);
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      },
    );
}

/**
 * `\"`, `\n`, `\u0026`, at any depth of escaping up to eight backslashes (unbounded runs would cost quadratic time).
 */
function unescapeJson(text: string): string {
  return text.replace(/\\{1,8}(?:u([0-9a-f]{4})|([nrt])|(?=["'/]))/gi, (_whole, hex?: string, letter?: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return letter === undefined ? '' : (ESCAPES[letter.toLowerCase()] ?? '');
  });
}

/** Removes what mail and chat put before each quoted line. */
function stripQuoting(text: string): string {
  return text.replace(/^[ \t]{0,8}[>|│]{1,4}/gm, '');
}
