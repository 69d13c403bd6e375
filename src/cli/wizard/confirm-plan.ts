import type { Plan } from '../../plan/plan.ts';
import type { Terminal } from '../stream/terminal.ts';
import { createPrompter } from './asker-for.ts';
import { askConfirmation, askForVpcId } from './questions/confirmation.ts';

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
