import { type ApplyOutcome, apply } from '../apply/apply.ts';
import { systemClock } from '../apply/clock.ts';
import type { Event } from '../apply/event.ts';
import { assertPermitted, checkPermissions } from '../apply/permissions.ts';
import type { Diagnosis } from '../diagnose/diagnosis.ts';
import { discover } from '../discover/discover.ts';
import type { Snapshot } from '../discover/snapshot.ts';
import { exitCodeOf, PullpathError } from '../errors.ts';
import type { Plan } from '../plan/plan.ts';
import { eventDocument } from '../render/documents/event.ts';
import type { Invocation } from './invocation.ts';
import { progressView } from './progress.ts';
import type { Session } from './session.ts';

/** What became of a plan: the results, and the path as read again afterwards. */
export interface Carried {
  readonly outcome: ApplyOutcome;
  readonly elapsedMs: number;
  /** Null where it could not be read again, or there is nothing to judge. */
  readonly after: Diagnosis | null;
  readonly exitCode: number;
}

/**
 * Asks AWS for permission where AWS can be asked, then applies the plan with progress, then reads the account again.
 * @param judge the evaluator over the account afterwards; null where the path is not the question
 */
export async function carryOut(
  session: Session,
  invocation: Invocation,
  plan: Plan,
  judge: ((snapshot: Snapshot) => Diagnosis) | null,
): Promise<Carried> {
  const { options, interrupts } = invocation;
  await permissions(session, invocation, plan);
  const startedAt = Date.now();
  const stop = interrupts.orderly();
  const progress = progressView(invocation, plan);
  const emit = (event: Event) => {
    if (options.output === 'jsonl')
      invocation.terminal.result(JSON.stringify(eventDocument(plan.purpose, invocation.place, event)));
    progress.emit(event);
  };
  const { reader } = session;
  const outcome = await apply({
    plan,
    reader,
    writer: session.writer(),
    clock: systemClock,
    timeoutMs: options.timeout * 1000,
    emit,
    stop,
  });
  progress.end();
  const elapsedMs = Date.now() - startedAt;
  const stands = outcome.interrupted || judge === null ? null : await verify(session, plan, judge);
  const after = stands instanceof PullpathError ? null : stands;
  if (stands instanceof PullpathError)
    invocation.terminal.notice(`The account could not be read again: ${stands.message}`);
  return { outcome, elapsedMs, after, exitCode: exitCode(outcome, stands, invocation) };
}

async function permissions(session: Session, { options, terminal }: Invocation, plan: Plan): Promise<void> {
  // An emulator may carry out a dry run, so nobody but AWS is asked unless the user says so.
  if (plan.steps.length === 0 || !(session.isAwsEndpoint || options.checkPermissions)) return;
  const report = await checkPermissions(plan, session.reader, session.dryRunWriter());
  assertPermitted(report);
  if (!options.quiet)
    for (const sentence of report.unchecked) terminal.notice(`Permission not checked beforehand: ${sentence}`);
}

async function verify(
  session: Session,
  plan: Plan,
  judge: (snapshot: Snapshot) => Diagnosis,
): Promise<Diagnosis | PullpathError> {
  try {
    return judge(await discover(session.reader, { region: plan.region, vpcIds: [plan.vpcId] }));
  } catch (error) {
    if (error instanceof PullpathError) return error;
    throw error;
  }
}

/** One place that tells the codes of a change apart (design.md, section 2). */
function exitCode(outcome: ApplyOutcome, stands: Diagnosis | PullpathError | null, { interrupts }: Invocation): number {
  if (outcome.interrupted) return interrupts.code();
  if (outcome.failure !== undefined) return outcome.changed ? 3 : exitCodeOf(outcome.failure);
  if (stands instanceof PullpathError) return outcome.changed ? 3 : exitCodeOf(stands);
  return stands === null || stands.verdict === 'open' ? 0 : 5;
}
