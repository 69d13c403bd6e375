import type { Blocker } from '../../plan/blocker.ts';
import type { Plan } from '../../plan/plan.ts';
import { ownerSentence } from '../../render/plan/owner-sentence.ts';
import { costText } from '../../render/plan/plan-cost.ts';
import { stepWords } from '../../render/plan/step-words.ts';
import type { VpcLabel } from '../../render/text/heading.ts';
import { formatCount, formatList } from '../../words.ts';
import type { Terminal } from '../stream/terminal.ts';
import { createPrompter } from './prompter/create-prompter.ts';
import { BACK, type Back, type Prompter } from './prompter/prompter.ts';

export interface Confirmation {
  readonly plan: Plan;
  readonly vpc: VpcLabel;
  /** Changes of what pullpath did not create: with any, the VPC's ID has to be typed. */
  readonly foreign: readonly ConsentQuestion[];
}

/** A blocker that a yes would lift. */
export interface ConsentQuestion extends Blocker {
  readonly step: NonNullable<Blocker['step']>;
}

export function needsConsent(blocker: Blocker): blocker is ConsentQuestion {
  return blocker.step !== null;
}

/** Asks whether a plan that is on the screen is to be carried out. The default is no. */
export function confirmPlan(
  terminal: Terminal,
  confirmation: Confirmation,
  canGoBack: boolean,
): Promise<boolean | Back> {
  terminal.notice('');
  const prompter = createPrompter(terminal, () => [], canGoBack);
  return confirmation.foreign.length > 0
    ? askForVpcId(prompter, confirmation)
    : askConfirmation(prompter, confirmation);
}

/** The last question before anything is changed, with all that one must know to answer it. */
export function askConfirmation(prompter: Prompter, { plan, vpc }: Confirmation): Promise<boolean | Back> {
  return prompter.consent({ message: `${summaryOf(plan, vpc)}?`, more: [] });
}

/** The same where the plan changes what pullpath did not create: one consent for all of it, and a y is typed too easily. */
export async function askForVpcId(prompter: Prompter, { plan, vpc, foreign }: Confirmation): Promise<boolean | Back> {
  const { vpcId } = plan;
  const answer = await prompter.line({
    more: [
      `This modifies ${formatCount(foreign.length, 'resource')} that pullpath didn't create:`,
      ...foreign.flatMap((blocker) => consentLines(blocker, plan)),
      'A rollback undoes every change.',
    ],
    message: `${summaryOf(plan, vpc)}. Type ${vpcId} to continue:`,
    preset: '',
    complaint: (text) => ([vpcId, ''].includes(text.trim()) ? null : `Type ${vpcId}, or press Enter to cancel.`),
  });
  return answer === BACK ? BACK : answer.trim() === vpcId;
}

/** What is wrong with it, and what would change. */
function consentLines({ message, step }: ConsentQuestion, plan: Plan): string[] {
  const { changes } = stepWords(step, plan);
  const [why = message] = message.split('. pullpath ');
  return [
    `- ${why.replace(/\.$/, '')}.`,
    ...changes.map(({ field, before, after }) => `  ${field}: ${before} → ${after}`),
    ...(step.owner === undefined ? [] : [`  ${ownerSentence(step.subject.id, step.owner)}`]),
  ];
}

/** `Create 4 resources in vpc-1 (orders), account 111122223333, eu-west-1, about $29.20 a month` */
function summaryOf(plan: Plan, { name }: VpcLabel): string {
  const { account, region, vpcId, purpose, stack } = plan;
  const where = `${vpcId}${name === null ? '' : ` (${name})`}, account ${account}, ${region}`;
  if (purpose !== 'apply') return `${changesOf(plan)} of stack "${stack}" in ${where}`;
  return `${changesOf(plan)} in ${where}, ${costText(plan)}`;
}

/** `Create 3 resources and change 2`, as a request. */
export function changesOf({ summary, purpose }: Pick<Plan, 'summary' | 'purpose'>): string {
  const { create, update, delete: remove } = summary;
  const change = { apply: 'change', rollback: 'restore', release: 'let go of' }[purpose];
  const parts = [
    ...(create > 0 ? [['create', create] as const] : []),
    ...(remove > 0 ? [['delete', remove] as const] : []),
    ...(update > 0 ? [[change, update] as const] : []),
  ];
  if (parts.length === 0) return 'Wait for what AWS is still creating';
  const text = formatList(
    parts.map(([verb, count], i) => `${verb} ${i === 0 ? formatCount(count, 'resource') : count}`),
  );
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
