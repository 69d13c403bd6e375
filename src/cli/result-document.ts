import { jsonLine, writeJson } from '../render/documents/json.ts';
import type { Options } from './options.ts';
import type { Terminal } from './terminal.ts';

/** Writes a command's document: on one line for `jsonl`, else indented. */
export function resultDocument(terminal: Terminal, { output }: Options, document: object): void {
  if (output === 'jsonl') terminal.result(jsonLine(document));
  else writeJson(document, terminal.result);
}
