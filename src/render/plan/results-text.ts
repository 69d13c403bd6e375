import type { StepResult } from '../../apply/event.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Formatter } from '../layout/formatter.ts';
import { paragraph, withTitle } from '../layout/paragraph.ts';
import { tableLines } from '../layout/table.ts';
import { problemText } from '../text/problem.ts';
import { remedyLines } from '../text/remedy.ts';
import { signOf } from './plan-steps.ts';
import { stepWords } from './step-words.ts';

/** What became of the steps: done, failed with the reason, not begun. */
export function resultBlocks(format: Formatter, plan: Plan, results: readonly StepResult[]): string[][] {
  const of = (status: StepResult['status']) => results.filter((result) => result.status === status);
  const failed = of('failed');
  const partly = 'What failed may have taken effect in part. Every command below reads the account again.';
  // What the user stopped has not failed: AWS goes on with what it was asked for, and bills it.
  const stopped = failed.filter(({ error }) => error?.code === 'Interrupted');
  const broken = failed.filter((result) => !stopped.includes(result));
  const goesOn = 'AWS is still creating or deleting these. What it creates exists and is billed until rolled back.';
  return [
    withTitle(format.bold('Done'), listLines(format, plan, of('done'))),
    withTitle(format.bold('Failed'), [
      ...broken.flatMap((result) => failureLines(format, plan, result)),
      ...(broken.length === 0 ? [] : paragraph(format, format.dim(partly), '  ')),
    ]),
    withTitle(format.bold('Not finished'), [
      ...stopped.flatMap((result) => failureLines(format, plan, result)),
      ...(stopped.length === 0 ? [] : paragraph(format, format.dim(goesOn), '  ')),
    ]),
    withTitle(format.bold('Not started'), listLines(format, plan, of('skipped'))),
  ];
}

function listLines(format: Formatter, plan: Plan, results: readonly StepResult[]): string[] {
  const rows = results.map((result) => [leadOf(format, plan, result), format.dim(whatOf(result))]);
  const columns = [
    { head: '', wraps: true },
    { head: '', wraps: true, drop: 1 },
  ];
  return tableLines({ columns, rows, indent: 2 }, format.style.width) ?? rows.map(([title = '']) => `  ${title}`);
}

function whatOf({ resourceId, because, lost }: StepResult): string {
  if (resourceId === undefined) return because ?? '';
  return lost ? `${resourceId}, no longer there` : resourceId;
}

function failureLines(format: Formatter, plan: Plan, result: StepResult): string[] {
  const { error } = result;
  return [
    `  ${leadOf(format, plan, result)}`,
    ...(error === undefined ? [] : paragraph(format, format.plain(problemText(error)), '    ')),
    ...(error === undefined ? [] : remedyLines(format, error.remedy, format.plain('    → '))),
  ];
}

/** `+ ecr.api endpoint` */
function leadOf(format: Formatter, plan: Plan, { step: id }: StepResult): string {
  const step = plan.steps.find((candidate) => candidate.id === id);
  return step === undefined ? format.plain(id) : `${signOf(format, step)} ${format.plain(stepWords(step, plan).title)}`;
}
