import { resourceNamesIn } from '../../../discover/resource-names.ts';
import { planText } from '../../../render/plan/plan-text.ts';
import type { ForcedDeployment } from '../../../watch/force.ts';
import type { Invocation } from '../invocation.ts';
import { recordAccount, vpcLabelOf } from '../session/account-context.ts';
import type { Session } from '../session/session.ts';
import type { PlannedRun } from './plan-run.ts';

/**
 * Shows what is about to be done; nothing where there is nothing to do.
 * @param forced the deployment that follows; null where none was asked for
 */
export function showPlan(
  session: Session,
  { output }: Pick<Invocation, 'output'>,
  { plan, snapshot }: PlannedRun,
  forced: ForcedDeployment | null,
): void {
  if (plan.steps.length === 0 && forced === null) return;
  const vpc = vpcLabelOf(snapshot, plan.vpcId);
  const view = {
    plan,
    place: recordAccount(session, snapshot),
    vpc,
    names: resourceNamesIn(snapshot, plan.vpcId),
    next: null,
    forced,
  };
  output.preview((style) => planText(view, style));
}
