import { ExitCode, PullpathError } from '../../errors.ts';
import { completionDocument } from '../../render/documents/offline.ts';
import { SCRIPTS, SHELLS } from '../completion/scripts.ts';
import { unknownWord } from '../line/did-you-mean.ts';
import type { CommandHandler } from '../run/invocation.ts';

/** Prints what a shell loads to complete pullpath's command lines; sends nothing. */
export const completion: CommandHandler = async ({ options }) => {
  const shell = SHELLS.find((known) => known === options.shellName);
  if (shell === undefined) {
    throw new PullpathError('usage', {
      code: 'UnknownShell',
      message:
        options.shellName === undefined
          ? 'completion needs the name of a shell.'
          : unknownWord('completion for', options.shellName, SHELLS),
      remedy: `Name one of: ${SHELLS.join(', ')}.`,
    });
  }
  const script = SCRIPTS[shell];
  return {
    exitCode: ExitCode.Done,
    result: { text: () => script, document: () => completionDocument({ shell, script }) },
  };
};
