/** For `--output json`: one document, indented, with a line end. */
export function jsonText(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** For `--output jsonl`: one document on one line. */
export function jsonLine(document: object): string {
  return `${JSON.stringify(document)}\n`;
}
