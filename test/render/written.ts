import { writeJson } from '../../src/render/documents/json.ts';

/** What somebody writes in pieces, as one text. */
export function textOf(writing: (write: (lines: string) => void) => void): string {
  const pieces: string[] = [];
  writing((lines) => pieces.push(lines));
  return pieces.join('');
}

/** What `--output json` writes. */
export function jsonText(document: object): string {
  return textOf((write) => writeJson(document, write));
}
