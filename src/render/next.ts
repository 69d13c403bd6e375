import { type CommandReference, commandText } from '../remedy/command.ts';
import type { Ink } from './ink.ts';
import { paragraph } from './paragraph.ts';

/** A command for the reader to run, and what for: `To open the path` and `pullpath apply …`. */
export interface Next {
  readonly what: string;
  readonly command: CommandReference;
}

/** A command stands alone on its line and is never wrapped, so that it can be copied. */
export function commandLine(ink: Ink, command: CommandReference, indent = '  '): string {
  return `${indent}${ink.bold(commandText(command))}`;
}

export function nextLines(ink: Ink, next: Next): string[] {
  return [...paragraph(ink, ink.plain(`${next.what}, run:`)), commandLine(ink, next.command)];
}
