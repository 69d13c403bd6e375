import { z } from 'zod';
import { Finding } from '../../diagnose/findings/finding.ts';
import { commandsOf, type Remedy, remedyText } from '../../remedy/remedy.ts';

/** How a document tells what to do: as one text, and its commands for whoever runs them. */
export const printedRemedy = {
  remedy: z.string().describe('what to do now; commands are between backticks'),
  commands: z
    .array(z.array(z.string()))
    .describe('the commands of the remedy, word by word; what is in angle brackets is to be filled in'),
};

/** Anything that comes with a remedy, as documents have it. */
export function printed<T extends { readonly remedy: Remedy }>(thing: T) {
  return { ...thing, remedy: remedyText(thing.remedy), commands: commandsOf(thing.remedy) };
}

export const PrintedFinding = Finding.extend(printedRemedy);
