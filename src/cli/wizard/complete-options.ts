import { joinLines } from '../../render/layout/paragraph.ts';
import type { Options } from '../line/options.ts';
import type { Invocation } from '../run/invocation.ts';
import type { Session } from '../run/session.ts';
import { createPrompter } from './create-prompter.ts';
import { oneSession } from './one-session.ts';
import { openingSteps, type ReadAccount } from './opening-steps.ts';
import { type PrompterAt, questionSteps } from './question-steps.ts';
import { readAccount } from './read-account.ts';
import { runWizard, type WizardStep } from './run-wizard.ts';
import { withSpinner } from './spinner.ts';
import { keepAnswers, stateLines, type WizardState } from './wizard-state.ts';

/** Options that need no question any more, and the session in which they were found. */
export interface Completed {
  readonly options: Options;
  /** To be ended by whoever goes on with it. */
  readonly session: Session;
}

/**
 * Asks for what the flags left open, one screen a question. Nothing is asked where nothing is open. The region is
 * filled in only where it was asked for: else the command finds it where the wizard did, and can say where that is.
 * @throws interrupted where the user leaves; credentials and the like where the account cannot be read; usage where a
 * flag is wrong
 */
export async function completeOptions(invocation: Invocation): Promise<Completed> {
  const {
    options,
    output: { terminal },
  } = invocation;
  const askerAt: PrompterAt = (state, canGoBack) =>
    createPrompter(terminal, (style) => stateLines(state, style), canGoBack);
  const session = await oneSession(invocation);
  const read = (completed: Options) =>
    withSpinner(invocation, `Reading ${completed.region ?? session.region} …`, async () => {
      try {
        return await waitingFor(await session.within(completed), (own) => readAccount(own, completed));
      } catch (error) {
        await session.end();
        throw error;
      }
    });
  try {
    const start: WizardState = { options, kept: {}, answers: [], region: session.region, reading: null };
    const end = await runWizard(wizardSteps(askerAt, read), start, keepAnswers);
    if (end.answers.length > 0)
      terminal.notice(joinLines([...stateLines({ ...end, reading: null }, terminal.noticeStyle), '']));
    const own = await session.within(end.options);
    own.deadline.resume();
    return { options: end.options, session: own };
  } catch (error) {
    await session.end();
    throw error;
  }
}

/** The clock stands still while questions are asked, and runs while their answers are read. */
async function waitingFor<T>(session: Session, read: (session: Session) => Promise<T>): Promise<T> {
  session.deadline.resume();
  try {
    return await read(session);
  } finally {
    session.deadline.pause();
  }
}

/** The whole way from the flags to options that leave nothing open. */
export function wizardSteps(askerAt: PrompterAt, readAccount: ReadAccount): WizardStep<WizardState>[] {
  // Where the flags left nothing open the account was not read, and is none of the wizard's business.
  const questions = questionSteps(askerAt).map((step) => ({
    ...step,
    isOpen: (state: WizardState) => state.reading !== null && step.isOpen(state),
  }));
  return [...openingSteps(askerAt, readAccount), ...questions];
}
