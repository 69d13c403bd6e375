import { diagnose } from '../../diagnose/diagnose.ts';
import { needsOf } from '../../diagnose/need.ts';
import { resourceNamesIn } from '../../discover/resource-names.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { ExitCode } from '../../errors.ts';
import { DEFAULT_PLATFORM_VERSION } from '../../facts/platform-version.ts';
import type { Plan } from '../../plan/plan.ts';
import { emptyRollback, makeRollbackPlan } from '../../plan/rollback/rollback-plan.ts';
import { rollbackDocument } from '../../render/documents/apply.ts';
import { outcomeText } from '../../render/plan/outcome-text.ts';
import { planText } from '../../render/plan/plan-text.ts';
import type { VpcLabel } from '../../render/text/heading.ts';
import { remedyParagraphs } from '../../render/text/remedy.ts';
import { commandFor } from '../line/command-line.ts';
import { applyAndVerify } from '../run/apply/apply-and-verify.ts';
import { assertInteractive } from '../run/apply/assert-interactive.ts';
import type { CommandHandler } from '../run/invocation.ts';
import { assertNotBlocked } from '../run/plan/blocked.ts';
import { newRun, pricesOf } from '../run/plan/plan-run.ts';
import { accountFlagsOf, recordAccount, vpcLabelOf } from '../run/session/account-context.ts';
import { openSession } from '../run/session/session.ts';
import { withTimeout } from '../run/session/with-timeout.ts';
import { findStack } from '../run/targets/find-stack.ts';
import { completedPlan } from '../run/user-flags.ts';
import type { Terminal } from '../stream/terminal.ts';

/** Rolls a stack back, by its tags only. */
export const rollback: CommandHandler = async (invocation) => {
  const { options, output } = invocation;
  if (!options.yes) assertInteractive(output, 'pullpath rollback asks before it changes anything', '--yes');
  const session = await openSession(options, output);
  try {
    const region = session.region.name;
    const { snapshot, vpcId } = await withTimeout(session.deadline, `Reading ${region}`, () =>
      findStack(session, options, 'rollback'),
    );
    const place = recordAccount(session, snapshot);
    const scope = { stack: options.stack, run: newRun(session), prices: await pricesOf(options) };
    if (vpcId === null) {
      const plan = completedPlan(emptyRollback({ ...scope, snapshot }), { options, region });
      const sentence = `No stack "${options.stack}" found in ${place.region} of account ${place.account}; nothing to roll back.`;
      return {
        exitCode: ExitCode.Done,
        result: {
          text: (style) => remedyParagraphs([sentence, ...plan.notes], style),
          document: () => rollbackDocument({ plan, note: session.note, results: [], verified: 'unknown' }),
        },
      };
    }
    const { modifyExisting } = options;
    const planFor = (seen: Snapshot) =>
      completedPlan(makeRollbackPlan({ ...scope, vpcId, modifyExisting, snapshot: seen }), { options, region });
    const plan = planFor(snapshot);
    assertNotBlocked(plan.blocked, false);
    const vpc = vpcLabelOf(snapshot, vpcId);
    const names = resourceNamesIn(snapshot, vpcId);
    if (plan.steps.length > 0) output.preview((style) => planText({ plan, place, vpc, names, next: null }, style));
    const ask = () => session.deadline.whileAsking(() => confirmed(output.terminal, plan, vpc));
    if (plan.steps.length > 0 && !options.yes && !(await ask()))
      return { exitCode: ExitCode.Declined, result: null, notices: ['Nothing was changed.'] };
    const { outcome, elapsedMs, after, ...applied } = await applyAndVerify(session, invocation, plan, {
      diagnose: (seen) =>
        diagnose(seen, { vpcId, targetSubnetIds: null, needs: needsOf(DEFAULT_PLATFORM_VERSION, []) }),
      isAsPlanned: (_, seen) => planFor(seen).steps.length === 0,
    });
    // What has to be left is not rolled back, even where every step was done.
    const exitCode =
      applied.exitCode === ExitCode.Done && (plan.left ?? []).length > 0 ? ExitCode.Partial : applied.exitCode;
    const { results, interrupted, failure, changed } = outcome;
    const isComplete = failure === undefined && !interrupted;
    const target = accountFlagsOf(session.region.name, options, vpcId);
    const next = isComplete ? [] : [{ what: 'To continue', command: commandFor('rollback', options, target) }];
    return {
      exitCode,
      changed,
      result: {
        text: (style) =>
          outcomeText(
            {
              plan,
              place: plan.steps.length === 0 ? place : null,
              vpc,
              names,
              results,
              elapsedMs,
              interrupted,
              before: null,
              after,
              next,
            },
            style,
          ),
        document: () =>
          rollbackDocument({
            plan,
            note: session.note,
            results,
            verified: after?.verdict ?? 'unknown',
            notJudged: after?.notJudged,
            error: failure ?? null,
          }),
      },
    };
  } finally {
    await session.end();
  }
};

async function confirmed(terminal: Terminal, plan: Plan, vpc: VpcLabel): Promise<boolean> {
  const { confirmPlan } = await import('../wizard/confirm-plan.ts');
  return (await confirmPlan(terminal, { plan, vpc, foreign: [] }, false)) === true;
}
