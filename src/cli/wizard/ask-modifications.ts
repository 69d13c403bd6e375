import type { Plan } from '../../plan/plan.ts';
import type { Terminal } from '../terminal.ts';
import { BACK } from './asker.ts';
import { askerFor } from './asker-for.ts';
import { askModification, isAsked } from './questions/modification.ts';
import { type Stop, walk } from './walk.ts';

/**
 * Asks for each change of what others made whether it may be.
 * @returns the ids of the steps that were allowed
 */
export async function askModifications(terminal: Terminal, plan: Plan): Promise<string[]> {
  const stops = plan.refusals.filter(isAsked).map(
    (refusal): Stop<readonly string[]> => ({
      isOpen: () => true,
      asks: true,
      run: async (allowed, canGoBack) => {
        const answer = await askModification(
          askerFor(terminal, () => [], canGoBack),
          plan,
          refusal,
        );
        if (answer === BACK) return BACK;
        return answer ? [...allowed, refusal.step.id] : allowed;
      },
    }),
  );
  return [...(await walk(stops, []))];
}
