import { ExitCode } from '../../errors.ts';
import { OPENNESS, PENDING } from '../definitions/shared.ts';
import { COMMANDS, type CommandName } from './command-table.ts';
import type { ExitCodes } from './define-command.ts';

/** Those of the whole program. */
const ALL: ExitCodes = {
  ...COMMANDS.apply.exitCodes,
  [ExitCode.Closed]: `audit: ${OPENNESS}; plan --detailed-exitcode: ${PENDING}`,
  [ExitCode.Partial]: 'partly applied, or partly rolled back',
};

/**
 * The table of a command, or of the program, as the help has it: its own codes line by line, then those of errors and
 * signals.
 */
export function exitCodesText(command: CommandName | 'pullpath'): string {
  const codes = Object.entries(command === 'pullpath' ? ALL : COMMANDS[command].exitCodes);
  const line = (above: number, below: number, joint: string) =>
    codes
      .filter(([code]) => Number(code) >= above && Number(code) < below)
      .map(([code, words]) => `${code} ${words}`)
      .join(joint);
  return ['Exit codes:', line(0, 100, '\n  '), line(250, 256, ' · '), '129, 130, 143 interrupted'].join('\n  ');
}
