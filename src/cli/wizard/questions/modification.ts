import type { Blocker } from '../../../plan/blocker.ts';
import type { Plan } from '../../../plan/plan.ts';
import { stepWords } from '../../../render/plan/step-words.ts';
import type { Back, Prompter } from '../prompter.ts';

/** May this one thing that others made be changed? */
export function askModification(
  prompter: Prompter,
  plan: Plan,
  { message, step }: ConsentQuestion,
): Promise<boolean | Back> {
  const { what, changes } = stepWords(step, plan);
  return prompter.consent({
    message: `Change ${what}?`,
    more: [
      message,
      `Why: ${step.because}.`,
      ...changes.map(({ field, before, after }) => `${field}: ${before} → ${after}`),
      'pullpath rollback puts it back as it is now.',
    ],
  });
}

/** A refusal that a yes would lift. */
export interface ConsentQuestion extends Blocker {
  readonly step: NonNullable<Blocker['step']>;
}

export function needsConsent(refusal: Blocker): refusal is ConsentQuestion {
  return refusal.step !== null;
}
