import { NO_NAMES, type ResourceNames, withNames } from '../../discover/resource-names.ts';
import { groupBy } from '../../order.ts';
import type { Blocker } from '../../plan/blocker.ts';
import type { Plan } from '../../plan/plan.ts';
import { withSentences } from '../../remedy/remedy.ts';
import type { ForcedDeployment } from '../../watch/force.ts';
import { formatCount } from '../../words.ts';
import type { Style } from '../layout/formatter.ts';
import { type Formatter, formatterFor } from '../layout/formatter.ts';
import { joinBlocks, joinLines, paragraph, withTitle } from '../layout/paragraph.ts';
import { moreText } from '../text/finding-groups.ts';
import { subnetsText } from '../text/findings-text.ts';
import { type AccountHeading, headingLines, stackFact, type VpcLabel, vpcText } from '../text/heading.ts';
import { type Next, nextLines } from '../text/next.ts';
import { notJudgedLines } from '../text/not-judged.ts';
import { remedyLines } from '../text/remedy.ts';
import { workloadFacts } from '../text/workload-text.ts';
import { leftOutLines } from './left-out-text.ts';
import { costLines, costText } from './plan-cost.ts';
import { opensLines, staysClosedLines } from './plan-preview.ts';
import { reusedLines, stepBlocks } from './plan-steps.ts';
import { stepWords } from './step-words.ts';

export interface PlanView {
  readonly plan: Plan;
  readonly place: AccountHeading;
  readonly vpc: VpcLabel;
  /** What the things of the VPC are called. */
  readonly names?: ResourceNames;
  /** What to run next; null where a question follows instead. Given, the view says that nothing was changed. */
  readonly next: Next | null;
  /** What is done to a service once the steps are. */
  readonly forced?: ForcedDeployment | null;
}

const EFFECTS_SHOWN = 4;

/** Effects by which other users of the VPC may lose something. */
const CUTS_OFF: ReadonlySet<string> = new Set(['not-admitted', 'loses-path']);

/** A plan, of apply or of rollback, for people: the summary last, where a terminal shows it. Quiet: the summary only. */
export function planText(view: PlanView, style: Style): string {
  const format = formatterFor(style);
  const { plan, place, vpc, next, forced = null } = view;
  if (style.verbosity === 'quiet') return joinLines(summaryLines(format, plan));
  const isBlocked = plan.blocked.length > 0;
  const isVerbose = style.verbosity === 'verbose';
  // What no consent can lift is done by no run: its steps are of no interest.
  const isRefused = !isVerbose && plan.blocked.some(({ step }) => step === null);
  // Verbose, things have their ids.
  const names = isVerbose ? NO_NAMES : (view.names ?? NO_NAMES);
  return joinLines(
    joinBlocks([
      headingLines(format, place, [
        ['VPC', vpcText(vpc)],
        ...workloadFacts(plan.choices?.workload),
        stackFact(format, plan.stack),
      ]),
      blockedLines(format, plan),
      ...(isRefused ? [] : [...stepBlocks(format, plan, names), reusedLines(format, plan, names)]),
      sideEffectLines(format, plan, names),
      ...(plan.preview === null || isBlocked
        ? []
        : [
            [...opensLines(format, plan.preview, names), ...(isVerbose ? [] : leftOutLines(format, plan.leftOut))],
            isVerbose ? leftOutLines(format, plan.leftOut) : [],
            staysClosedLines(format, plan.preview, names),
            isVerbose ? notJudgedLines(format, plan.notJudged) : [],
          ]),
      forcedLines(format, isBlocked ? null : forced),
      planNoteLines(format, plan, names),
      isVerbose && !isBlocked ? costLines(format, plan) : [],
      [...summaryLines(format, plan), ...(isVerbose || isBlocked ? [] : costLines(format, plan))],
      next === null ? [] : nextLines(format, { ...next, what: `Nothing was changed. ${next.what}` }),
    ]),
  );
}

/** What a yes to forcing a deployment adds to a plan that is on the screen. */
export function forcedText(forced: ForcedDeployment, style: Style): string {
  return joinLines(forcedLines(formatterFor(style), forced));
}

/** Not a step: no tag records it, and rollback does not undo it. */
function forcedLines(format: Formatter, forced: ForcedDeployment | null): string[] {
  if (forced === null) return [];
  const { action, cluster, service, message } = forced;
  const what = `Force a new deployment of ${service} in cluster ${cluster} (${action}). ${message}`;
  return [format.bold('After the changes'), ...paragraph(format, format.plain(what), '  ')];
}

const TITLES = { apply: 'Plan', rollback: 'Rollback plan', release: 'Release plan' } as const;

/** `Plan: 4 to create, 0 to change, 0 to delete; about $29.20 a month.` */
function summaryLines(format: Formatter, plan: Plan): string[] {
  if (plan.steps.length === 0)
    return paragraph(format, `${format.bold('No changes:')} ${format.plain(nothingBecause(plan))}`);
  if (plan.blocked.length > 0)
    return paragraph(
      format,
      `${format.bold('Plan: blocked.')} ${format.plain(`Without the blocker: ${countsOf(plan)}.`)}`,
    );
  const cost = plan.purpose === 'apply' ? `; ${costText(plan)}` : '';
  return paragraph(format, `${format.bold(`${TITLES[plan.purpose]}:`)} ${format.plain(`${countsOf(plan)}${cost}.`)}`);
}

function countsOf({ purpose, summary: { create, update, delete: remove } }: Plan): string {
  return purpose === 'release'
    ? `${formatCount(update, 'resource')} to release; only pullpath’s tags are removed`
    : `${create} to create, ${update} to change, ${remove} to delete`;
}

function nothingBecause(plan: Plan): string {
  if (plan.purpose !== 'apply')
    return `nothing of stack ${plan.stack} is left in ${plan.vpcId} to ${plan.purpose === 'release' ? 'release' : 'roll back'}.`;
  if (plan.blocked.length > 0) return 'the plan is blocked.';
  if (plan.targetSubnetIds.length === 0) return `${plan.vpcId} has no target subnets.`;
  if (plan.preview?.after === 'open') return 'the pull path is already open for every target subnet.';
  return 'pullpath can’t open more than is open.';
}

function sideEffectLines(format: Formatter, plan: Plan, names: ResourceNames): string[] {
  const { steps, blocked, sideEffects } = plan;
  if (steps.length === 0 || blocked.length > 0) return [];
  const isVerbose = format.style.verbosity === 'verbose';
  if (sideEffects.length === 0)
    return isVerbose && plan.purpose === 'apply'
      ? [format.bold('Side effects'), ...paragraph(format, format.plain('None outside the target subnets.'), '  ')]
      : [];
  const kinds = [...groupBy(sideEffects, (effect) => effect.kind).values()];
  return [format.bold('Side effects'), ...kinds.flatMap((alike) => effectLines(format, alike, names))];
}

/** Side effects of one kind: with many services there may be one for each. */
function effectLines(format: Formatter, alike: Plan['sideEffects'], names: ResourceNames): string[] {
  const more = alike.length - EFFECTS_SHOWN;
  return [
    ...alike.slice(0, EFFECTS_SHOWN).flatMap(({ kind, message, subnetIds }) => {
      const sentence = `${message.replace(/\.$/, '')}: ${subnetsText(subnetIds, names)}.`;
      const mark = CUTS_OFF.has(kind) ? format.bad('!') : format.plain('·');
      return paragraph(format, format.plain(withNames(sentence, names)), `  ${mark} `);
    }),
    ...(more > 0 ? paragraph(format, format.dim(moreText(more)), '    ') : []),
  ];
}

/** Why nothing of it is carried out, before anything else. */
function blockedLines(format: Formatter, plan: Plan): string[] {
  return withTitle(
    format.bold('Blocked: needs your decision'),
    plan.blocked.flatMap((blocker) => blockerLines(format, blocker, plan)),
  );
}

function blockerLines(format: Formatter, { code, message, remedy, step }: Blocker, plan: Plan): string[] {
  const allowed =
    step === null ? [] : changesOf(step, plan).flatMap((line) => paragraph(format, format.dim(line), '    '));
  return [
    ...paragraph(format, `${format.plain(message)} ${format.dim(`(${code})`)}`, `  ${format.bad('!')} `),
    ...allowed,
    ...remedyLines(format, remedy, format.plain('    → ')),
  ];
}

/** The change that a yes would add, a line a field. */
function changesOf(step: NonNullable<Blocker['step']>, plan: Plan): string[] {
  const { what, changes } = stepWords(step, plan);
  return changes.length === 0 ? [what] : changes.map(({ field, before, after }) => `${field}: ${before} → ${after}`);
}

/** What the plan decided that a reader may not expect. It holds of the plan and of its result. */
export function planNoteLines(format: Formatter, plan: Plan, names: ResourceNames): string[] {
  const { notes, left = [] } = plan;
  return [
    ...withTitle(
      format.bold('Left unchanged'),
      left.flatMap(({ code, message, remedy }) => [
        ...paragraph(format, `${format.plain(message)} ${format.dim(`(${code})`)}`, `  ${format.bad('!')} `),
        ...remedyLines(format, remedy, format.plain('    → ')),
      ]),
    ),
    ...withTitle(
      format.bold(notes.length === 1 ? 'Note' : 'Notes'),
      notes.flatMap((note) =>
        remedyLines(
          format,
          withSentences(note, (text) => withNames(text, names)),
          format.plain('  · '),
        ),
      ),
    ),
  ];
}
