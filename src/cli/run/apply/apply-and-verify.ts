import { type ApplyOutcome, apply } from '../../../apply/apply.ts';
import { systemClock } from '../../../apply/clock.ts';
import type { Event, StepResult } from '../../../apply/event.ts';
import { markVanished } from '../../../apply/mark-vanished.ts';
import { assertPermitted, type PermissionReport } from '../../../apply/permissions.ts';
import { isTimeout } from '../../../aws/errors/error-predicates.ts';
import type { Diagnosis } from '../../../diagnose/diagnosis.ts';
import { discover } from '../../../discover/reading/discover.ts';
import type { Snapshot } from '../../../discover/snapshot.ts';
import { ExitCode, exitCodeOf, PullpathError } from '../../../errors.ts';
import type { Plan } from '../../../plan/plan.ts';
import { vpcsOfStack } from '../../../plan/rollback/rollback-plan.ts';
import { pullpath } from '../../../remedy/command.ts';
import type { Remedy } from '../../../remedy/remedy.ts';
import { eventDocument } from '../../../render/documents/event.ts';
import { remedyParagraphs } from '../../../render/text/remedy.ts';
import { progressView } from '../../stream/progress-view.ts';
import type { Invocation } from '../invocation.ts';
import { checkPlanPermissions } from '../plan/check-plan-permissions.ts';
import type { Session } from '../session/session.ts';
import { completedError, completedRemedy, withRemedy, withResult } from '../user-flags.ts';
import { withHiddenZone } from './hidden-zone.ts';

/** What became of a plan: the results, and the path as read again afterwards. */
export interface ApplyRun {
  readonly outcome: ApplyOutcome;
  readonly elapsedMs: number;
  /** Null where it could not be read again, or there is nothing to judge. */
  readonly after: Diagnosis | null;
  /** False where the account, read again, has nothing of the stack: then there is nothing to take back. */
  readonly stackExists: boolean;
  readonly exitCode: ExitCode;
}

/** How the account is judged once the steps are done. */
export interface Verification {
  /** The path, from what is read again. */
  readonly diagnose: (snapshot: Snapshot) => Diagnosis;
  /**
   * True where the account is as the plan promised; until then it is read again a few times, since EC2 is eventually
   * consistent.
   */
  readonly isAsPlanned: (diagnosis: Diagnosis, snapshot: Snapshot) => boolean;
}

/**
 * Asks AWS for permission where AWS can be asked, then applies the plan with progress, then reads the account again.
 */
export async function applyAndVerify(
  session: Session,
  invocation: Invocation,
  plan: Plan,
  verification: Verification,
): Promise<ApplyRun> {
  const { options, output, interrupts } = invocation;
  const spent = await permissions(session, invocation, plan);
  const startedAt = systemClock.now();
  const progress = await progressView(output, options, plan);
  const scope = { account: plan.account, region: plan.region, note: session.note };
  const tell = await output.events(async () => (event: Event) => eventDocument(plan.purpose, scope, event));
  const run = { options, region: plan.region };
  const abandoned = remedyParagraphs([completedRemedy(leftBehind(plan), run)], output.terminal.noticeStyle);
  const stop = interrupts.stopSignal({ say: progress.note, abandoned });
  const emit = (happened: Event) => {
    const event = happened.type === 'step-failed' ? { ...happened, error: withRemedy(happened.error, run) } : happened;
    tell(event);
    progress.emit(event);
  };
  const applied = await apply({
    plan,
    reader: session.reader,
    writer: session.writer(),
    isAwsEndpoint: session.isAwsEndpoint,
    clock: systemClock,
    awsTimeMs: session.awsTimeMs,
    timeoutMs: session.deadline.leftMs(),
    emit,
    stop,
    spent,
  });
  progress.end();
  const elapsedMs = systemClock.now() - startedAt;
  // Out of time, the results of the steps say what stands.
  const tooLate = session.deadline.signal.aborted && applied.failure !== undefined;
  const stands = applied.interrupted || tooLate ? null : await verify(session, plan, verification, applied, stop);
  if (stands instanceof PullpathError) output.terminal.notice(`The account could not be read again: ${stands.message}`);
  const seen = stands instanceof PullpathError ? null : stands;
  return {
    outcome: {
      ...applied,
      results: (seen?.results ?? applied.results).map((result) => withResult(result, run)),
      ...(applied.failure === undefined ? {} : { failure: completedError(applied.failure, run) }),
    },
    elapsedMs,
    after: seen === null ? null : withHiddenZone(seen.diagnosis, applied.failure),
    stackExists: seen?.stackExists ?? true,
    exitCode: exitCode(plan, applied, stands, invocation),
  };
}

/** What is said where the run ends between two calls. */
function leftBehind({ purpose, vpcId, stack }: Plan): Remedy {
  const target = { vpcId, stack };
  return [
    'Stopped in the middle. What exists has the tags of the stack. To continue:',
    pullpath(purpose, target),
    ...(purpose === 'apply' ? ['To roll it back:', pullpath('rollback', target)] : []),
  ];
}

/** @returns what the dry runs have drawn from AWS's buckets */
async function permissions(session: Session, invocation: Invocation, plan: Plan): Promise<PermissionReport['spent']> {
  const { options, output } = invocation;
  // An emulator may execute a dry run, so only AWS is asked unless the user says otherwise.
  if (plan.steps.length === 0 || !(session.isAwsEndpoint || options.checkPermissions)) return [];
  const report = await checkPlanPermissions(session, options, plan);
  assertPermitted(report, plan);
  for (const sentence of report.unchecked) output.hint(`Permission not checked beforehand: ${sentence}`);
  return report.spent;
}

interface Verified {
  readonly diagnosis: Diagnosis;
  readonly isAsPlanned: boolean;
  readonly results: readonly StepResult[];
  readonly stackExists: boolean;
}

/** [aws-facts: eventual-consistency] what was made a moment ago may be missing from a list for some seconds. */
const LOOKS = 4;
const BETWEEN_LOOKS_MS = 3000;

async function verify(
  session: Session,
  plan: Plan,
  verification: Verification,
  { results: before, failure }: ApplyOutcome,
  stop: AbortSignal,
): Promise<Verified | PullpathError> {
  let last: Verified | null = null;
  try {
    for (let look = 1; ; look += 1) {
      const snapshot = await discover(session.reader, { region: plan.region, vpcIds: [plan.vpcId] });
      const diagnosis = verification.diagnose(snapshot);
      const isAsPlanned = verification.isAsPlanned(diagnosis, snapshot);
      const results = plan.purpose === 'apply' ? markVanished(plan, before, snapshot) : before;
      const stackExists = vpcsOfStack(snapshot, plan.stack).includes(plan.vpcId);
      const asExpected = (isAsPlanned || failure !== undefined) && !results.some(({ lost }) => lost);
      last = { diagnosis, isAsPlanned, results, stackExists };
      const isLast = look === LOOKS || stop.aborted || session.deadline.leftMs() < BETWEEN_LOOKS_MS;
      if (asExpected || plan.steps.length === 0 || isLast) return last;
      await systemClock.sleep(BETWEEN_LOOKS_MS, stop);
    }
  } catch (error) {
    if (isTimeout(error) && last !== null) return last;
    if (error instanceof PullpathError) return error;
    throw error;
  }
}

/** One place that tells the codes of a change apart [architecture: exit-codes]. */
function exitCode(
  plan: Plan,
  outcome: ApplyOutcome,
  stands: Verified | PullpathError | null,
  { interrupts }: Invocation,
): ExitCode {
  if (outcome.interrupted) return interrupts.code();
  if (outcome.failure !== undefined) return codeOfFailure(outcome.failure, outcome.changed);
  if (stands instanceof PullpathError) return codeOfFailure(stands, outcome.changed);
  if (stands === null || plan.purpose !== 'apply')
    return stands?.isAsPlanned === false ? ExitCode.Partial : ExitCode.Done;
  return stands.diagnosis.verdict === 'open' ? ExitCode.Done : ExitCode.NotOpen;
}

/** Out of time before anything was changed, a run is not half done, however far it had got. */
function codeOfFailure(failure: unknown, changed: boolean): ExitCode {
  if (changed) return ExitCode.Partial;
  return failure instanceof PullpathError && failure.code === 'TimedOut' ? ExitCode.Failed : exitCodeOf(failure);
}
