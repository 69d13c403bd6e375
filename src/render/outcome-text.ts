import type { StepResult } from '../apply/event.ts';
import type { Diagnosis, HopVerdict } from '../diagnose/diagnosis.ts';
import type { Verdict } from '../diagnose/verdict.ts';
import type { Plan } from '../plan/plan.ts';
import { count, duration, listed } from '../words.ts';
import { hopsOf, rowOf } from './diagnosis-matrix.ts';
import { findingBlocks } from './findings-text.ts';
import { headingLines, type Place, type VpcLabel, vpcText } from './heading.ts';
import { type Ink, inkOf } from './ink.ts';
import { foldRows, matrixLines } from './matrix.ts';
import { type Next, nextLines } from './next.ts';
import { paragraph, stacked, textOf } from './paragraph.ts';
import { remarkLines } from './remarks.ts';
import { resultBlocks } from './results-text.ts';
import type { Style } from './style.ts';

export interface OutcomeView {
  readonly plan: Plan;
  readonly place: Place;
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
}

/** What apply or rollback did, what it made of the path, and what to run next. */
export function outcomeText(view: OutcomeView, style: Style): string {
  const ink = inkOf(style);
  const { plan, place, vpc, results, before, after, next } = view;
  return textOf(
    stacked([
      headingLines(ink, place, [
        ['VPC', vpcText(vpc)],
        ['Stack', plan.stack],
      ]),
      headlineLines(ink, view),
      ...resultBlocks(ink, plan, results),
      before === null || after === null ? [] : changeLines(ink, before, after),
      verifiedLines(ink, after),
      ...(after === null || plan.purpose === 'rollback' ? [] : reasonBlocks(ink, after)),
      remarkLines(ink, plan),
      ...next.map((each) => nextLines(ink, each)),
    ]),
  );
}

function headlineLines(ink: Ink, { plan, results, elapsedMs, interrupted }: OutcomeView): string[] {
  const done = results.filter((result) => result.status === 'done').length;
  const time = duration(elapsedMs);
  const left = (plan.left ?? []).length;
  if (left > 0 && done === plan.steps.length) {
    const these = `${count(left, 'thing')} could not be rolled back.`;
    return paragraph(
      ink,
      `${ink.bold(done === 0 ? 'Nothing was changed.' : `Partly rolled back in ${time}.`)} ${ink.plain(these)}`,
    );
  }
  if (plan.steps.length === 0) return [ink.bold('Nothing was to do.')];
  if (done === plan.steps.length)
    return [ink.bold(plan.purpose === 'apply' ? `Applied in ${time}.` : `Taken back in ${time}.`)];
  const how = interrupted ? 'Interrupted' : 'Stopped by a failure';
  return paragraph(ink, `${ink.bold(`${how} after ${time}.`)} ${ink.plain(standsText(results))}`);
}

/** How much was done, and whether it is still there. */
function standsText(results: readonly StepResult[]): string {
  const done = results.filter((result) => result.status === 'done');
  if (done.length === 0) return 'No step was done.';
  const were = done.length === 1 ? 'was' : 'were';
  const text = `${done.length} of ${count(results.length, 'step')} ${were} done`;
  const lost = [...new Set(done.flatMap((result) => (result.lost ? (result.resourceId ?? []) : [])))];
  if (lost.length === 0) return `${text}, and ${done.length === 1 ? 'stands' : 'stand'}.`;
  return `${text}, but ${listed(lost)} ${lost.length === 1 ? 'is' : 'are'} no longer there: somebody else has taken away what was made.`;
}

/** The targets' hops, before → after; what did not change is shown once. */
function changeLines(ink: Ink, before: Diagnosis, after: Diagnosis): string[] {
  const targets = after.subnets.filter((subnet) => subnet.target);
  if (targets.length === 0) return [];
  const hops = hopsOf(targets);
  const earlier = new Map(
    before.subnets.flatMap((subnet) => subnet.hops.map((hop) => [`${subnet.subnetId} ${hop.hop}`, hop.verdict])),
  );
  const rows = targets.map((subnet) =>
    rowOf(subnet, hops, (hop) => changeCell(ink, earlier.get(`${subnet.subnetId} ${hop.hop}`), hop)),
  );
  return [ink.bold(ink.plain('The pull path, before → after')), ...matrixLines(ink, hops, foldRows(rows))];
}

function changeCell(ink: Ink, before: Verdict | undefined, { verdict }: HopVerdict): string {
  if (before === undefined || before === verdict) return ink.verdict(verdict);
  return `${ink.symbol(before)} ${ink.plain('→')} ${ink.verdict(verdict)}`;
}

function verifiedLines(ink: Ink, after: Diagnosis | null): string[] {
  if (after === null) return paragraph(ink, ink.plain('The account was not read again, so the path is not verified.'));
  const { verdict } = after;
  return paragraph(
    ink,
    `${ink.plain('Verified by reading the account again: the pull path is')} ${ink.verdict(verdict)}.`,
  );
}

/** Why the path is still not open. */
function reasonBlocks(ink: Ink, { verdict, findings }: Diagnosis): string[][] {
  if (verdict === 'open') return [];
  return findingBlocks(
    ink,
    findings.filter((finding) => finding.severity === 'closes' || finding.severity === 'undecided'),
  );
}
