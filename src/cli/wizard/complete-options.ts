import { joinLines } from '../../render/layout/paragraph.ts';
import type { Options } from '../line/options.ts';
import type { Invocation } from '../run/invocation.ts';
import { pricesOf } from '../run/plan/plan-run.ts';
import type { Session } from '../run/session/session.ts';
import { oneSession } from './account/one-session.ts';
import { readAccount, readVpc } from './account/read-account.ts';
import { openingSteps, type ReadAccount } from './opening-steps.ts';
import { createPrompter } from './prompter/create-prompter.ts';
import { BACK, type Back } from './prompter/prompter.ts';
import { withSpinner } from './prompter/spinner.ts';
import { type PrompterAt, questionSteps, type ReadVpc } from './question-steps.ts';
import { runWizard, type WizardStep } from './run-wizard.ts';
import { initialState, keepAnswers, stateLines, type WizardState } from './wizard-state.ts';

/** Options that need no question any more, the session in which they were found, and what became of their plan. */
export interface Completed<Reviewed> {
  readonly state: WizardState;
  /** To be ended by the caller. */
  readonly session: Session;
  readonly reviewed: Reviewed;
}

/** Shows the plan for the options and asks about it; Escape there leads back to the last question. */
export type ReviewPlan<Reviewed> = (session: Session, options: Options, canGoBack: boolean) => Promise<Reviewed | Back>;

/**
 * Asks for what the flags left open, one screen a question, and then about the plan. Nothing is asked where nothing is open.
 * The region is filled in only where it was asked for: else the command finds it where the wizard did, and can say where that is.
 * @throws interrupted where the user leaves; credentials and the like where the account cannot be read; usage where a flag is
 *   wrong; needs-person where no answer leads to a plan
 */
export async function completeOptions<Reviewed>(
  invocation: Invocation,
  review: ReviewPlan<Reviewed>,
): Promise<Completed<Reviewed>> {
  const {
    options,
    output: { terminal },
  } = invocation;
  const prompterAt: PrompterAt = (state, canGoBack) =>
    createPrompter(terminal, (style) => stateLines(state, style), canGoBack);
  const session = await oneSession(invocation);
  const reading = <T>(what: string, completed: Options, read: (own: Session) => Promise<T>) =>
    withSpinner(invocation, `Reading ${what} …`, async () => {
      try {
        return await waitingFor(await session.within(completed), read);
      } catch (error) {
        await session.end();
        throw error;
      }
    });
  const wide: ReadAccount = async (completed) => {
    const seen = await reading(`${completed.region ?? session.region}`, completed, (own) =>
      readAccount(own, completed),
    );
    // Where no screen can be redrawn, nothing stands above the questions: this comes once.
    if (!terminal.redraws)
      terminal.notice((style) =>
        joinLines(stateLines({ ...initialState(options, session.region), reading: seen }, style)),
      );
    return seen;
  };
  const deep: ReadVpc = ({ options: completed, reading: seen }, vpcId) => {
    if (seen === null) throw new Error('a VPC is completed before the account was read');
    return reading(vpcId, completed, (own) => readVpc(own, completed, seen, vpcId));
  };
  let reviewed: Reviewed | undefined;
  const last: WizardStep<WizardState> = {
    isOpen: () => true,
    asks: false,
    run: async (state, canGoBack) => {
      // What the questions came to stays on the screen, above the plan.
      const lines = stateLines({ ...state, reading: null }, terminal.noticeStyle);
      if (lines.length > 0) terminal.notice(() => joinLines([...lines, '']));
      const own = await session.within(state.options);
      const answer = await waitingFor(own, () => review(own, state.options, canGoBack));
      if (answer === BACK) return BACK;
      reviewed = answer;
      return state;
    },
  };
  try {
    const start = initialState(options, session.region, await pricesOf(options));
    const onAssessed = (state: WizardState) => {
      if (!terminal.redraws) terminal.notice((style) => joinLines(stateLines({ ...state, reading: null }, style)));
    };
    const steps = [...wizardSteps(prompterAt, wide, deep, onAssessed), last];
    const state = await runWizard(steps, start, keepAnswers);
    const own = await session.within(state.options);
    own.deadline.resume();
    return { state, session: own, reviewed: reviewed as Reviewed };
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
export function wizardSteps(
  prompterAt: PrompterAt,
  readAccount: ReadAccount,
  readVpc: ReadVpc,
  onAssessed: (state: WizardState) => void = () => undefined,
  nowMs: () => number = Date.now,
): WizardStep<WizardState>[] {
  // Where the flags left nothing open the account was not read, and is none of the wizard's business.
  const questions = questionSteps(prompterAt, readVpc, onAssessed).map((step) => ({
    ...step,
    isOpen: (state: WizardState) => state.reading !== null && step.isOpen(state),
  }));
  return [...openingSteps(prompterAt, readAccount, nowMs), ...questions];
}
