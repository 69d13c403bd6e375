import { PullpathError } from '../../../errors.ts';
import type { Blocker } from '../../../plan/blocker.ts';
import { placeholder, pullpath } from '../../../remedy/command.ts';
import { mergeRemedies, type Remedy } from '../../../remedy/remedy.ts';

/**
 * What a plan that may not be applied ends with (exit 4): everything that a person must settle first, since half of a plan
 * would cost money and open nothing.
 * @param isSaved true for a saved plan, which no flag changes
 */
export function blockedError(blockers: readonly [Blocker, ...Blocker[]], isSaved: boolean): PullpathError {
  return new PullpathError('needs-person', {
    code: blockers[0].code,
    message: `${blockers.map(({ message }) => message).join('\n')}\nNothing was changed.`,
    remedy: mergeRemedies(blockers.map((blocker) => remedyOf(blocker, isSaved))),
  });
}

/** @throws needs-person, where something blocks the plan */
export function assertNotBlocked(blockers: readonly Blocker[], isSaved: boolean): void {
  const [first, ...others] = blockers;
  if (first !== undefined) throw blockedError([first, ...others], isSaved);
}

/** What a flag allows, a saved plan has to have been made with. */
function remedyOf({ step, remedy }: Blocker, isSaved: boolean): Remedy {
  if (step === null || !isSaved) return remedy;
  return [
    'Make a new plan that allows it; a rollback restores it:',
    pullpath('plan', { modifyExisting: true, out: placeholder('<file>') }),
  ];
}
