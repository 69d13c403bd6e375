import type { Plan } from '../plan/plan.ts';
import type { Formatter } from './layout/formatter.ts';
import { paragraph, withTitle } from './layout/paragraph.ts';
import { remedyLines } from './text/remedy.ts';

/** What the plan decided that a reader may not expect. It holds of the plan and of its result. */
export function planNoteLines(format: Formatter, { remarks, left = [] }: Plan): string[] {
  return [
    ...withTitle(
      format.bold('Left as they are'),
      left.flatMap(({ code, message, remedy }) => [
        ...paragraph(format, `${format.plain(message)} ${format.dim(`(${code})`)}`, `  ${format.bad('!')} `),
        ...remedyLines(format, remedy, format.plain('    → ')),
      ]),
    ),
    ...withTitle(
      format.bold('Remarks'),
      remarks.flatMap((remark) => paragraph(format, format.plain(remark), format.plain('  · '))),
    ),
  ];
}
