import { ExitCode } from '../../errors.ts';
import type { ExitCodes } from '../line/define-command.ts';
import type { FlagName } from '../line/flags.ts';

/** The way into an account. */
export const ACCOUNT_FLAGS = ['region', 'profile', 'endpoint-url', 'role-arn'] as const satisfies readonly FlagName[];

/** Accounts that are read beside: of central endpoints, transit gateways, private hosted zones. */
export const HUB_FLAGS = ['hub-role-arn'] as const satisfies readonly FlagName[];

/** What ECS is asked about. */
export const WORKLOAD_FLAGS = ['cluster', 'service', 'task', 'task-definition'] as const satisfies readonly FlagName[];

/** What decides whether a path is open. */
export const PATH_FLAGS = [
  'vpc-id',
  'subnet-ids',
  'subnet-tag',
  'platform-version',
  'for',
  'assign-public-ip',
  'with',
  'task-security-group-ids',
] as const satisfies readonly FlagName[];

export const TARGET_FLAGS = [
  ...PATH_FLAGS,
  'route-table-ids',
  'route-table-tag',
] as const satisfies readonly FlagName[];

/** What is made, and with whose consent. */
export const PLAN_FLAGS = [
  'ingress',
  'admit',
  'stack',
  'private-dns',
  'azs',
  'prices',
  'modify-existing',
  'check-permissions',
] as const satisfies readonly FlagName[];

export const OUTPUT_FLAGS = ['output', 'color', 'quiet', 'debug'] as const satisfies readonly FlagName[];

/** Of a command whose answer is worth keeping, and has more to it than fits on a screen. */
export const REPORT_FLAGS = [...OUTPUT_FLAGS, 'verbose', 'report'] as const satisfies readonly FlagName[];

export const OFFLINE_EXIT_CODES: ExitCodes = {
  [ExitCode.Failed]: 'failed: the result could not be written',
  [ExitCode.Interrupted]: 'interrupted',
  [ExitCode.Terminated]: 'interrupted',
  [ExitCode.HungUp]: 'interrupted',
  [ExitCode.Usage]: 'usage',
};

export const ONLINE_EXIT_CODES: ExitCodes = {
  ...OFFLINE_EXIT_CODES,
  [ExitCode.Credentials]: 'credentials or region',
  [ExitCode.RefusedByAws]: 'AWS refused a call',
};

/** Of a command that reads an account and changes nothing. */
export const READING_EXIT_CODES: ExitCodes = {
  ...ONLINE_EXIT_CODES,
  [ExitCode.Failed]: 'failed: no answer, or not in time, or the result could not be written',
};

export const CHANGING_EXIT_CODES: ExitCodes = {
  ...ONLINE_EXIT_CODES,
  [ExitCode.Done]: 'done, or nothing to do',
  [ExitCode.Failed]: 'failed, and nothing is left changed',
  [ExitCode.NeedsPerson]: 'refused: needs a decision first',
};

export const PENDING = 'changes or a refusal';
export const OPENNESS = 'closed or undecided';
