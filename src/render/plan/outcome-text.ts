import type { StepResult } from '../../apply/event.ts';
import type { Diagnosis, HopVerdict } from '../../diagnose/diagnosis.ts';
import type { Verdict } from '../../diagnose/verdict.ts';
import { NO_NAMES, type ResourceNames } from '../../discover/resource-names.ts';
import type { Plan } from '../../plan/plan.ts';
import { formatCount, formatDuration, formatList } from '../../words.ts';
import { hopsOf, rowOf } from '../layout/diagnosis-matrix.ts';
import type { Style } from '../layout/formatter.ts';
import { type Formatter, formatterFor } from '../layout/formatter.ts';
import { foldRows, matrixLines } from '../layout/matrix.ts';
import { joinBlocks, joinLines, paragraph } from '../layout/paragraph.ts';
import { findingBlocks } from '../text/findings-text.ts';
import { type AccountHeading, headingLines, stackFact, type VpcLabel, vpcText } from '../text/heading.ts';
import { type Next, nextLines } from '../text/next.ts';
import { notJudgedLines } from '../text/not-judged.ts';
import { remedyLines } from '../text/remedy.ts';
import { type WatchView, watchLines } from '../text/watch-text.ts';
import { workloadFacts } from '../text/workload-text.ts';
import { planNoteLines } from './plan-text.ts';
import { resultBlocks } from './results-text.ts';

export interface OutcomeView {
  readonly plan: Plan;
  /** Null where the plan stands above, with account and VPC. */
  readonly place: AccountHeading | null;
  readonly vpc: VpcLabel;
  readonly names?: ResourceNames;
  /** One per step, in the plan's order. */
  readonly results: readonly StepResult[];
  readonly elapsedMs: number;
  readonly interrupted: boolean;
  /** The diagnosis before the first step. */
  readonly before: Diagnosis | null;
  /** The diagnosis of what was read after the last step; null where it was not read again. */
  readonly after: Diagnosis | null;
  /** How ECS takes it up, how to continue, how to undo it, how to do the same without questions. */
  readonly next: readonly Next[];
  /** What following the service came to, where it was followed. */
  readonly watch?: Pick<WatchView, 'outcome' | 'notes' | 'remedy'> | null;
}

/**
 * What apply or rollback did, what it made of the path, and what to run next. Quiet: the result in a line, and where it
 * was not reached, why and how to continue.
 */
export function outcomeText(view: OutcomeView, style: Style): string {
  const format = formatterFor(style);
  const { plan, place, vpc, results, before, after, next, watch = null } = view;
  const isComplete = results.every((result) => result.status === 'done') && (plan.left ?? []).length === 0;
  if (style.verbosity === 'quiet' && isComplete && watch === null)
    return joinLines([
      ...headlineLines(format, view),
      ...(isOpenAsPlanned(view) ? [] : verifiedLines(format, view)),
      // What is left behind may cost something, and nothing else tells.
      ...plan.notes.flatMap((note) => remedyLines(format, note, '')),
    ]);
  const isVerbose = style.verbosity === 'verbose';
  const names = isVerbose ? NO_NAMES : (view.names ?? NO_NAMES);
  // The plan above has said them.
  const isTold = isComplete && !isVerbose && place === null;
  const showsChange = isVerbose || (plan.purpose === 'apply' && after !== null && after.verdict !== 'open');
  return joinLines(
    joinBlocks([
      place === null
        ? []
        : headingLines(format, place, [
            ['VPC', vpcText(vpc)],
            ...workloadFacts(plan.choices?.workload),
            stackFact(format, plan.stack),
          ]),
      [...headlineLines(format, view), ...verifiedLines(format, view)],
      ...(isVerbose || !isComplete ? resultBlocks(format, plan, results) : []),
      before === null || after === null || !showsChange ? [] : changeLines(format, before, after),
      watch === null ? [] : watchLines(format, watch),
      ...(after === null || plan.purpose !== 'apply' ? [] : reasonBlocks(format, after, names)),
      planNoteLines(format, isTold ? { ...plan, notes: [] } : plan, names),
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
    const these = `${formatCount(left, 'resource')} could not be rolled back.`;
    return paragraph(
      format,
      `${format.bold(done === 0 ? 'Nothing was changed.' : `Partly rolled back in ${time}.`)} ${format.plain(these)}`,
    );
  }
  if (plan.steps.length === 0) return [format.bold('No changes needed.')];
  if (done === plan.steps.length)
    return [format.bold(`${DONE[plan.purpose]} complete: ${countsText(plan)} in ${time}.`)];
  const how = interrupted ? 'Interrupted' : 'Failed';
  return paragraph(format, `${format.bold(`${how} after ${time}.`)} ${format.plain(existsText(results))}`);
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
function existsText(results: readonly StepResult[]): string {
  const done = results.filter((result) => result.status === 'done');
  if (done.length === 0) return 'No step was completed.';
  const were = done.length === 1 ? 'was' : 'were';
  const text = `${done.length} of ${formatCount(results.length, 'step')} ${were} completed`;
  const lost = [...new Set(done.flatMap((result) => (result.lost ? (result.resourceId ?? []) : [])))];
  if (lost.length === 0) return `${text}; what they created still exists.`;
  return `${text}, but ${formatList(lost)} no longer ${lost.length === 1 ? 'exists' : 'exist'}: something else deleted ${lost.length === 1 ? 'it' : 'them'}.`;
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

function isOpenAsPlanned({ plan, after }: OutcomeView): boolean {
  return plan.purpose !== 'apply' || after?.verdict === 'open';
}

/** `Verified: the pull path in prod (vpc-1) is ✔ open.` */
function verifiedLines(format: Formatter, { plan, vpc, after }: OutcomeView): string[] {
  const where = vpc.name === null ? vpc.vpcId : `${vpc.name} (${vpc.vpcId})`;
  if (after === null)
    return paragraph(format, format.plain(`Not verified: the account was not read again for ${where}.`));
  const begin = plan.purpose === 'rollback' ? `Without stack ${plan.stack}, the pull path` : 'Verified: the pull path';
  const text = `${format.plain(`${begin} in ${where} is`)} ${format.verdict(after.verdict)}.`;
  return [...paragraph(format, text), ...(after.verdict === 'closed' ? [] : notJudgedLines(format, after.notJudged))];
}

/** Why the path is still not open. */
function reasonBlocks(format: Formatter, { verdict, findings, subnets }: Diagnosis, names: ResourceNames): string[][] {
  if (verdict === 'open') return [];
  return findingBlocks(
    format,
    findings.filter((finding) => finding.severity === 'closes' || finding.severity === 'undecided'),
    { subnets, names },
  );
}
