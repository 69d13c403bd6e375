import { type Ink, inkOf } from './ink.ts';
import { paragraph, textOf } from './paragraph.ts';
import { problemOf } from './problem.ts';
import { remedyLines } from './remedy.ts';
import type { Style } from './style.ts';

/** What went wrong and what to do now, for standard error. */
export function errorText(error: unknown, style: Style): string {
  return textOf(errorLines(inkOf(style), error));
}

/** Several complaints may stand in one message, a line each. */
export function errorLines(ink: Ink, error: unknown): string[] {
  const { code, message, remedy, requestId, expected } = problemOf(error);
  const [first = '', ...more] = message.split('\n');
  const codes = requestId === undefined ? code : `${code}, request id ${requestId}`;
  return [
    ...paragraph(ink, `${ink.bad('pullpath:')} ${ink.plain(expected ? first : `Unexpected error: ${first}`)}`),
    ...more.flatMap((line) => paragraph(ink, ink.plain(line), '  ')),
    ...remedyLines(ink, remedy, '  '),
    ...(codes === '' ? [] : paragraph(ink, ink.dim(`(${codes})`), '  ')),
  ];
}
