import { BACK, type Back, type Prompter } from '../prompter/prompter.ts';

/** Where to save a plan that was declined; null where it is not to be saved. */
export async function askWhereToSave(prompter: Prompter): Promise<string | null | Back> {
  const answer = await prompter.line({
    more: ['The plan can be saved, for example for someone else to approve and apply.'],
    message: 'Save the plan to which file? (Enter = do not save)',
    preset: '',
    complaint: () => null,
  });
  return answer === BACK ? BACK : answer.trim() || null;
}
