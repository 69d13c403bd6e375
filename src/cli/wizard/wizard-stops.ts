import type { Draft } from './draft.ts';
import { openingStops, type ReadAccount } from './opening-stops.ts';
import { type AskerAt, questionStops } from './question-stops.ts';
import type { Stop } from './walk.ts';

/** The whole way from the flags to options that leave nothing open. */
export function wizardStops(askerAt: AskerAt, readAccount: ReadAccount): Stop<Draft>[] {
  // Where the flags left nothing open the account was not read, and is none of the wizard's business.
  const questions = questionStops(askerAt).map((stop) => ({
    ...stop,
    isOpen: (draft: Draft) => draft.reading !== null && stop.isOpen(draft),
  }));
  return [...openingStops(askerAt, readAccount), ...questions];
}
