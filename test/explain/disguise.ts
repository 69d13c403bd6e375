/** The ways in which a message is changed between the console and the person who pastes it. */
import fc from 'fast-check';

export interface Disguise {
  readonly name: string;
  readonly apply: (text: string) => string;
}

/** Breaks at blanks, as an editor does. */
function wordWrap(text: string, width: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join('\n');
}

/** Breaks anywhere, as a terminal does. */
function hardWrap(text: string, width: number, separator = '\n'): string {
  return text.match(new RegExp(`[^]{1,${width}}`, 'g'))?.join(separator) ?? '';
}

const width = fc.integer({ min: 12, max: 120 });

export const disguise: fc.Arbitrary<Disguise> = fc.oneof(
  width.map((n) => ({ name: `broken at blanks before column ${n}`, apply: (text: string) => wordWrap(text, n) })),
  width.map((n) => ({ name: `broken at column ${n}`, apply: (text: string) => hardWrap(text, n) })),
  width.map((n) => ({
    name: `broken at column ${n} and indented`,
    apply: (text: string) => hardWrap(text, n, '\r\n    '),
  })),
  fc.constantFrom<Disguise>(
    { name: 'a JSON string', apply: (text) => JSON.stringify(text) },
    { name: 'a JSON string in a JSON string', apply: (text) => JSON.stringify(JSON.stringify(text)) },
    {
      name: 'a field of JSON',
      apply: (text) => JSON.stringify({ tasks: [{ lastStatus: 'STOPPED', stoppedReason: text }] }, null, 2),
    },
    {
      name: 'a web page',
      apply: (text) =>
        text
          .replaceAll('&', '&amp;')
          .replaceAll('"', '&quot;')
          .replaceAll("'", '&#39;')
          .replaceAll('<', '&lt;')
          .replaceAll('>', '&gt;'),
    },
    {
      name: 'typographic quotes',
      apply: (text) =>
        text
          .replace(/"([^"]*)"/g, '“$1”')
          .replaceAll("'", '’')
          .replaceAll(' ', '\u00a0'),
    },
    { name: 'a quoted mail', apply: (text) => text.replace(/^/gm, '> ') },
    { name: 'markdown', apply: (text) => `\`\`\`\n${text}\n\`\`\`` },
    { name: 'a coloured terminal', apply: (text) => `\u001b[31m${text}\u001b[0m` },
    { name: 'a quotation', apply: (text) => `“${text}”` },
    {
      name: 'a line of a log',
      apply: (text) => `2026-11-22T10:11:12.345Z ERROR [deploy] task 3/5 says: ${text} (see above)`,
    },
    { name: 'a question', apply: (text) => `Hello, since this morning we get this:\n\n${text}\n\nWhat does it mean?` },
    { name: 'capital letters', apply: (text) => text.toUpperCase() },
  ),
);
