import { BACK, type Back } from './prompter/prompter.ts';

/** One stop on the way: a question, or work that the next question needs. */
export interface WizardStep<S> {
  /** False where there is nothing left to ask here. */
  readonly isOpen: (state: S) => boolean;
  /** True for a question, which can be gone back to. */
  readonly asks: boolean;
  /** Answers the state with what came of it, or wants the question before. */
  readonly run: (state: S, canGoBack: boolean) => Promise<S | Back>;
}

/**
 * Passes every stop that is open, in order. Back returns to the question before, and to the state that it was asked in.
 * @param keep what of the state that is left to keep in the one that is returned to
 */
export async function runWizard<S>(
  steps: readonly WizardStep<S>[],
  start: S,
  keep: (before: S, left: S) => S = (before) => before,
): Promise<S> {
  const passed: { readonly at: number; readonly state: S }[] = [];
  let state = start;
  let at = 0;
  for (let step = steps[at]; step !== undefined; step = steps[at]) {
    if (!step.isOpen(state)) {
      at += 1;
      continue;
    }
    const next = await step.run(state, passed.length > 0);
    if (next !== BACK) {
      if (step.asks) passed.push({ at, state });
      state = next;
      at += 1;
      continue;
    }
    const last = passed.pop();
    if (last !== undefined) {
      state = keep(last.state, state);
      at = last.at;
    }
  }
  return state;
}
