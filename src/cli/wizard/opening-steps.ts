import { PullpathError } from '../../errors.ts';
import type { Options } from '../line/options.ts';
import { completedError } from '../run/user-flags.ts';
import { namesTargets } from './account/assess.ts';
import { impliedVpc } from './account/read-account.ts';
import { withService, withVpc } from './account/targets-of-service.ts';
import { BACK } from './prompter/prompter.ts';
import type { PrompterAt } from './question-steps.ts';
import { askRegion } from './questions/account.ts';
import { askRecovery, isWorthTrying } from './questions/recovery.ts';
import { askService, CHOOSE_VPC } from './questions/service.ts';
import type { WizardStep } from './run-wizard.ts';
import type { AccountReading, WizardState } from './wizard-state.ts';

/** Reads the account with the options as they are by now. */
export type ReadAccount = (options: Options) => Promise<AccountReading>;

/** True where a question is left that the account has to be read for. */
function isUnanswered(options: Options): boolean {
  const { vpcId, platformVersion, with: extras } = options;
  return !namesTargets(options) || [vpcId, platformVersion, extras].includes(undefined);
}

/** The steps before the questions about a VPC: the region, where it was not chosen, reading the account, and what fails there. */
export function openingSteps(
  prompterAt: PrompterAt,
  readAccount: ReadAccount,
  nowMs: () => number,
): WizardStep<WizardState>[] {
  return [
    {
      isOpen: ({ region }) => region === null,
      asks: true,
      run: async (state, canGoBack) => {
        const region = await askRegion(prompterAt(state, canGoBack), state.kept.region);
        return region === BACK ? BACK : { ...state, region, options: { ...state.options, region } };
      },
    },
    {
      isOpen: ({ options }) => isUnanswered(options),
      asks: false,
      run: async (state, canGoBack) => {
        const reading = await persistently(state, canGoBack, prompterAt, readAccount);
        return reading === BACK ? BACK : { ...state, reading };
      },
    },
    {
      isOpen: ({ reading, service }) => service === null && (reading?.services?.failing.length ?? 0) > 0,
      asks: true,
      run: async (state, canGoBack) => {
        const { ecs = null, failing = [] } = state.reading?.services ?? {};
        const answer = await askService(prompterAt(state, canGoBack), failing, nowMs(), undefined);
        if (answer === BACK || ecs === null) return BACK;
        if (answer === CHOOSE_VPC) return { ...state, service: 'vpc' };
        const chosen = withService(state, answer, ecs);
        return chosen ?? { ...state, service: 'vpc', notes: [unplaced(answer.service)] };
      },
    },
    {
      isOpen: ({ reading }) => reading !== null,
      asks: false,
      run: async (state) => {
        const { reading, options } = state;
        if (reading === null || state.answers.some(([label]) => label === 'VPC')) return state;
        const vpcId = options.vpcId ?? impliedVpc(reading.snapshot, options);
        return vpcId === undefined ? state : withVpc(state, vpcId);
      },
    },
  ];
}

function unplaced(service: string): string {
  return `ECS doesn't say in which subnets of one VPC the tasks of ${service} start, so choose them here.`;
}

/** Reads until it comes off or the user has enough: a sign-in that has expired must not cost the answers given so far. */
async function persistently(state: WizardState, canGoBack: boolean, prompterAt: PrompterAt, readAccount: ReadAccount) {
  for (;;) {
    try {
      return await readAccount(state.options);
    } catch (error) {
      if (!(error instanceof PullpathError && (canGoBack || isWorthTrying(error)))) throw error;
      const ways = [...(isWorthTrying(error) ? ['again' as const] : []), ...(canGoBack ? ['region' as const] : [])];
      const told = completedError(error, state);
      const way = await askRecovery(prompterAt(state, canGoBack), told, ways);
      if (way === 'leave') throw error;
      if (way === 'region') return BACK;
    }
  }
}
