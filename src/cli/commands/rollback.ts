import type { Snapshot } from '../../discover/snapshot.ts';
import { ExitCode } from '../../errors.ts';
import { emptyRollback, makeRollbackPlan } from '../../plan/rollback/rollback-plan.ts';
import { rollbackDocument } from '../../render/documents/apply.ts';
import { remedyParagraphs } from '../../render/text/remedy.ts';
import { assertInteractive } from '../run/apply/assert-interactive.ts';
import { changeStack } from '../run/apply/change-stack.ts';
import type { CommandHandler } from '../run/invocation.ts';
import { assertNotBlocked } from '../run/plan/blocked.ts';
import { newRun, pricesOf } from '../run/plan/plan-run.ts';
import { recordAccount } from '../run/session/account-context.ts';
import { openSession } from '../run/session/session.ts';
import { withTimeout } from '../run/session/with-timeout.ts';
import { findStack } from '../run/targets/find-stack.ts';
import { completedPlan } from '../run/user-flags.ts';

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
    return await changeStack(session, invocation, {
      command: 'rollback',
      snapshot,
      vpcId,
      planFor,
      plan,
      document: rollbackDocument,
    });
  } finally {
    await session.end();
  }
};
