import { ExitCode, PullpathError } from '../../errors.ts';
import type { Blocker } from '../../plan/blocker.ts';
import type { Plan } from '../../plan/plan.ts';
import { parseSavedPlan, type SavedPlan } from '../../plan/saved/saved-plan.ts';
import { mergeRemedies, type Remedy } from '../../remedy/remedy.ts';
import { applyDocument } from '../../render/documents/apply.ts';
import type { WatchReport } from '../../render/documents/watch.ts';
import { type OutcomeView, outcomeText } from '../../render/plan/outcome-text.ts';
import { planText } from '../../render/plan/plan-text.ts';
import type { Next } from '../../render/text/next.ts';
import type { ForcedDeployment } from '../../watch/force.ts';
import { commandFor, equivalentCommand } from '../line/command-line.ts';
import type { Options } from '../line/options.ts';
import { accountFlagsOf, recordAccount, vpcLabelOf } from '../run/account-context.ts';
import { type ApplyRun, applyAndVerify } from '../run/apply-and-verify.ts';
import { assertInteractive } from '../run/assert-interactive.ts';
import { diagnoser } from '../run/diagnoser.ts';
import { followAfter } from '../run/follow-after.ts';
import { forcedDeployment, serviceToFollow } from '../run/forced-deployment.ts';
import type { CommandHandler, Invocation } from '../run/invocation.ts';
import { optionsOf, type PlannedRun, planRun, planSavedRun, readText, withRunFromNow } from '../run/plan-run.ts';
import { namesPlacedWorkload } from '../run/read-workload.ts';
import { resumeCommands, withoutRepeat } from '../run/resume-commands.ts';
import { openSession, type Session } from '../run/session.ts';
import type { Report, Result } from '../stream/output.ts';
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
  const { completeOptions } = await import('../wizard/complete-options.ts');
  const completed = await completeOptions(invocation);
  return applyWith({ ...invocation, options: completed.options }, saved, completed.session);
};

/** @param signedIn the session that the questions were asked in; else one is opened */
async function applyWith(invocation: Invocation, saved: SavedPlan | null, signedIn?: Session): Promise<Report> {
  const { options, output } = invocation;
  const opened = signedIn ?? (await openSession(options, output));
  const { name } = opened.region;
  const session = saved === null ? opened : { ...opened, region: { name, source: 'the plan' } };
  try {
    const first = saved === null ? await planRun(session, options) : await planSavedRun(session, options, saved);
    const named = serviceToFollow(options, first.choices);
    const forced = await forcedDeployment(session, options, named);
    const prepared = await consented(session, invocation, first, saved !== null, forced);
    if (prepared === null) return { exitCode: ExitCode.Done, result: null, notices: ['Nothing was changed.'] };
    const applied = await applyAndVerify(session, invocation, prepared.plan, {
      diagnose: diagnoser(prepared.choices, options),
      // What the plan never promised to open is not waited for.
      isAsPlanned: ({ verdict }) => verdict === 'open' || prepared.plan.preview?.after !== 'open',
    });
    const watched = named === null ? null : await followAfter(session, invocation, named, applied);
    const result = resultOf(session, options, prepared, applied, watched?.report ?? null);
    const { changed } = applied.outcome;
    if (watched === null) return { exitCode: applied.exitCode, changed, result };
    return { exitCode: watched.exitCode, changed: changed || watched.forced, result, notices: watched.notices };
  } finally {
    await session.end();
  }
}

/** Shows the plan and asks what has to be asked. @returns what may be applied, or null where the user says no */
async function consented(
  session: Session,
  invocation: Invocation,
  prepared: PlannedRun,
  isSaved: boolean,
  forced: ForcedDeployment | null,
): Promise<PlannedRun | null> {
  const {
    options,
    output,
    output: { terminal },
  } = invocation;
  const show = ({ plan, snapshot }: PlannedRun) => {
    if (plan.steps.length === 0 && forced === null) return;
    const vpc = vpcLabelOf(snapshot, plan.vpcId);
    const view = { plan, place: recordAccount(session, snapshot), vpc, next: null, forced };
    output.preview((style) => planText(view, style));
  };
  if (options.yes) {
    assertNothingRefused(prepared.plan, isSaved);
    show(prepared);
    return prepared;
  }
  // A saved plan is applied as it was reviewed: nothing is added to it here.
  if (isSaved) assertNothingRefused(prepared.plan, isSaved);
  const { askModifications } = await import('../wizard/ask-modifications.ts');
  const { confirmPlan } = await import('../wizard/confirm-plan.ts');
  const { deadline } = session;
  const allowed = await deadline.whileAsking(() => askModifications(terminal, prepared.plan));
  const final = allowed.length === 0 ? prepared : await planRun(session, options, allowed);
  assertNothingRefused(final.plan, isSaved);
  show(final);
  if (final.plan.steps.length === 0) return final;
  const modifiesForeign = final.plan.steps.some((step) => allowed.includes(step.id));
  const question = { plan: final.plan, modifiesForeign };
  if (await deadline.whileAsking(() => confirmPlan(terminal, question))) return withRunFromNow(session, options, final);
  return null;
}

/** Exit 4 with everything that a person must settle first: half of a plan would cost money and open nothing. */
function assertNothingRefused({ blocked }: Plan, isSaved: boolean): void {
  const [first] = blocked;
  if (first === undefined) return;
  throw new PullpathError('needs-person', {
    code: first.code,
    message: `${blocked.map((refusal) => refusal.message).join('\n')}\nNothing was changed.`,
    remedy: mergeRemedies(blocked.map((refusal) => remedyOf(refusal, isSaved))),
  });
}

/** What a flag allows, a saved plan has to have been made with. */
function remedyOf({ step, remedy }: Blocker, isSaved: boolean): Remedy {
  if (step === null || !isSaved) return remedy;
  return 'Make a new plan that allows it, with pullpath plan --modify-existing --out FILE; rollback puts it back.';
}

/**
 * The run as one command; nothing where it was one, or where only some of the changes of others' things were allowed.
 */
function rerunCommands({ choices, plan }: PlannedRun, options: Options): Next[] {
  const asked = Array.isArray(choices.modifyExisting) ? choices.modifyExisting : [];
  const refusedSome = plan.blocked.some((refusal) => refusal.step !== null);
  if (options.yes || refusedSome) return [];
  const command = equivalentCommand({ ...options, modifyExisting: options.modifyExisting || asked.length > 0 });
  return [{ what: 'To say the same without questions', command }];
}

/** The account of `--sandbox` is gone with the command: what would go on there, or back, finds another one. */
function persistentSandboxHint(world: string): Next {
  return {
    what: 'The simulated account ends with this command. For one that lasts',
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
  const target = accountFlagsOf(session, options, vpcId);
  const again = commandFor('apply', options, target);
  const incomplete = outcome.failure !== undefined || outcome.interrupted;
  const back = { what: 'To take it back', command: commandFor('rollback', options, target) };
  // After a failure, the command that continues is printed always, not as a hint.
  const next =
    plan.steps.length === 0 || (options.quiet && !incomplete)
      ? []
      : [
          ...(incomplete ? resumeCommands(outcome.failure, again) : []),
          ...(stackExists ? [back] : []),
          ...(options.sandbox === undefined ? [] : [persistentSandboxHint(options.sandbox)]),
          ...rerunCommands(prepared, { ...options, ...target }),
        ];
  return {
    plan,
    place: recordAccount(session, snapshot),
    vpc: vpcLabelOf(snapshot, vpcId),
    results: outcome.results,
    elapsedMs,
    interrupted: outcome.interrupted,
    before: diagnosis,
    after: after === null ? null : withoutRepeat(after, outcome.failure),
    next: exitCode === ExitCode.Done && plan.steps.length === 0 ? [] : next,
  };
}
