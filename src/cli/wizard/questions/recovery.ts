import { PullpathError } from '../../../errors.ts';
import { problemText } from '../../../render/text/problem.ts';
import { BACK, type Prompter } from '../prompter/prompter.ts';

/** What to do after the account could not be read. */
export type Recovery = 'again' | 'region' | 'back' | 'leave';

const CHOICES: { readonly [R in Recovery]: string } = {
  again: 'Try again',
  region: 'Choose another region',
  back: 'Go back',
  leave: 'Quit',
};

/**
 * @param error with commands that can be pasted
 * @param ways what can be done, beside giving up; the last one is what Escape means
 */
export async function askRecovery<R extends Recovery>(
  prompter: Prompter,
  error: PullpathError,
  ways: readonly R[],
): Promise<R | 'leave'> {
  const offered: readonly (R | 'leave')[] = [...ways, 'leave'];
  const answer = await prompter.one<R | 'leave'>({
    message: 'What now?',
    more: [problemText(error), error.remedy],
    choices: offered.map((value) => ({ value, cells: [CHOICES[value]] })),
    preset: undefined,
  });
  return answer === BACK ? (ways.at(-1) ?? 'leave') : answer;
}

/** What a person can set right beside: a sign-in, a permission, the network. A wrong flag stays wrong. */
export function isWorthTrying(error: unknown): error is PullpathError {
  return error instanceof PullpathError && ['credentials', 'refused-by-aws', 'failed'].includes(error.kind);
}
