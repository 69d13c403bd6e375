import { ExitCode, PullpathError } from '../../errors.ts';
import { completionDocument } from '../../render/documents/offline.ts';
import { SCRIPTS, SHELLS } from '../completion/scripts.ts';
import { thereIsNo } from '../did-you-mean.ts';
import type { Command } from '../invocation.ts';
import { resultDocument } from '../result-document.ts';

/** Prints what a shell loads to complete pullpath's command lines; sends nothing. */
export const completion: Command = async ({ options, terminal }) => {
  const shell = SHELLS.find((known) => known === options.shell);
  if (shell === undefined) {
    throw new PullpathError('usage', {
      code: 'UnknownShell',
      message:
        options.shell === undefined
          ? 'completion needs the name of a shell.'
          : thereIsNo('completion for', options.shell, SHELLS),
      remedy: `Name one of: ${SHELLS.join(', ')}.`,
    });
  }
  if (options.output === 'text') terminal.result(SCRIPTS[shell]);
  else resultDocument(terminal, options, completionDocument({ shell, script: SCRIPTS[shell] }));
  return ExitCode.Done;
};
