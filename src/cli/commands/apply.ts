import { resourceNamesIn } from '../../discover/resource-names.ts';
import { ExitCode } from '../../errors.ts';
import { parseSavedPlan, type SavedPlan } from '../../plan/saved/saved-plan.ts';
import { aws, placeholder } from '../../remedy/command.ts';
import { applyDocument } from '../../render/documents/apply.ts';
import type { WatchReport } from '../../render/documents/watch.ts';
import { type OutcomeView, outcomeText } from '../../render/plan/outcome-text.ts';
import type { Next } from '../../render/text/next.ts';
import { commandFor, completed, equivalentCommand, type RunTarget } from '../line/command-line.ts';
import type { Options } from '../line/options.ts';
import { type ApplyRun, applyAndVerify } from '../run/apply/apply-and-verify.ts';
import { assertInteractive } from '../run/apply/assert-interactive.ts';
import { resumeCommands, withoutRepeat } from '../run/apply/resume-commands.ts';
import { diagnoser } from '../run/audit/diagnoser.ts';
import type { CommandHandler, Invocation } from '../run/invocation.ts';
import { assertNotBlocked } from '../run/plan/blocked.ts';
import { optionsOf, type PlannedRun, planRun, planSavedRun, readText } from '../run/plan/plan-run.ts';
import { showPlan } from '../run/plan/show-plan.ts';
import { accountFlagsOf, recordAccount, vpcLabelOf } from '../run/session/account-context.ts';
import { openSession, type Session } from '../run/session/session.ts';
import { namesPlacedWorkload } from '../run/targets/read-workload.ts';
import { followAfter } from '../run/watch/follow-after.ts';
import { forcedDeployment, serviceToFollow } from '../run/watch/forced-deployment.ts';
import type { Report, Result } from '../stream/output.ts';
import type { Reviewed } from '../wizard/review-plan.ts';
import { plan as planCommand } from './plan.ts';

/** discover → diagnose → plan → show → confirm → apply → verify. */
export const apply: CommandHandler = async (invocation) => {
  const { options, output } = invocation;
  if (options.dryRun) return planCommand(invocation);
  if (!options.yes) assertInteractive(output, 'pullpath apply asks before it changes anything', '--yes');
  const saved =
    options.plan === undefined ? null : parseSavedPlan(await readText(options.plan, 'the file name'), options.plan);
  if (saved !== null) return applyWith({ ...invocation, options: optionsOf(saved, options) }, saved);
  // A service leaves nothing open that could be asked.
  if (options.yes || namesPlacedWorkload(options)) return applyWith(invocation, saved);
  const [{ completeOptions }, { reviewPlan }] = await Promise.all([
    import('../wizard/complete-options.ts'),
    import('../wizard/review-plan.ts'),
  ]);
  const { state, session, reviewed } = await completeOptions(invocation, async (own, completed, canGoBack) => {
    const at = { ...invocation, options: completed };
    return reviewPlan(own, at, await planRun(own, completed), { isSaved: false, canGoBack });
  });
  return inSession(session, () => carryOut(session, { ...invocation, options: state.options }, reviewed));
};

/** Without questions about the options: they are all given, or a saved plan has them. */
async function applyWith(invocation: Invocation, saved: SavedPlan | null): Promise<Report> {
  const { options, output } = invocation;
  const opened = await openSession(options, output);
  const { name } = opened.region;
  const session = saved === null ? opened : { ...opened, region: { name, source: 'the plan' } };
  return inSession(session, async () => {
    const run = saved === null ? await planRun(session, options) : await planSavedRun(session, options, saved);
    if (!options.yes) {
      const { reviewPlan } = await import('../wizard/review-plan.ts');
      const reviewed = await reviewPlan(session, invocation, run, { isSaved: saved !== null, canGoBack: false });
      if (typeof reviewed === 'symbol') throw new Error('there is nothing to go back to');
      return carryOut(session, invocation, reviewed);
    }
    assertNotBlocked(run.plan.blocked, saved !== null);
    showPlan(session, invocation, run, await forcedDeployment(session, options, serviceToFollow(options, run.choices)));
    return carryOut(session, invocation, { decision: 'apply', run, follow: {} });
  });
}

async function inSession<T>(session: Session, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await session.end();
  }
}

async function carryOut(session: Session, asked: Invocation, reviewed: Reviewed): Promise<Report> {
  if (reviewed.decision === 'declined') return { exitCode: ExitCode.Declined, result: null, notices: reviewed.notices };
  const invocation = { ...asked, options: { ...asked.options, ...reviewed.follow } };
  const { options } = invocation;
  const { run } = reviewed;
  const diagnose = diagnoser(run.choices, options);
  const applied = await applyAndVerify(session, invocation, run.plan, {
    // Nothing of what answers names beside endpoints is changed, so that is not read again.
    diagnose: (snapshot) => diagnose({ ...snapshot, names: run.snapshot.names }),
    // What the plan never promised to open is not waited for.
    isAsPlanned: ({ verdict }) => verdict === 'open' || run.plan.preview?.after !== 'open',
  });
  const named = serviceToFollow(options, run.choices);
  const watched = named === null ? null : await followAfter(session, invocation, named, applied);
  const result = resultOf(session, options, run, applied, watched?.report ?? null);
  const { changed } = applied.outcome;
  if (watched === null) return { exitCode: applied.exitCode, changed, result };
  return { exitCode: watched.exitCode, changed: changed || watched.forced, result, notices: watched.notices };
}

/**
 * The run as one command; nothing where it was one, or where only some of the changes of others' things were allowed.
 */
function rerunCommands({ choices, plan }: PlannedRun, options: Options): Next[] {
  const asked = Array.isArray(choices.modifyExisting) ? choices.modifyExisting : [];
  const refusedSome = plan.blocked.some((refusal) => refusal.step !== null);
  if (options.yes || refusedSome) return [];
  const command = equivalentCommand({ ...options, modifyExisting: options.modifyExisting || asked.length > 0 });
  return [{ what: 'To do the same without questions', command }];
}

/**
 * How ECS takes it up. A configuration was read; that a task has pulled its image is for `watch` to see, unless it has just
 * been watched. [aws-facts: image-digest] a deployment that has failed does not start tasks again.
 */
function nextInEcs(options: Options, target: Partial<Options>, run: RunTarget): Next[] {
  const { service, watch, forceNewDeployment, sandbox } = options;
  if (watch || forceNewDeployment || sandbox !== undefined) return [];
  if (service !== undefined)
    return [
      { what: `To follow ${service} until a task has pulled its image`, command: commandFor('watch', options, target) },
    ];
  const command = aws('ecs update-service', {
    cluster: placeholder('<cluster>'),
    service: placeholder('<service>'),
    'force-new-deployment': true,
  });
  const what = 'ECS retries failed tasks by itself. If the deployment failed, start a new one';
  return [{ what, command: completed(command, run) }];
}

/** The account of `--sandbox` is gone with the command: what would go on there, or back, finds another one. */
function persistentSandboxHint(world: string): Next {
  return {
    what: 'The simulated account ends here. For one that lasts',
    command: { program: 'pullpath', command: 'sandbox', args: [world] },
  };
}

function resultOf(
  session: Session,
  options: Options,
  prepared: PlannedRun,
  applied: ApplyRun,
  watch: WatchReport | null,
): Result {
  const { plan } = prepared;
  const { outcome, after } = applied;
  return {
    text: (style) => outcomeText({ ...viewOf(session, options, prepared, applied), watch }, style),
    document: () =>
      applyDocument(
        {
          plan,
          note: session.note,
          results: outcome.results,
          verified: after?.verdict ?? 'unknown',
          notJudged: after?.notJudged,
          error: outcome.failure ?? null,
        },
        watch,
      ),
  };
}

function viewOf(session: Session, options: Options, prepared: PlannedRun, applied: ApplyRun): OutcomeView {
  const { plan, snapshot, diagnosis } = prepared;
  const { outcome, elapsedMs, after, stackExists, exitCode } = applied;
  const { vpcId } = plan;
  const target = accountFlagsOf(session.region.name, options, vpcId);
  const again = commandFor('apply', options, target);
  const incomplete = outcome.failure !== undefined || outcome.interrupted;
  const undo = { what: 'To undo', command: commandFor('rollback', options, target) };
  // After a failure, the command that continues is printed always, not as a hint.
  const next =
    plan.steps.length === 0 || (options.quiet && !incomplete)
      ? []
      : [
          ...(incomplete ? resumeCommands(outcome.failure, again) : []),
          ...(exitCode === ExitCode.Done ? nextInEcs(options, target, { options, region: plan.region }) : []),
          ...(stackExists && options.sandbox === undefined ? [undo] : []),
          ...(options.sandbox === undefined ? [] : [persistentSandboxHint(options.sandbox)]),
          // Never a command that has just failed.
          ...(exitCode === ExitCode.Done ? rerunCommands(prepared, { ...options, ...target }) : []),
        ];
  return {
    plan,
    place: plan.steps.length === 0 ? recordAccount(session, snapshot) : null,
    vpc: vpcLabelOf(snapshot, vpcId),
    names: resourceNamesIn(snapshot, vpcId),
    results: outcome.results,
    elapsedMs,
    interrupted: outcome.interrupted,
    before: diagnosis,
    after: after === null ? null : withoutRepeat(after, outcome.failure),
    next: exitCode === ExitCode.Done && plan.steps.length === 0 ? [] : next,
  };
}
