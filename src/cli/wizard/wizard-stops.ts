import { openingSteps, type ReadAccount } from './opening-steps.ts';
import { type PrompterAt, questionSteps } from './question-steps.ts';
import type { WizardStep } from './run-wizard.ts';
import type { WizardState } from './wizard-state.ts';

/** The whole way from the flags to options that leave nothing open. */
export function wizardSteps(askerAt: PrompterAt, readAccount: ReadAccount): WizardStep<WizardState>[] {
  // Where the flags left nothing open the account was not read, and is none of the wizard's business.
  const questions = questionSteps(askerAt).map((step) => ({
    ...step,
    isOpen: (state: WizardState) => state.reading !== null && step.isOpen(state),
  }));
  return [...openingSteps(askerAt, readAccount), ...questions];
}
