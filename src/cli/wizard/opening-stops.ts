import { PullpathError } from '../../errors.ts';
import type { Options } from '../options.ts';
import { BACK } from './asker.ts';
import type { Draft, Reading } from './draft.ts';
import { type AskerAt, leavesOpen, withVpc } from './question-stops.ts';
import { askRegion } from './questions/region.ts';
import { askWayOut, isWorthTrying } from './questions/trouble.ts';
import { impliedVpc } from './read-account.ts';
import type { Stop } from './walk.ts';

/** Reads the account with the options as they are by now. */
export type ReadAccount = (options: Options) => Promise<Reading>;

/** The stops before the questions: the region, where it was not chosen, and reading the account. */
export function openingStops(askerAt: AskerAt, readAccount: ReadAccount): Stop<Draft>[] {
  return [
    {
      isOpen: ({ region }) => region === null,
      asks: true,
      run: async (draft, canGoBack) => {
        const region = await askRegion(askerAt(draft, canGoBack), draft.recalled.region);
        return region === BACK ? BACK : { ...draft, region, options: { ...draft.options, region } };
      },
    },
    {
      isOpen: ({ options }) => leavesOpen(options),
      asks: false,
      run: async (draft, canGoBack) => {
        const reading = await persistently(draft, canGoBack, askerAt, readAccount);
        return reading === BACK ? BACK : settled({ ...draft, reading });
      },
    },
  ];
}

/** Reads until it comes off or the user has enough: a sign-in that has expired must not cost the answers given so far. */
async function persistently(draft: Draft, canGoBack: boolean, askerAt: AskerAt, readAccount: ReadAccount) {
  for (;;) {
    try {
      return await readAccount(draft.options);
    } catch (error) {
      if (!(error instanceof PullpathError && (canGoBack || isWorthTrying(error)))) throw error;
      const way = await askWayOut(askerAt(draft, canGoBack), error, canGoBack);
      if (way === 'leave') throw error;
      if (way === 'region') return BACK;
    }
  }
}

function settled(draft: Draft & { readonly reading: Reading }): Draft {
  const vpcId = draft.options.vpcId ?? impliedVpc(draft.reading.snapshot, draft.options);
  return vpcId === undefined ? draft : withVpc(draft, vpcId);
}
