import type { WizardState } from './draft.ts';
import { openingSteps, type ReadAccount } from './opening-stops.ts';
import { type PrompterAt, questionSteps } from './question-stops.ts';
import type { WizardStep } from './walk.ts';

/** The whole way from the flags to options that leave nothing open. */
export function wizardSteps(askerAt: PrompterAt, readAccount: ReadAccount): WizardStep<WizardState>[] {
  // Where the flags left nothing open the account was not read, and is none of the wizard's business.
  const questions = questionSteps(askerAt).map((step) => ({
    ...step,
    isOpen: (state: WizardState) => state.reading !== null && step.isOpen(state),
  }));
  return [...openingSteps(askerAt, readAccount), ...questions];
}
