import { z } from 'zod';
import { commandsOf, remedyText } from '../../remedy/remedy.ts';
import { Alternative, Symptom } from '../../symptom/schema.ts';
import { printedRemedy } from './remedy.ts';

/** What ECS reports of a service, as documents have it. */
export const SymptomBody = Symptom.extend({
  ...printedRemedy,
  remedy: printedRemedy.remedy.nullable(),
  alternatives: z.array(
    Alternative.omit({ read: true }).extend({
      read: z.string().describe('what would tell; commands stand between backticks'),
      commands: printedRemedy.commands,
    }),
  ),
});
export type SymptomBody = z.infer<typeof SymptomBody>;

export function symptomBody({ remedy, alternatives, ...symptom }: Symptom): SymptomBody {
  return {
    ...symptom,
    remedy: remedy === null ? null : remedyText(remedy),
    commands: remedy === null ? [] : commandsOf(remedy),
    alternatives: alternatives.map(({ what, read }) => ({
      what,
      read: remedyText(read),
      commands: commandsOf(read),
    })),
  };
}
