import { jsonLine, jsonText } from '../render/documents/json.ts';
import type { Options } from './options.ts';
import type { Terminal } from './terminal.ts';

/** Writes a command's document: indented for `json`, on one line for `jsonl`. */
export function resultDocument(terminal: Terminal, { output }: Options, document: object): void {
  terminal.result(output === 'jsonl' ? jsonLine(document) : jsonText(document));
}
