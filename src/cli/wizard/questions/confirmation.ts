import type { Plan } from '../../../plan/plan.ts';
import { formatCount } from '../../../words.ts';
import { BACK, type Prompter } from '../prompter.ts';

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
