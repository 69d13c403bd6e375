import type { StepResult } from '../apply/event.ts';
import type { Plan } from '../plan/plan.ts';
import type { Ink } from './ink.ts';
import { paragraph, titled } from './paragraph.ts';
import { signOf } from './plan-steps.ts';
import { problemText } from './problem.ts';
import { remedyLines } from './remedy.ts';
import { stepWords } from './step-words.ts';
import { tableLines } from './table.ts';

/** What became of the steps: done, failed with the reason, not begun. */
export function resultBlocks(ink: Ink, plan: Plan, results: readonly StepResult[]): string[][] {
  const of = (status: StepResult['status']) => results.filter((result) => result.status === status);
  const failed = of('failed');
  const partly = 'What failed may have taken effect in part. Every command below reads the account again.';
  return [
    titled(ink.bold('Done'), listLines(ink, plan, of('done'))),
    titled(ink.bold('Failed'), [
      ...failed.flatMap((result) => failureLines(ink, plan, result)),
      ...(failed.length === 0 ? [] : paragraph(ink, ink.dim(partly), '  ')),
    ]),
    titled(ink.bold('Not begun'), listLines(ink, plan, of('skipped'))),
  ];
}

function listLines(ink: Ink, plan: Plan, results: readonly StepResult[]): string[] {
  const rows = results.map((result) => [leadOf(ink, plan, result), ink.dim(whatOf(result))]);
  const columns = [
    { head: '', wraps: true },
    { head: '', wraps: true, drop: 1 },
  ];
  return tableLines({ columns, rows, indent: 2 }, ink.style.width) ?? rows.map(([title = '']) => `  ${title}`);
}

function whatOf({ resourceId, because, lost }: StepResult): string {
  if (resourceId === undefined) return because ?? '';
  return lost ? `${resourceId}, no longer there` : resourceId;
}

function failureLines(ink: Ink, plan: Plan, result: StepResult): string[] {
  const { error } = result;
  return [
    `  ${leadOf(ink, plan, result)}`,
    ...(error === undefined ? [] : paragraph(ink, ink.plain(problemText(error)), '    ')),
    ...(error === undefined ? [] : remedyLines(ink, error.remedy, ink.plain('    → '))),
  ];
}

/** `+ ecr.api endpoint` */
function leadOf(ink: Ink, plan: Plan, { step: id }: StepResult): string {
  const step = plan.steps.find((candidate) => candidate.id === id);
  return step === undefined ? ink.plain(id) : `${signOf(ink, step)} ${ink.plain(stepWords(step, plan).title)}`;
}
