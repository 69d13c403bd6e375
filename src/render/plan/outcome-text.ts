import type { StepResult } from '../../apply/event.ts';
import type { Diagnosis, HopVerdict } from '../../diagnose/diagnosis.ts';
import type { Verdict } from '../../diagnose/verdict.ts';
import type { Plan } from '../../plan/plan.ts';
import { formatCount, formatDuration, formatList } from '../../words.ts';
import { hopsOf, rowOf } from '../layout/diagnosis-matrix.ts';
import type { Style } from '../layout/formatter.ts';
import { type Formatter, formatterFor } from '../layout/formatter.ts';
import { foldRows, matrixLines } from '../layout/matrix.ts';
import { joinBlocks, joinLines, paragraph } from '../layout/paragraph.ts';
import { findingBlocks } from '../text/findings-text.ts';
import { type AccountHeading, headingLines, type VpcLabel, vpcText } from '../text/heading.ts';
import { type Next, nextLines } from '../text/next.ts';
import { notJudgedLines } from '../text/not-judged.ts';
import { type WatchView, watchLines } from '../text/watch-text.ts';
import { workloadFacts } from '../text/workload-text.ts';
import { planNoteLines } from './plan-text.ts';
import { resultBlocks } from './results-text.ts';

export interface OutcomeView {
  readonly plan: Plan;
  readonly place: AccountHeading;
  readonly vpc: VpcLabel;
  /** One per step, in the plan's order. */
  readonly results: readonly StepResult[];
  readonly elapsedMs: number;
  readonly interrupted: boolean;
  /** The diagnosis before the first step. */
  readonly before: Diagnosis | null;
  /** The diagnosis of what was read after the last step; null where it was not read again. */
  readonly after: Diagnosis | null;
  /** How to go on, how to take it back, how to say the same without questions. */
  readonly next: readonly Next[];
  /** What following the service came to, where it was followed. */
  readonly watch?: Pick<WatchView, 'outcome' | 'notes' | 'remedy'> | null;
}

/** What apply or rollback did, what it made of the path, and what to run next. */
export function outcomeText(view: OutcomeView, style: Style): string {
  const format = formatterFor(style);
  const { plan, place, vpc, results, before, after, next, watch = null } = view;
  return joinLines(
    joinBlocks([
      headingLines(format, place, [
        ['VPC', vpcText(vpc)],
        ...workloadFacts(plan.choices?.workload),
        ['Stack', plan.stack],
      ]),
      headlineLines(format, view),
      ...resultBlocks(format, plan, results),
      before === null || after === null ? [] : changeLines(format, before, after),
      verifiedLines(format, after),
      watch === null ? [] : watchLines(format, watch),
      ...(after === null || plan.purpose !== 'apply' ? [] : reasonBlocks(format, after)),
      planNoteLines(format, plan),
      ...next.map((each) => nextLines(format, each)),
    ]),
  );
}

/** Shorter times are told in seconds. */
const SECONDS_SHOWN_MS = 120_000;

const DONE = { apply: 'Apply', rollback: 'Rollback', release: 'Release' } as const;

function headlineLines(format: Formatter, { plan, results, elapsedMs, interrupted }: OutcomeView): string[] {
  const done = results.filter((result) => result.status === 'done').length;
  const time = elapsedMs < SECONDS_SHOWN_MS ? `${Math.round(elapsedMs / 1000)} s` : formatDuration(elapsedMs);
  const left = (plan.left ?? []).length;
  if (left > 0 && done === plan.steps.length) {
    const these = `${formatCount(left, 'thing')} could not be rolled back.`;
    return paragraph(
      format,
      `${format.bold(done === 0 ? 'Nothing was changed.' : `Partly rolled back in ${time}.`)} ${format.plain(these)}`,
    );
  }
  if (plan.steps.length === 0) return [format.bold('No changes needed.')];
  if (done === plan.steps.length)
    return [format.bold(`${DONE[plan.purpose]} complete: ${countsText(plan)} in ${time}.`)];
  const how = interrupted ? 'Interrupted' : 'Stopped by a failure';
  return paragraph(format, `${format.bold(`${how} after ${time}.`)} ${format.plain(standsText(results))}`);
}

/** `4 created, 1 changed`, in resources. */
function countsText({ summary: { create, update, delete: remove }, purpose }: Plan): string {
  const changed = { apply: 'changed', rollback: 'restored', release: 'released' }[purpose];
  const counts = [
    ...(create > 0 ? [`${create} created`] : []),
    ...(update > 0 ? [`${update} ${changed}`] : []),
    ...(remove > 0 ? [`${remove} deleted`] : []),
  ];
  return counts.length === 0 ? 'no resource changed' : counts.join(', ');
}

/** How much was done, and whether it is still there. */
function standsText(results: readonly StepResult[]): string {
  const done = results.filter((result) => result.status === 'done');
  if (done.length === 0) return 'No step was done.';
  const were = done.length === 1 ? 'was' : 'were';
  const text = `${done.length} of ${formatCount(results.length, 'step')} ${were} done`;
  const lost = [...new Set(done.flatMap((result) => (result.lost ? (result.resourceId ?? []) : [])))];
  if (lost.length === 0) return `${text}, and ${done.length === 1 ? 'stands' : 'stand'}.`;
  return `${text}, but ${formatList(lost)} ${lost.length === 1 ? 'is' : 'are'} no longer there: somebody else has taken away what was made.`;
}

/** The targets' hops, before → after; what did not change is shown once. */
function changeLines(format: Formatter, before: Diagnosis, after: Diagnosis): string[] {
  const targets = after.subnets.filter((subnet) => subnet.target);
  if (targets.length === 0) return [];
  const hops = hopsOf(targets);
  const earlier = new Map(
    before.subnets.flatMap((subnet) => subnet.hops.map((hop) => [`${subnet.subnetId} ${hop.hop}`, hop.verdict])),
  );
  const rows = targets.map((subnet) =>
    rowOf(subnet, hops, (hop) => changeCell(format, earlier.get(`${subnet.subnetId} ${hop.hop}`), hop)),
  );
  return [format.bold(format.plain('The pull path, before → after')), ...matrixLines(format, hops, foldRows(rows))];
}

function changeCell(format: Formatter, before: Verdict | undefined, { verdict }: HopVerdict): string {
  if (before === undefined || before === verdict) return format.verdict(verdict);
  return `${format.symbol(before)} ${format.plain('→')} ${format.verdict(verdict)}`;
}

function verifiedLines(format: Formatter, after: Diagnosis | null): string[] {
  if (after === null)
    return paragraph(format, format.plain('The account was not read again, so the path is not verified.'));
  const { verdict, notJudged } = after;
  return [
    ...paragraph(
      format,
      `${format.plain('Verified by reading the account again: the pull path is')} ${format.verdict(verdict)}.`,
    ),
    ...notJudgedLines(format, notJudged),
  ];
}

/** Why the path is still not open. */
function reasonBlocks(format: Formatter, { verdict, findings, subnets }: Diagnosis): string[][] {
  if (verdict === 'open') return [];
  return findingBlocks(
    format,
    findings.filter((finding) => finding.severity === 'closes' || finding.severity === 'undecided'),
    subnets,
  );
}
