import type { Diagnosis } from '../diagnose/diagnosis.ts';
import { PullpathError } from '../errors.ts';
import type { Next } from '../render/next.ts';
import { partsOf } from '../render/remedy.ts';

/** What to run after a run that came to no end: `again`, but first what a person needs who has something to decide. */
export function goingOn(failure: unknown, again: string): Next[] {
  if (!isForPerson(failure)) return [{ what: 'To go on', command: again }];
  const looks = partsOf(failure.remedy).filter(({ command }) => command);
  return [
    ...looks.map(({ text }) => ({ what: 'To see what has to be settled first', command: text })),
    { what: 'To go on once that is settled', command: again },
  ];
}

/** What was read afterwards, without the advice to run again what has just failed and will fail the same way. */
export function withoutRepeat(after: Diagnosis, failure: unknown): Diagnosis {
  if (!isForPerson(failure)) return after;
  const findings = after.findings.map((finding) =>
    finding.remedy.includes('pullpath apply')
      ? { ...finding, remedy: 'Settle first what the failed step asks for.' }
      : finding,
  );
  return { ...after, findings };
}

function isForPerson(failure: unknown): failure is PullpathError {
  return failure instanceof PullpathError && failure.kind === 'needs-person';
}
