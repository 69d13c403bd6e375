/** Characters that make markup wherever they stand. A backslash takes that from any of them. */
const MARKUP = /[\\`*_[\]<>|~$&#]/g;

/** What begins a list, a rule or a heading's underline at the start of a line. */
const AT_START = /^(?:[+=:-]|\d{1,9}(?=[.)]))/;

/**
 * What GitHub makes a link, a mention or a picture of after the markup is read, so that no backslash helps. Each is broken
 * behind what is captured.
 */
const AUTOMATIC = [
  /(@)(?=[\w-])/g, // @org/team, name@example.com
  /(#|\bGH-)(?=\d)/gi, // #12, GH-12
  /((?:https?|ftp|mailto|xmpp):)(?=\S)/gi,
  /(www)(?=\.)/gi,
  /\b([0-9a-f]{20})(?=[0-9a-f]{20}\b)/gi, // a commit
];
const EMOJI = /(:)(?=[\w+-]+:)/g;

/** Stands for the break until the markup is escaped; visible text has no such character. */
const BREAK = '\0';
const ZERO_WIDTH_SPACE = '&#8203;';

/**
 * Text of others for GitHub's Markdown: it is shown as it is, and nothing in it is markup, a mention or a link.
 * @param text one line, without control characters
 */
export function literal(text: string): string {
  return AUTOMATIC.reduce((rest, pattern) => rest.replace(pattern, `$1${BREAK}`), text.trim())
    .split(/(\barn:\S+)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(EMOJI, `$1${BREAK}`))) // The parts of an ARN are no emoji.
    .join('')
    .replace(MARKUP, '\\$&')
    .replace(AT_START, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
    .replaceAll(BREAK, ZERO_WIDTH_SPACE);
}

/** A sentence of ours: what it puts between backticks is code, everything else is shown as it is. */
export function sentence(text: string): string {
  return text
    .split(/`([^`]+)`/)
    .map((part, i) => (i % 2 === 1 ? code(part) : padded(part)))
    .join('');
}

/** An id or a word as code, if it is one: in code nothing can be escaped. */
export function code(text: string): string {
  return /^[^`|\\]*[^`|\\\s]$/.test(text) ? `\`${text}\`` : literal(text);
}

/** Commands in a block of their own, between fences that none of them can close. */
export function codeBlock(text: string, language: 'sh' | 'text' = 'sh'): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A table; its cells are Markdown already, on one line each. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Escaped, with the blanks that separate it from code beside it. */
function padded(text: string): string {
  const [before = ''] = /^\s*/.exec(text) ?? [];
  if (before.length === text.length) return before;
  const [after = ''] = /\s*$/.exec(text) ?? [];
  return before + literal(text) + after;
}
