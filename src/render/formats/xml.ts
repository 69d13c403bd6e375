import { visible, visibleLines } from '../layout/visible.ts';
import { writeInChunks } from './write-in-chunks.ts';

/** One element: attributes, and text or other elements inside, which may be made as they are written. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly content: string | Iterable<Element>;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * An XML document, indented, in pieces of whole lines. Elements, attributes and text are all that is needed here; a
 * library's writer weighs 50 kB.
 */
export function writeXml(root: Element, write: (lines: string) => void): void {
  writeInChunks(documentLines(root), write);
}

function* documentLines(root: Element): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>';
  yield* elementLines(root, '');
}

function* elementLines({ name, attributes, content }: Element, indent: string): Generator<string> {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(visible(String(value)))}"`);
  const start = `${indent}<${name}${pairs.join('')}`;
  if (typeof content === 'string') {
    yield content === '' ? `${start}/>` : `${start}>${escaped(visibleLines(content))}</${name}>`;
    return;
  }
  let isEmpty = true;
  for (const each of content) {
    if (isEmpty) yield `${start}>`;
    isEmpty = false;
    yield* elementLines(each, `${indent}  `);
  }
  yield isEmpty ? `${start}/>` : `${indent}</${name}>`;
}

/** What XML has no place for, escaped or not (most control characters, U+FFFE), is not in visible text. */
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
