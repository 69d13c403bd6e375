import { commandText } from '../../remedy/command.ts';
import { commandForSaved } from '../line/command-line.ts';
import type { Invocation } from '../run/invocation.ts';
import { assertNotBlocked } from '../run/plan/blocked.ts';
import { type PlannedRun, planFor, withRunFromNow } from '../run/plan/plan-run.ts';
import { savePlan } from '../run/plan/save-plan.ts';
import { showPlan } from '../run/plan/show-plan.ts';
import { vpcLabelOf } from '../run/session/account-context.ts';
import type { Session } from '../run/session/session.ts';
import { forcedDeployment, serviceToFollow } from '../run/watch/forced-deployment.ts';
import { confirmPlan, needsConsent } from './confirm-plan.ts';
import { askToFollow, type FollowOptions } from './follow-service.ts';
import { createPrompter } from './prompter/create-prompter.ts';
import { BACK, type Back } from './prompter/prompter.ts';
import { askWhereToSave } from './questions/save.ts';

/** What the user said to a plan. */
export type Reviewed =
  | { readonly decision: 'apply'; readonly run: PlannedRun; readonly follow: FollowOptions }
  /** With what is said last. */
  | { readonly decision: 'declined'; readonly notices: readonly string[] };

/**
 * Shows a plan, with all the changes of what pullpath did not create that it needs, and asks once whether to carry it out. A
 * no may save it for somebody else's approval. A plan without a step is not asked about.
 * @param isSaved true for a saved plan, to which nothing is added here
 * @throws needs-person, where something blocks the plan that no consent lifts
 */
export async function reviewPlan(
  session: Session,
  invocation: Invocation,
  prepared: PlannedRun,
  { isSaved, canGoBack }: { readonly isSaved: boolean; readonly canGoBack: boolean },
): Promise<Reviewed | Back> {
  const { options, output } = invocation;
  const foreign = isSaved ? [] : prepared.plan.blocked.filter(needsConsent);
  assertNotBlocked(
    prepared.plan.blocked.filter((blocker) => isSaved || !needsConsent(blocker)),
    isSaved,
  );
  const run =
    foreign.length === 0
      ? prepared
      : withConsent(
          prepared,
          foreign.map(({ step }) => step.id),
          invocation,
        );
  assertNotBlocked(run.plan.blocked, isSaved);
  const forced = await forcedDeployment(session, options, serviceToFollow(options, run.choices));
  showPlan(session, invocation, run, forced);
  if (run.plan.steps.length === 0) return { decision: 'apply', run, follow: {} };
  const { terminal } = output;
  return session.deadline.whileAsking(async () => {
    for (;;) {
      const confirmation = { plan: run.plan, vpc: vpcLabelOf(run.snapshot, run.plan.vpcId), foreign };
      const answer = await confirmPlan(terminal, confirmation, canGoBack);
      if (answer === BACK) return BACK;
      if (answer) {
        const follow = await askToFollow(session, invocation, run);
        if (follow === BACK) continue;
        // It may have been asked for hours.
        return { decision: 'apply', run: withRunFromNow(session, options, run), follow };
      }
      const notChanged = 'Nothing was changed.';
      // What was saved by somebody is saved already.
      if (isSaved) return { decision: 'declined', notices: [notChanged] };
      const file = await askWhereToSave(createPrompter(terminal, () => [], true));
      if (file === BACK) continue;
      if (file === null) return { decision: 'declined', notices: [notChanged] };
      await savePlan(file, run.plan);
      const apply = commandText(commandForSaved(file, options), terminal.noticeStyle.shell);
      return { decision: 'declined', notices: [`${notChanged} The plan is saved. To apply it:\n  ${apply}`] };
    }
  });
}

/** The same plan with these changes allowed, from what was read for it. */
function withConsent(
  { snapshot, choices, plan, prices }: PlannedRun,
  allowed: readonly string[],
  { options }: Invocation,
): PlannedRun {
  const modifyExisting =
    choices.modifyExisting === 'all' ? choices.modifyExisting : [...choices.modifyExisting, ...allowed];
  return planFor(snapshot, { ...choices, modifyExisting }, plan.run, prices, options);
}
