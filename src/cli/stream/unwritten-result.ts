import { ExitCode, exitCodeOf, PullpathError } from '../../errors.ts';
import { errorText } from '../../render/text/error-text.ts';
import type { Terminal } from './terminal.ts';

/** The codes that tell what a result holds, which could not be written. */
const OF_RESULTS: ReadonlySet<ExitCode> = new Set([ExitCode.Done, ExitCode.Closed, ExitCode.ChangesPending]);

/**
 * Says that the result could not be written, as where the disk is full.
 * @param code that of the run itself, which stands where it says that something went wrong
 * @returns the exit code, which says whether something was changed
 */
export function printUnwrittenResult(
  terminal: Terminal,
  cause: NodeJS.ErrnoException,
  code: ExitCode,
  changed: boolean,
): ExitCode {
  const error = new PullpathError(changed ? 'partial' : 'failed', {
    code: 'UnwritableResult',
    message: `The result could not be written: ${cause.message}.`,
    remedy: changed
      ? 'What was changed stands: pullpath audit shows it, pullpath rollback takes it back.'
      : 'Make room, or send the result elsewhere; nothing was changed.',
    cause,
  });
  terminal.notice((style) => errorText(error, style));
  return OF_RESULTS.has(code) ? exitCodeOf(error) : code;
}
