import { blocksOf, type Remedy } from '../../remedy/remedy.ts';
import { type Formatter, formatterFor, type Style } from '../layout/formatter.ts';
import { joinLines, paragraph } from '../layout/paragraph.ts';
import { commandLine } from './next.ts';

/** A remedy: sentences as wrapped text, and the commands that stand by themselves on lines of their own. */
export function remedyLines(format: Formatter, remedy: Remedy, lead: string): string[] {
  const indent = ' '.repeat(lead.length);
  return blocksOf(remedy, format.style.shell).flatMap((block, i) => {
    if (typeof block === 'string') return paragraph(format, format.plain(block), i === 0 ? lead : indent);
    return [commandLine(format, block, i === 0 ? lead : `${indent}  `)];
  });
}

/** Several remedies, or sentences, each beginning a paragraph of its own. */
export function remedyParagraphs(remedies: readonly Remedy[], style: Style): string {
  const format = formatterFor(style);
  return joinLines(remedies.flatMap((remedy) => remedyLines(format, remedy, '')));
}
