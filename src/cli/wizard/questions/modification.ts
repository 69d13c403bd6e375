import type { Plan } from '../../../plan/plan.ts';
import type { Refusal } from '../../../plan/refusal.ts';
import { stepWords } from '../../../render/step-words.ts';
import type { Asker, Back } from '../asker.ts';

/** May this one thing that others made be changed? */
export function askModification(asker: Asker, plan: Plan, { message, step }: Asked): Promise<boolean | Back> {
  const { what, changes } = stepWords(step, plan);
  return asker.consent({
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
export interface Asked extends Refusal {
  readonly step: NonNullable<Refusal['step']>;
}

export function isAsked(refusal: Refusal): refusal is Asked {
  return refusal.step !== null;
}
