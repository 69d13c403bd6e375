import { type CommandReference, commandText } from '../../remedy/command.ts';
import type { Formatter } from '../layout/formatter.ts';
import { paragraph } from '../layout/paragraph.ts';

/** A command for the reader to run, and what for: `To open the path` and `pullpath apply …`. */
export interface Next {
  readonly what: string;
  readonly command: CommandReference;
}

/** A command stands alone on its line and is never wrapped, so that it can be copied. */
export function commandLine(format: Formatter, command: CommandReference, indent = '  '): string {
  return `${indent}${format.bold(commandText(command, format.style.shell))}`;
}

export function nextLines(format: Formatter, next: Next): string[] {
  return [...paragraph(format, format.plain(`${next.what}, run:`)), commandLine(format, next.command)];
}
