import type { CommandName } from './flags.ts';

/** What each exit code of a command means; `errors.ts` has which error leads to which. */
export type ExitCodes = Readonly<Record<number, string>>;

const FAILED = 'failed, and nothing is left changed';
const UNREAD = 'failed: nobody answered, or not in time, or the result could not be written';
const PENDING = 'changes or a refusal';
const OPENNESS = 'closed or undecided';

/** Emulators do that; AWS never does. */
const CARRIED_OUT = 'with --check-permissions: a dry run was carried out';

const OFFLINE: ExitCodes = {
  1: 'failed: the result could not be written',
  130: 'interrupted',
  143: 'interrupted',
  252: 'usage',
};

const ONLINE: ExitCodes = { ...OFFLINE, 253: 'credentials or region', 254: 'AWS refused a call' };

const CHANGING: ExitCodes = {
  ...ONLINE,
  0: 'done, or nothing to do',
  1: FAILED,
  4: 'refused: a person must act first',
};

export const EXIT_CODES: { readonly [K in CommandName]: ExitCodes } = {
  apply: {
    ...CHANGING,
    2: `with --dry-run --detailed-exitcode: ${PENDING}`,
    3: 'partly applied',
    5: 'applied, but the path is still not open',
    6: 'the saved plan is stale or already used',
  },
  audit: { ...ONLINE, 0: 'open', 1: UNREAD, 2: `${OPENNESS} (see --fail-on)` },
  plan: { ...ONLINE, 0: 'printed', 1: UNREAD, 2: `with --detailed-exitcode: ${PENDING}`, 3: CARRIED_OUT },
  rollback: { ...CHANGING, 3: 'partly rolled back' },
  explain: { ...OFFLINE, 0: 'explained, or said to be unknown' },
  'iam-policy': { ...OFFLINE, 0: 'printed' },
  sandbox: { ...OFFLINE, 0: 'ended', 1: 'failed' },
  schema: { ...OFFLINE, 0: 'printed' },
  completion: { ...OFFLINE, 0: 'printed' },
};

/** Those of the whole program. */
const ALL: ExitCodes = {
  ...EXIT_CODES.apply,
  2: `audit: ${OPENNESS}; plan --detailed-exitcode: ${PENDING}`,
  3: 'partly applied, or partly rolled back',
};

/** The table of a command, or of the program, as the help has it: its own codes line by line, then those of errors and signals. */
export function exitCodesText(command: CommandName | 'pullpath'): string {
  const codes = Object.entries(command === 'pullpath' ? ALL : EXIT_CODES[command]);
  const line = (above: number, below: number, joint: string) =>
    codes
      .filter(([code]) => Number(code) >= above && Number(code) < below)
      .map(([code, words]) => `${code} ${words}`)
      .join(joint);
  return ['Exit codes:', line(0, 100, '\n  '), line(250, 256, ' · '), '130, 143 interrupted'].join('\n  ');
}
