import { diagnose } from '../../diagnose/diagnose.ts';
import { needsOf } from '../../diagnose/need.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { ExitCode } from '../../errors.ts';
import { DEFAULT_PLATFORM_VERSION } from '../../facts/platform-version.ts';
import type { Plan } from '../../plan/plan.ts';
import { finalChanges, makeReleasePlan } from '../../plan/release/release-plan.ts';
import { emptyRollback } from '../../plan/rollback/rollback-plan.ts';
import { releaseDocument } from '../../render/documents/apply.ts';
import { finalChangesText } from '../../render/plan/final-changes.ts';
import { outcomeText } from '../../render/plan/outcome-text.ts';
import { planText } from '../../render/plan/plan-text.ts';
import type { VpcLabel } from '../../render/text/heading.ts';
import { commandFor } from '../line/command-line.ts';
import { applyAndVerify } from '../run/apply/apply-and-verify.ts';
import { assertInteractive } from '../run/apply/assert-interactive.ts';
import type { CommandHandler } from '../run/invocation.ts';
import { newRun, pricesOf } from '../run/plan/plan-run.ts';
import { accountFlagsOf, recordAccount, vpcLabelOf } from '../run/session/account-context.ts';
import { openSession } from '../run/session/session.ts';
import { withTimeout } from '../run/session/with-timeout.ts';
import { findStack } from '../run/targets/find-stack.ts';
import type { Terminal } from '../stream/terminal.ts';

/** Hands a stack over: takes pullpath's tags off, and changes nothing else. */
export const release: CommandHandler = async (invocation) => {
  const { options, output } = invocation;
  if (!options.yes) assertInteractive(output, 'pullpath release asks before it removes a tag', '--yes');
  const session = await openSession(options, output);
  try {
    const region = session.region.name;
    const { snapshot, vpcId } = await withTimeout(session.deadline, `Reading ${region}`, () =>
      findStack(session, options, 'release'),
    );
    const place = recordAccount(session, snapshot);
    const scope = { stack: options.stack, run: newRun(session), prices: await pricesOf(options) };
    if (vpcId === null) {
      const plan = { ...emptyRollback({ ...scope, snapshot }), purpose: 'release' as const };
      const sentence = `Nothing to do: no VPC in ${place.region} of account ${place.account} has a stack ${options.stack}.`;
      return {
        exitCode: ExitCode.Done,
        result: {
          text: () => `${sentence}\n`,
          document: () => releaseDocument({ plan, note: session.note, results: [], verified: 'unknown' }, []),
        },
      };
    }
    const planFor = (seen: Snapshot) => makeReleasePlan({ ...scope, vpcId, snapshot: seen });
    const plan = planFor(snapshot);
    const final = finalChanges(plan);
    const vpc = vpcLabelOf(snapshot, vpcId);
    if (final.length > 0) output.preview((style) => finalChangesText(final, style));
    if (plan.steps.length > 0) output.preview((style) => planText({ plan, place, vpc, next: null }, style));
    const ask = () => session.deadline.whileAsking(() => confirmed(output.terminal, plan, vpc));
    if (plan.steps.length > 0 && !options.yes && !(await ask()))
      return { exitCode: ExitCode.Declined, result: null, notices: ['Nothing was changed.'] };
    const { outcome, elapsedMs, after, exitCode } = await applyAndVerify(session, invocation, plan, {
      diagnose: (seen) =>
        diagnose(seen, { vpcId, targetSubnetIds: null, needs: needsOf(DEFAULT_PLATFORM_VERSION, []) }),
      isAsPlanned: (_, seen) => planFor(seen).steps.length === 0,
    });
    const { results, interrupted, failure, changed } = outcome;
    const isComplete = failure === undefined && !interrupted;
    const target = accountFlagsOf(session.region.name, options, vpcId);
    const next = isComplete ? [] : [{ what: 'To continue', command: commandFor('release', options, target) }];
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
          releaseDocument(
            { plan, note: session.note, results, verified: after?.verdict ?? 'unknown', error: failure ?? null },
            final,
          ),
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
