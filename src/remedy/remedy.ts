/**
 * What to do now, as a value: sentences, and commands to run. A remedy travels as it is from where it is known to where
 * it is printed; on the way each command is completed with the account that the user chose.
 */
import { argvOf, type CommandReference, commandText, pipelineOf } from './command.ts';
import type { ShellSyntax } from './shell-syntax.ts';

/** A sentence or a piece of one, or a command. */
export type RemedyPart = string | CommandReference;

/**
 * Parts in reading order. A command stands on a line of its own, unless the text after it goes on with the sentence:
 * then it stays in it. Such text begins with a blank or with a mark (`.`, `,`, `;`, `)`); any other begins anew.
 */
export type Remedy = string | readonly RemedyPart[];

/** One text between commands, or one command that stands by itself. */
export type RemedyBlock = string | CommandReference;

/** The remedy as it is laid out: commands inside of a sentence have become a part of it, between backticks. */
export function blocksOf(remedy: Remedy, syntax?: ShellSyntax): RemedyBlock[] {
  const blocks: RemedyBlock[] = [];
  let sentence = '';
  const close = () => {
    if (sentence.trim() !== '') blocks.push(sentence.trim());
    sentence = '';
  };
  const parts = partsOf(remedy);
  parts.forEach((part, i) => {
    if (typeof part === 'string') {
      const lines = part.split(/\r?\n/);
      sentence = joined(sentence, lines[0] ?? '');
      for (const line of lines.slice(1)) {
        close();
        sentence = line.trim();
      }
    } else if (continuesSentence(parts[i + 1])) {
      sentence = joined(sentence, quoted(part, syntax));
    } else {
      close();
      blocks.push(part);
    }
  });
  close();
  return blocks;
}

/** The remedy as one text, as documents have it: the commands between backticks. */
export function remedyText(remedy: Remedy): string {
  return partsOf(remedy).reduce<string>(
    (text, part) => joined(text, typeof part === 'string' ? part : quoted(part)),
    '',
  );
}

/** The commands of the remedy. */
export function commandsIn(remedy: Remedy): CommandReference[] {
  return partsOf(remedy).filter((part) => typeof part !== 'string');
}

/** Every command of the remedy, as the program gets it; of a pipe one after another. */
export function commandsOf(remedy: Remedy): string[][] {
  return commandsIn(remedy).flatMap(pipelineOf).map(argvOf);
}

/** The remedy with other commands. */
export function withCommands(remedy: Remedy, change: (command: CommandReference) => CommandReference): Remedy {
  return typeof remedy === 'string' ? remedy : remedy.map((part) => (typeof part === 'string' ? part : change(part)));
}

/** The remedy with other sentences. */
export function withSentences(remedy: Remedy, change: (sentence: string) => string): Remedy {
  return typeof remedy === 'string'
    ? change(remedy)
    : remedy.map((part) => (typeof part === 'string' ? change(part) : part));
}

/** Several remedies, one after another, each once. */
export function mergeRemedies(remedies: readonly Remedy[]): Remedy {
  return [...new Map(remedies.map((remedy) => [remedyText(remedy), remedy])).values()].flatMap(partsOf);
}

function partsOf(remedy: Remedy): readonly RemedyPart[] {
  return typeof remedy === 'string' ? [remedy] : remedy;
}

function quoted(command: CommandReference, syntax?: ShellSyntax): string {
  return `\`${commandText(command, syntax)}\``;
}

function continuesSentence(part: RemedyPart | undefined): boolean {
  return typeof part === 'string' && /^[\s.,;:)]/.test(part);
}

function joined(before: string, after: string): string {
  return before === '' || continuesSentence(after) || /[\s(]$/.test(before) ? before + after : `${before} ${after}`;
}
