import type { Ink } from './ink.ts';
import { commandLine } from './next.ts';
import { paragraph } from './paragraph.ts';

const PROGRAM = '(?:aws|pullpath|dig)';
/** A command from here to the end; what ends with a full stop is a sentence about one. */
const ALONE = new RegExp(`^${PROGRAM} [a-z0-9-]+(?: .*)?[^.]$`);
const AFTER_SENTENCE = new RegExp(`^(.*?(?:[:.]| with)) (${PROGRAM} [a-z0-9-]+ .*[^.])$`);
const QUOTED_AT_END = new RegExp(`^(.*:) \`(${PROGRAM} [^\`]+)\`\\.?$`);

/**
 * A remedy: sentences as wrapped text, and what is for a shell on lines of its own. That is a whole line, the end of a
 * line after a sentence, or what stands between backticks after a colon; between backticks elsewhere it stays in its
 * sentence, unbroken.
 */
export function remedyLines(ink: Ink, remedy: string, lead: string): string[] {
  const indent = ' '.repeat(lead.length);
  return partsOf(remedy).flatMap((part, i) => {
    if (part.command) return [commandLine(ink, part.text, i === 0 ? lead : `${indent}  `)];
    return paragraph(ink, ink.plain(part.text), i === 0 ? lead : indent);
  });
}

interface Part {
  readonly text: string;
  readonly command: boolean;
}

/** The sentences and commands of a remedy, in order. */
export function partsOf(remedy: string): Part[] {
  return remedy
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap((line): Part[] => {
      if (ALONE.test(line)) return [{ text: line, command: true }];
      const [, sentence, command] = QUOTED_AT_END.exec(line) ?? AFTER_SENTENCE.exec(line) ?? [];
      if (sentence === undefined || command === undefined) return [{ text: line, command: false }];
      return [
        { text: sentence, command: false },
        { text: command, command: true },
      ];
    });
}
