/**
 * Consoles, chats and mails break a message anywhere, also inside a word, and add or change quotation marks. So the
 * rules look at the text without blanks, quotes and case; a map leads back to what was really written.
 */

export interface NormalizedText {
  /** Lower case, without blanks and quotation marks. */
  readonly text: string;
  /** For each character of `text`, where it stands in `source`. */
  readonly offsets: Uint32Array;
  readonly source: string;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Quotation marks, the backslashes that escape them, and what mails and tables put before a line. */
const QUOTES = new Set([...'"\'`´“”„‟‘’‚‛«»\\>|'].map((mark) => mark.charCodeAt(0)));

export function normalize(source: string): NormalizedText {
  const offsets = new Uint32Array(source.length);
  let text = '';
  for (let at = 0; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (isBlank(code) || QUOTES.has(code)) continue;
    offsets[text.length] = at;
    text += plain(code, source, at);
  }
  return { text, offsets: offsets.subarray(0, text.length), source };
}

/** The part of a normalized text from `start` to `end`, with its own map. */
export function slice(whole: NormalizedText, start: number, end: number): NormalizedText {
  return { text: whole.text.slice(start, end), offsets: whole.offsets.subarray(start, end), source: whole.source };
}

/** What was written at a span: line breaks as one blank, otherwise as it stands in the source. */
export function originalText(normalized: NormalizedText, span: Span): string {
  const first = normalized.offsets[span.start];
  const last = normalized.offsets[span.end - 1];
  if (first === undefined || last === undefined) return '';
  return normalized.source.slice(first, last + 1).replace(/\s+/g, ' ');
}

/** What was written at a span, without the blanks that a line break may have put into it: for names and ids. */
export function originalName(normalized: NormalizedText, span: Span): string {
  let name = '';
  for (let at = span.start; at < span.end; at++) name += normalized.source.charAt(normalized.offsets[at] ?? -1);
  return name;
}

/** What stands in the source directly before a character of the normalized text, and is not in the normalized text. */
export function gapBefore(normalized: NormalizedText, at: number): string {
  const here = normalized.offsets[at] ?? 0;
  const before = normalized.offsets[at - 1];
  return normalized.source.slice(before === undefined ? here : before + 1, here);
}

/** Blanks, control and zero-width characters, and the lines of console tables. */
function isBlank(code: number): boolean {
  return (
    code <= 0x20 ||
    (code >= 0x7f && code <= 0xa0) ||
    (code >= 0x2000 && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202f) ||
    code === 0x205f ||
    code === 0x2060 ||
    code === 0x3000 ||
    code === 0xfeff ||
    (code >= 0x2500 && code <= 0x257f)
  );
}

/** ASCII in lower case, and the typographic hyphens and dashes as `-`; one character for one, or the map would slip. */
function plain(code: number, source: string, at: number): string {
  if (code >= 0x41 && code <= 0x5a) return String.fromCharCode(code + 32);
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212) return '-';
  return source.charAt(at);
}
