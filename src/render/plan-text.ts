import { groupBy } from '../order.ts';
import type { Plan } from '../plan/plan.ts';
import type { Refusal } from '../plan/refusal.ts';
import { moreText } from './causes.ts';
import { subnetsText } from './findings-text.ts';
import { headingLines, type Place, type VpcLabel, vpcText } from './heading.ts';
import { type Ink, inkOf } from './ink.ts';
import { type Next, nextLines } from './next.ts';
import { paragraph, stacked, textOf, titled } from './paragraph.ts';
import { costLines } from './plan-cost.ts';
import { opensLines, staysClosedLines } from './plan-outlook.ts';
import { stepBlocks } from './plan-steps.ts';
import { remarkLines } from './remarks.ts';
import { remedyLines } from './remedy.ts';
import { stepWords } from './step-words.ts';
import type { Style } from './style.ts';

export interface PlanView {
  readonly plan: Plan;
  readonly place: Place;
  readonly vpc: VpcLabel;
  /** What to run next; null where a question follows instead. Given, the view says that nothing was changed. */
  readonly next: Next | null;
}

const EFFECTS_SHOWN = 4;

/** Effects by which other users of the VPC may lose something. */
const CUTS_OFF: ReadonlySet<string> = new Set(['not-admitted', 'loses-path']);

/** A plan, of apply or of rollback, for people. */
export function planText({ plan, place, vpc, next }: PlanView, style: Style): string {
  const ink = inkOf(style);
  return textOf(
    stacked([
      headingLines(ink, place, [
        ['VPC', vpcText(vpc)],
        ['Stack', plan.stack],
      ]),
      summaryLines(ink, plan),
      ...stepBlocks(ink, plan),
      othersLines(ink, plan),
      plan.purpose === 'apply' && plan.steps.length > 0 ? costLines(ink, plan) : [],
      ...(plan.outlook === null ? [] : [opensLines(ink, plan.outlook), staysClosedLines(ink, plan.outlook)]),
      remarkLines(ink, plan),
      refusalsLines(ink, plan),
      next === null ? [] : nextLines(ink, { ...next, what: `Nothing was changed. ${next.what}` }),
    ]),
  );
}

function summaryLines(ink: Ink, plan: Plan): string[] {
  const { create, update, delete: remove } = plan.summary;
  if (plan.steps.length > 0) {
    const title = plan.purpose === 'apply' ? 'Plan' : 'Rollback plan';
    const counts = `${create} to create, ${update} to change, ${remove} to delete`;
    return paragraph(ink, `${ink.bold(`${title}:`)} ${ink.plain(counts)}`);
  }
  return paragraph(ink, `${ink.bold('Nothing to do:')} ${ink.plain(nothingBecause(plan))}`);
}

function nothingBecause(plan: Plan): string {
  if (plan.purpose === 'rollback')
    return `nothing in ${plan.vpcId} is left of stack ${plan.stack} that pullpath may take back.`;
  if (plan.refusals.length > 0) return 'a person must act first.';
  if (plan.targetSubnetIds.length === 0) return `no subnet of ${plan.vpcId} is a target.`;
  if (plan.outlook?.after === 'open') return 'the pull path is open for every target subnet.';
  return 'no step of pullpath would open more than is open.';
}

function othersLines(ink: Ink, plan: Plan): string[] {
  if (plan.steps.length === 0 || (plan.purpose === 'rollback' && plan.sideEffects.length === 0)) return [];
  const kinds = [...groupBy(plan.sideEffects, (effect) => effect.kind).values()];
  const nobody = paragraph(ink, ink.plain('Nobody besides the target subnets.'), '  ');
  const effects = kinds.flatMap((alike) => effectLines(ink, alike));
  return [ink.bold('Who else is touched'), ...(effects.length === 0 ? nobody : effects)];
}

/** Side effects of one kind: with many route tables there is one for each. */
function effectLines(ink: Ink, alike: Plan['sideEffects']): string[] {
  const more = alike.length - EFFECTS_SHOWN;
  return [
    ...alike
      .slice(0, EFFECTS_SHOWN)
      .flatMap(({ kind, message, subnetIds }) => [
        ...paragraph(ink, ink.plain(message), `  ${CUTS_OFF.has(kind) ? ink.bad('!') : ink.plain('·')} `),
        ...paragraph(ink, ink.dim(subnetsText(subnetIds)), '    '),
      ]),
    ...(more > 0 ? paragraph(ink, ink.dim(moreText(more)), '    ') : []),
  ];
}

function refusalsLines(ink: Ink, plan: Plan): string[] {
  return titled(
    ink.bold('A person must act first'),
    plan.refusals.flatMap((refusal) => refusalLines(ink, refusal, plan)),
  );
}

function refusalLines(ink: Ink, { code, message, remedy, step }: Refusal, plan: Plan): string[] {
  const allowed = step === null ? [] : changesOf(step, plan).flatMap((line) => paragraph(ink, ink.dim(line), '    '));
  return [
    ...paragraph(ink, `${ink.plain(message)} ${ink.dim(`(${code})`)}`, `  ${ink.bad('!')} `),
    ...allowed,
    ...remedyLines(ink, remedy, ink.plain('    → ')),
  ];
}

/** The change that a yes would add, a line a field. */
function changesOf(step: NonNullable<Refusal['step']>, plan: Plan): string[] {
  const { what, changes } = stepWords(step, plan);
  return changes.length === 0 ? [what] : changes.map(({ field, before, after }) => `${field}: ${before} → ${after}`);
}
