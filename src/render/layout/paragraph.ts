import type { Formatter } from './formatter.ts';
import { widthOf } from './width.ts';
import { wrapAtBlanks } from './wrap.ts';

/** Wraps at blanks only, and what is between backticks is one word: ids and commands stay whole, and can be copied. */
export function wrap(text: string, width: number): string[] {
  const bound = text.replace(/`[^`]+`/g, (command) => command.replaceAll(' ', NO_BREAK));
  return wrapAtBlanks(bound, width).map((line) => line.replaceAll(NO_BREAK, ' '));
}

const NO_BREAK = '\u00a0';

/**
 * Inked text as lines that fit the width.
 * @param lead stands before the first line (`  + `); the others are indented by as much
 */
export function paragraph(format: Formatter, text: string, lead = ''): string[] {
  const indent = widthOf(lead);
  return wrap(text, format.style.width - indent).map((line, i) => `${i === 0 ? lead : ' '.repeat(indent)}${line}`);
}

/** Blocks of lines with one empty line between them; empty blocks leave no gap. */
export function joinBlocks(blocks: readonly (readonly string[])[]): string[] {
  return blocks.filter((block) => block.length > 0).flatMap((block, i) => (i === 0 ? block : ['', ...block]));
}

/** Lines under a title; nothing where there are no lines. */
export function withTitle(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

/** The text that a stream is given: every line ended, none with blanks at its end. */
export function joinLines(lines: readonly string[]): string {
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}
