import { PullpathError } from '../../../errors.ts';
import { remedyText } from '../../../remedy/remedy.ts';
import { problemText } from '../../../render/problem.ts';
import { type Asker, BACK, type Choice } from '../asker.ts';

/** What to do after the account could not be read. */
export type WayOut = 'again' | 'region' | 'leave';

const AGAIN: Choice<WayOut> = { value: 'again', cells: ['try again', 'with the same answers'] };
const REGION: Choice<WayOut> = { value: 'region', cells: ['choose another region'] };
const LEAVE: Choice<WayOut> = { value: 'leave', cells: ['leave'] };

/** @param canChooseRegion true where the region was asked for, and may be the wrong one */
export async function askWayOut(asker: Asker, error: PullpathError, canChooseRegion: boolean): Promise<WayOut> {
  const answer = await asker.one<WayOut>({
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
