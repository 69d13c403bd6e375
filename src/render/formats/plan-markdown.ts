import { groupBy } from '../../order.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Step } from '../../plan/step.ts';
import type { ForcedDeployment } from '../../watch/force.ts';
import { formatCount, formatList } from '../../words.ts';
import { verdictText } from '../layout/formatter.ts';
import { visible } from '../layout/visible.ts';
import { stepWords } from '../plan/step-words.ts';
import type { VpcLabel } from '../text/heading.ts';
import { labelOf, remedyBlocks } from './markdown.ts';
import { literal, sentence, table } from './markdown-text.ts';

export interface PlanMarkdownView {
  readonly plan: Plan;
  readonly vpc: VpcLabel;
  /** What must be said before anything else. */
  readonly note: string | null;
  readonly forced: ForcedDeployment | null;
}

/** `service orders of cluster prod`; nothing where the plan is for none. */
function serviceOf({ choices }: Plan): string[] {
  const { service, cluster } = choices?.workload ?? {};
  return service == null ? [] : [`service ${shown(service)} of cluster ${shown(cluster ?? '')}`];
}

/** What `+`, `~` and `-` say in the text. */
const ACTIONS: { readonly [A in Step['action']]: string } = { create: 'create', update: 'change', delete: 'delete' };

/**
 * A plan as Markdown, for the review in a pull request: counts and cost first, then the steps, who else is touched, and
 * what a person must settle.
 */
export function planMarkdown({ plan, vpc, note, forced }: PlanMarkdownView): string {
  const { create, update, delete: remove } = plan.summary;
  const blocks = [
    `## pullpath plan: ${create} to create, ${update} to change, ${remove} to delete`,
    ...(note === null ? [] : [`> ${shown(note)}`]),
    [
      ...serviceOf(plan),
      labelOf(vpc.vpcId, vpc.name),
      `${shown(plan.region)}, account ${shown(plan.account)}`,
      `stack ${shown(plan.stack)}`,
      costText(plan),
    ].join(' · '),
    ...(plan.preview === null
      ? []
      : [`Pull path: ${verdictText(plan.preview.before)} now, ${verdictText(plan.preview.after)} once applied`]),
    ...notJudgedText(plan),
    ...(plan.steps.length === 0 ? ['Nothing to do.'] : [stepTable(plan)]),
    ...(forced === null || plan.blocked.length > 0 ? [] : [shown(forcedText(forced))]),
    ...withHeading(
      'Side effects',
      plan.sideEffects.map(({ message, subnetIds }) => [`${message} (${formatCount(subnetIds.length, 'subnet')})`]),
    ),
    ...withHeading(
      'A person must act first',
      plan.blocked.map(({ message, code, remedy }) => [`${message} (${code})`, ...remedyBlocks(remedy)]),
    ),
    ...withHeading(
      'Left out',
      (plan.leftOut ?? []).map(({ id, name, reason }) => [`${name === null ? id : `${id} (${name})`}: ${reason}`]),
    ),
    ...withHeading(
      'Notes',
      plan.notes.map((note) => remedyBlocks(note)),
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** Not a step: no tag records it, and rollback does not undo it. */
function forcedText({ action, cluster, service, message }: ForcedDeployment): string {
  return `After the changes: force a new deployment of ${service} in cluster ${cluster} (${action}). ${message}`;
}

/** What the verdicts of the preview do not speak of. */
function notJudgedText({ preview, notJudged = [] }: Plan): string[] {
  return preview === null || notJudged.length === 0 ? [] : [`Not judged: ${shown(formatList(notJudged))}.`];
}

function stepTable(plan: Plan): string {
  const rows = [...groupBy(plan.steps, (step) => stepWords(step, plan).group).values()].flat().map((step) => {
    const { what, changes } = stepWords(step, plan);
    const changed = changes.map(({ field, before, after }) => `${field}: ${before} → ${after}`);
    return [ACTIONS[step.action], [what, ...changed].map(shown).join('<br>'), sentence(visible(step.because))];
  });
  return table(['', 'what', 'why'], rows);
}

function costText({ cost }: Plan): string {
  if (cost.items.length === 0) return 'adds nothing to the bill';
  if (cost.monthlyUsd === null) return 'cost unknown';
  return `about \\$${cost.monthlyUsd.toFixed(2)} a month, by prices of ${shown(cost.pricesAsOf)}`;
}

/** Items under a heading, each with what belongs to it below; nothing where there are none. */
function withHeading(heading: string, items: readonly (readonly string[])[]): string[] {
  if (items.length === 0) return [];
  return [`### ${heading}`, ...items.flatMap(([first = '', ...below]) => [`- ${sentence(visible(first))}`, ...below])];
}

function shown(text: string): string {
  return literal(visible(text));
}
