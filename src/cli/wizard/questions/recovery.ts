import { PullpathError } from '../../../errors.ts';
import { remedyText } from '../../../remedy/remedy.ts';
import { problemText } from '../../../render/text/problem.ts';
import { BACK, type Choice, type Prompter } from '../prompter.ts';

/** What to do after the account could not be read. */
export type Recovery = 'again' | 'region' | 'leave';

const AGAIN: Choice<Recovery> = { value: 'again', cells: ['try again', 'with the same answers'] };
const REGION: Choice<Recovery> = { value: 'region', cells: ['choose another region'] };
const LEAVE: Choice<Recovery> = { value: 'leave', cells: ['leave'] };

/** @param canChooseRegion true where the region was asked for, and may be the wrong one */
export async function askRecovery(
  prompter: Prompter,
  error: PullpathError,
  canChooseRegion: boolean,
): Promise<Recovery> {
  const answer = await prompter.one<Recovery>({
    message: 'What now?',
    more: [problemText(error), remedyText(error.remedy)],
    choices: [...(isWorthTrying(error) ? [AGAIN] : []), ...(canChooseRegion ? [REGION] : []), LEAVE],
    preset: undefined,
  });
  return answer === BACK ? 'region' : answer;
}

/** What a person can set right beside: a sign-in, a permission, the network. A wrong flag stays wrong. */
export function isWorthTrying(error: unknown): error is PullpathError {
  return error instanceof PullpathError && ['credentials', 'refused-by-aws', 'failed'].includes(error.kind);
}
