import type { Snapshot } from '../../discover/snapshot.ts';
import { ExitCode } from '../../errors.ts';
import { finalChanges, makeReleasePlan } from '../../plan/release/release-plan.ts';
import { emptyRollback } from '../../plan/rollback/rollback-plan.ts';
import { releaseDocument } from '../../render/documents/apply.ts';
import { finalChangesText } from '../../render/plan/final-changes.ts';
import { assertInteractive } from '../run/apply/assert-interactive.ts';
import { changeStack } from '../run/apply/change-stack.ts';
import type { CommandHandler } from '../run/invocation.ts';
import { newRun, pricesOf } from '../run/plan/plan-run.ts';
import { recordAccount } from '../run/session/account-context.ts';
import { openSession } from '../run/session/session.ts';
import { withTimeout } from '../run/session/with-timeout.ts';
import { findStack } from '../run/targets/find-stack.ts';

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
    if (final.length > 0) output.preview((style) => finalChangesText(final, style));
    return await changeStack(session, invocation, {
      command: 'release',
      snapshot,
      vpcId,
      planFor,
      plan,
      document: (result) => releaseDocument(result, final),
    });
  } finally {
    await session.end();
  }
};
