import type { Style } from '../layout/formatter.ts';
import { type Formatter, formatterFor } from '../layout/formatter.ts';
import { joinLines, paragraph } from '../layout/paragraph.ts';
import { problemOf } from './problem.ts';
import { remedyLines } from './remedy.ts';

/** What went wrong and what to do now, for standard error. */
export function errorText(error: unknown, style: Style): string {
  return joinLines(errorLines(formatterFor(style), error));
}

/** Several complaints may stand in one message, a line each. */
export function errorLines(format: Formatter, error: unknown): string[] {
  const { code, message, remedy, requestId, expected } = problemOf(error);
  const [first = '', ...more] = message.split('\n');
  const codes = requestId === undefined ? code : `${code}, request id ${requestId}`;
  return [
    ...paragraph(format, `${format.bad('pullpath:')} ${format.plain(expected ? first : `Unexpected error: ${first}`)}`),
    ...more.flatMap((line) => paragraph(format, format.plain(line), '  ')),
    ...remedyLines(format, remedy, '  '),
    ...(codes === '' ? [] : paragraph(format, format.dim(`(${codes})`), '  ')),
  ];
}
