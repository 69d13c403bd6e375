import type { Plan } from '../plan/plan.ts';
import type { Ink } from './ink.ts';
import { paragraph, titled } from './paragraph.ts';
import { remedyLines } from './remedy.ts';

/** What the plan decided that a reader may not expect. It holds of the plan and of its result. */
export function remarkLines(ink: Ink, { remarks, left = [] }: Plan): string[] {
  return [
    ...titled(
      ink.bold('Left as they are'),
      left.flatMap(({ code, message, remedy }) => [
        ...paragraph(ink, `${ink.plain(message)} ${ink.dim(`(${code})`)}`, `  ${ink.bad('!')} `),
        ...remedyLines(ink, remedy, ink.plain('    → ')),
      ]),
    ),
    ...titled(
      ink.bold('Remarks'),
      remarks.flatMap((remark) => paragraph(ink, ink.plain(remark), ink.plain('  · '))),
    ),
  ];
}
