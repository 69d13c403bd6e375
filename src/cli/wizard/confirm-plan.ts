import type { Plan } from '../../plan/plan.ts';
import { formatCount } from '../../words.ts';
import type { Terminal } from '../stream/terminal.ts';
import { createPrompter } from './create-prompter.ts';
import { BACK, type Prompter } from './prompter.ts';

export interface Confirmation {
  readonly plan: Plan;
  /** True where the plan changes what others made: then the VPC's id has to be typed. */
  readonly modifiesForeign: boolean;
}

/** Asks whether a plan that is on the screen is to be carried out. The default is No. */
export function confirmPlan(terminal: Terminal, { plan, modifiesForeign }: Confirmation): Promise<boolean> {
  terminal.notice('');
  const prompter = createPrompter(terminal, () => [], false);
  return modifiesForeign ? askForVpcId(prompter, plan) : askConfirmation(prompter, plan);
}

/** The last question before anything is changed. Enter and Escape mean no. */
export async function askConfirmation(prompter: Prompter, { purpose, steps, vpcId }: Plan): Promise<boolean> {
  const changes = formatCount(steps.length, 'change');
  const message =
    purpose === 'apply' ? `Make ${changes} in ${vpcId}?` : `Take the stack back, with ${changes} in ${vpcId}?`;
  return (await prompter.consent({ message, more: [] })) === true;
}

/** The same where the plan changes what others made: a y is typed too easily. */
export async function askForVpcId(prompter: Prompter, { steps, vpcId }: Plan): Promise<boolean> {
  const answer = await prompter.line({
    message: `This changes what others made. Type ${vpcId} to make ${formatCount(steps.length, 'change')} there, or nothing to leave:`,
    preset: '',
    complaint: (text) => ([vpcId, ''].includes(text.trim()) ? null : `Type ${vpcId}, or nothing to leave.`),
  });
  return answer !== BACK && answer.trim() === vpcId;
}
