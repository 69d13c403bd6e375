import type { z } from 'zod';
import type { Explanation } from '../../explain/explanation.ts';
import { commandsOf, remedyText } from '../../remedy/remedy.ts';
import { printedRemedy } from './remedy.ts';

/** How a document has what an error text tells to do: the remedy, and what to do instead or besides. */
export const printedExplanation = {
  ...printedRemedy,
  instead: printedRemedy.remedy.nullable().describe('what to do instead, or besides; commands are between backticks'),
};

type Printed = { [K in keyof typeof printedExplanation]: z.infer<(typeof printedExplanation)[K]> };

/** `commands` has those of both. */
export function explanationBody({ remedy, instead }: Pick<Explanation, 'remedy' | 'instead'>): Printed {
  return {
    remedy: remedyText(remedy),
    instead: instead === null ? null : remedyText(instead),
    commands: [...commandsOf(remedy), ...(instead === null ? [] : commandsOf(instead))],
  };
}
