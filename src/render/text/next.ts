import { type CommandReference, commandText } from '../../remedy/command.ts';
import type { Formatter } from '../layout/formatter.ts';
import { paragraph } from '../layout/paragraph.ts';

/** Commands for the reader to run, in this order, and what for: `To open the path` and `pullpath apply …`. */
export interface Next {
  readonly what: string;
  readonly command: CommandReference;
  readonly also?: CommandReference;
}

/** A command stands by itself on its line and is never wrapped, so that it can be copied. */
export function commandLine(format: Formatter, command: CommandReference, indent = '  '): string {
  return `${indent}${format.bold(commandText(command, format.style.shell))}`;
}

export function nextLines(format: Formatter, { what, command, also }: Next): string[] {
  return [
    ...paragraph(format, format.plain(`${what}:`)),
    commandLine(format, command),
    ...(also === undefined ? [] : [commandLine(format, also)]),
  ];
}
