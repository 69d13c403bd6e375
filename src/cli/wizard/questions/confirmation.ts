import type { Plan } from '../../../plan/plan.ts';
import { count } from '../../../words.ts';
import { type Asker, BACK } from '../asker.ts';

/** The last question before anything is changed. Enter and Escape mean no. */
export async function askConfirmation(asker: Asker, { purpose, steps, vpcId }: Plan): Promise<boolean> {
  const changes = count(steps.length, 'change');
  const message =
    purpose === 'apply' ? `Make ${changes} in ${vpcId}?` : `Take the stack back, with ${changes} in ${vpcId}?`;
  return (await asker.consent({ message, more: [] })) === true;
}

/** The same where the plan changes what others made: a y is typed too easily. */
export async function askForVpcId(asker: Asker, { steps, vpcId }: Plan): Promise<boolean> {
  const answer = await asker.line({
    message: `This changes what others made. Type ${vpcId} to make ${count(steps.length, 'change')} there, or nothing to leave:`,
    preset: '',
    complaint: (text) => ([vpcId, ''].includes(text.trim()) ? null : `Type ${vpcId}, or nothing to leave.`),
  });
  return answer !== BACK && answer.trim() === vpcId;
}
