import type { Plan } from '../../plan/plan.ts';
import type { Terminal } from '../stream/terminal.ts';
import { createPrompter } from './create-prompter.ts';
import { BACK } from './prompter.ts';
import { askModification, needsConsent } from './questions/modification.ts';
import { runWizard, type WizardStep } from './run-wizard.ts';

/**
 * Asks for each change of what others made whether it may be.
 * @returns the ids of the steps that were allowed
 */
export async function askModifications(terminal: Terminal, plan: Plan): Promise<string[]> {
  const steps = plan.blocked.filter(needsConsent).map(
    (refusal): WizardStep<readonly string[]> => ({
      isOpen: () => true,
      asks: true,
      run: async (allowed, canGoBack) => {
        const answer = await askModification(
          createPrompter(terminal, () => [], canGoBack),
          plan,
          refusal,
        );
        if (answer === BACK) return BACK;
        return answer ? [...allowed, refusal.step.id] : allowed;
      },
    }),
  );
  return [...(await runWizard(steps, []))];
}
