import type { Plan } from '../plan/plan.ts';
import type { Ink } from './ink.ts';
import { paragraph, titled } from './paragraph.ts';

/** What the plan decided that a reader may not expect. It holds of the plan and of its result. */
export function remarkLines(ink: Ink, { remarks }: Plan): string[] {
  return titled(
    ink.bold('Remarks'),
    remarks.flatMap((remark) => paragraph(ink, ink.plain(remark), ink.plain('  · '))),
  );
}
