import { diagnose } from '../../../diagnose/diagnose.ts';
import { needsOf } from '../../../diagnose/need.ts';
import { resourceNamesIn } from '../../../discover/resource-names.ts';
import type { Snapshot } from '../../../discover/snapshot.ts';
import { ExitCode } from '../../../errors.ts';
import { DEFAULT_PLATFORM_VERSION } from '../../../facts/platform-version.ts';
import type { Plan } from '../../../plan/plan.ts';
import type { RunResult } from '../../../render/documents/apply.ts';
import { outcomeText } from '../../../render/plan/outcome-text.ts';
import { planText } from '../../../render/plan/plan-text.ts';
import type { VpcLabel } from '../../../render/text/heading.ts';
import { commandFor } from '../../line/command-line.ts';
import type { Report } from '../../stream/output.ts';
import type { Terminal } from '../../stream/terminal.ts';
import type { Invocation } from '../invocation.ts';
import { accountFlagsOf, recordAccount, vpcLabelOf } from '../session/account-context.ts';
import type { Session } from '../session/session.ts';
import { applyAndVerify } from './apply-and-verify.ts';

/** What a stack that stands is to undergo. */
export interface StackChange {
  readonly command: 'rollback' | 'release';
  readonly snapshot: Snapshot;
  readonly vpcId: string;
  /** The plan for what is read, before and after the change. */
  readonly planFor: (seen: Snapshot) => Plan;
  /** The plan for `snapshot`. */
  readonly plan: Plan;
  readonly document: (result: RunResult) => object;
}

/** Shows the plan for a stack, asks, carries it out, and reports what became of it. */
export async function changeStack(session: Session, invocation: Invocation, change: StackChange): Promise<Report> {
  const { options, output } = invocation;
  const { command, snapshot, vpcId, plan, planFor, document } = change;
  const place = recordAccount(session, snapshot);
  const vpc = vpcLabelOf(snapshot, vpcId);
  const names = resourceNamesIn(snapshot, vpcId);
  const isEmpty = plan.steps.length === 0;
  if (!isEmpty) output.preview((style) => planText({ plan, place, vpc, names, next: null }, style));
  const ask = () => session.deadline.whileAsking(() => confirmed(output.terminal, plan, vpc));
  if (!isEmpty && !options.yes && !(await ask()))
    return { exitCode: ExitCode.Declined, result: null, notices: ['Nothing was changed.'] };
  const { outcome, elapsedMs, after, ...applied } = await applyAndVerify(session, invocation, plan, {
    diagnose: (seen) => diagnose(seen, { vpcId, targetSubnetIds: null, needs: needsOf(DEFAULT_PLATFORM_VERSION, []) }),
    isAsPlanned: (_, seen) => planFor(seen).steps.length === 0,
  });
  // What has to be left is not done, even where every step was.
  const isLeft = applied.exitCode === ExitCode.Done && (plan.left ?? []).length > 0;
  const { results, interrupted, failure, changed } = outcome;
  const isComplete = failure === undefined && !interrupted;
  const target = accountFlagsOf(session.region.name, options, vpcId);
  const next = isComplete ? [] : [{ what: 'To continue', command: commandFor(command, options, target) }];
  const heading = isEmpty ? place : null;
  return {
    exitCode: isLeft ? ExitCode.Partial : applied.exitCode,
    changed,
    result: {
      text: (style) =>
        outcomeText(
          { plan, place: heading, vpc, names, results, elapsedMs, interrupted, before: null, after, next },
          style,
        ),
      document: () =>
        document({
          plan,
          note: session.note,
          results,
          verified: after?.verdict ?? 'unknown',
          notJudged: after?.notJudged,
          error: failure ?? null,
        }),
    },
  };
}

async function confirmed(terminal: Terminal, plan: Plan, vpc: VpcLabel): Promise<boolean> {
  const { confirmPlan } = await import('../../wizard/confirm-plan.ts');
  return (await confirmPlan(terminal, { plan, vpc, foreign: [] }, false)) === true;
}
