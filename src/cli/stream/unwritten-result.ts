import { ExitCode, exitCodeOf, PullpathError } from '../../errors.ts';
import { pullpath } from '../../remedy/command.ts';
import { errorText } from '../../render/text/error-text.ts';
import type { RunTarget } from '../line/command-line.ts';
import { completedError } from '../run/user-flags.ts';
import type { Report } from './output.ts';
import type { Terminal } from './terminal.ts';

/** How a run ended, when all of it is written; the target is null where the command line was not understood. */
export type End = Pick<Report, 'exitCode' | 'changed'> & { readonly target: RunTarget | null };

/** The codes that tell what a result holds, which could not be written. */
const OF_RESULTS: ReadonlySet<ExitCode> = new Set([ExitCode.Done, ExitCode.Closed, ExitCode.ChangesPending]);

/**
 * Says that the result could not be written, as where the disk is full.
 * @param end how the run itself ended: its exit code stands where it says that something went wrong
 * @returns the exit code, which says whether something was changed
 */
export function printUnwrittenResult(
  terminal: Terminal,
  cause: NodeJS.ErrnoException,
  { exitCode, changed = false, target }: End,
): ExitCode {
  const error = new PullpathError(changed ? 'partial' : 'failed', {
    code: 'UnwritableResult',
    message: `The result could not be written: ${cause.message}.`,
    remedy: changed
      ? [
          'What was changed still exists. To see it:',
          pullpath('audit', {}),
          'To roll it back:',
          pullpath('rollback', {}),
        ]
      : 'Make room, or send the result elsewhere; nothing was changed.',
    cause,
  });
  const told = target === null ? error : completedError(error, target);
  terminal.notice((style) => errorText(told, style));
  return OF_RESULTS.has(exitCode) ? exitCodeOf(error) : exitCode;
}
