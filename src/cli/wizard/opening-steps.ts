import { PullpathError } from '../../errors.ts';
import type { Options } from '../line/options.ts';
import { BACK } from './prompter.ts';
import { isUnanswered, type PrompterAt, withVpc } from './question-steps.ts';
import { askRegion } from './questions/account.ts';
import { askRecovery, isWorthTrying } from './questions/recovery.ts';
import { impliedVpc } from './read-account.ts';
import type { WizardStep } from './run-wizard.ts';
import type { AccountReading, WizardState } from './wizard-state.ts';

/** Reads the account with the options as they are by now. */
export type ReadAccount = (options: Options) => Promise<AccountReading>;

/** The steps before the questions: the region, where it was not chosen, and reading the account. */
export function openingSteps(askerAt: PrompterAt, readAccount: ReadAccount): WizardStep<WizardState>[] {
  return [
    {
      isOpen: ({ region }) => region === null,
      asks: true,
      run: async (state, canGoBack) => {
        const region = await askRegion(askerAt(state, canGoBack), state.kept.region);
        return region === BACK ? BACK : { ...state, region, options: { ...state.options, region } };
      },
    },
    {
      isOpen: ({ options }) => isUnanswered(options),
      asks: false,
      run: async (state, canGoBack) => {
        const reading = await persistently(state, canGoBack, askerAt, readAccount);
        return reading === BACK ? BACK : settled({ ...state, reading });
      },
    },
  ];
}

/**
 * Reads until it comes off or the user has enough: a sign-in that has expired must not cost the answers given so far.
 */
async function persistently(state: WizardState, canGoBack: boolean, askerAt: PrompterAt, readAccount: ReadAccount) {
  for (;;) {
    try {
      return await readAccount(state.options);
    } catch (error) {
      if (!(error instanceof PullpathError && (canGoBack || isWorthTrying(error)))) throw error;
      const way = await askRecovery(askerAt(state, canGoBack), error, canGoBack);
      if (way === 'leave') throw error;
      if (way === 'region') return BACK;
    }
  }
}

function settled(state: WizardState & { readonly reading: AccountReading }): WizardState {
  const vpcId = state.options.vpcId ?? impliedVpc(state.reading.snapshot, state.options);
  return vpcId === undefined ? state : withVpc(state, vpcId);
}
