import type { Diagnosis } from '../../../diagnose/diagnosis.ts';
import { PullpathError } from '../../../errors.ts';
import { type CommandReference, isPullpath } from '../../../remedy/command.ts';
import { blocksOf, commandsIn } from '../../../remedy/remedy.ts';
import type { Next } from '../../../render/text/next.ts';

/** What to run after a run that came to no end: `again`, but first what a person needs who has something to decide. */
export function resumeCommands(failure: unknown, again: CommandReference): Next[] {
  if (!isForPerson(failure)) return [{ what: 'To continue', command: again }];
  const looks = blocksOf(failure.remedy).filter((block) => typeof block !== 'string');
  return [
    ...looks.map((command) => ({ what: 'To see what needs your decision', command })),
    { what: 'Then, to continue', command: again },
  ];
}

/** What was read afterwards, without the advice to run again what has just failed and will fail the same way. */
export function withoutRepeat(after: Diagnosis, failure: unknown): Diagnosis {
  if (!isForPerson(failure)) return after;
  const findings = after.findings.map((finding) =>
    commandsIn(finding.remedy).some((command) => isPullpath(command) && command.command === 'apply')
      ? { ...finding, remedy: 'First do what the failed step asks for.' }
      : finding,
  );
  return { ...after, findings };
}

function isForPerson(failure: unknown): failure is PullpathError {
  return failure instanceof PullpathError && failure.kind === 'needs-person';
}
