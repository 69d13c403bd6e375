import { diagnose } from '../../diagnose/diagnose.ts';
import { needsOf } from '../../diagnose/need.ts';
import { deepen, discover } from '../../discover/discover.ts';
import { chooseVpc } from '../../discover/select.ts';
import type { Snapshot, SnapshotPart } from '../../discover/snapshot.ts';
import { ExitCode, PullpathError } from '../../errors.ts';
import { DEFAULT_PLATFORM_VERSION } from '../../facts/platform-version.ts';
import type { Plan } from '../../plan/plan.ts';
import { makeRollbackPlan, vpcsOfStack } from '../../plan/rollback-plan.ts';
import { isModifiedBy } from '../../plan/undo-tags.ts';
import { rollbackDocument } from '../../render/documents/apply.ts';
import { outcomeText } from '../../render/outcome-text.ts';
import { planText } from '../../render/plan-text.ts';
import { assertRead } from '../assert-read.ts';
import { carryOut } from '../carry-out.ts';
import { commandFor } from '../command-line.ts';
import { assertSomebody } from '../consent.ts';
import type { Command, Invocation } from '../invocation.ts';
import { labelOf, placeOf, targetOf } from '../place.ts';
import { newRun, pricesOf } from '../prepare.ts';
import { resultDocument } from '../result-document.ts';
import { openSession, type Session } from '../session.ts';
import { within } from '../within.ts';

/** Rolls a stack back, by its tags only. */
export const rollback: Command = async (invocation) => {
  const { options, terminal } = invocation;
  if (!options.yes) assertSomebody(invocation, 'pullpath rollback asks before it changes anything', '--yes');
  const session = await openSession(options, terminal);
  try {
    const region = session.region.name;
    const { snapshot, vpcId } = await within(session.deadline, `Reading ${region}`, () => find(session, invocation));
    const place = placeOf(session, snapshot, invocation);
    const scope = { vpcId, stack: options.stack, run: newRun(), prices: await pricesOf(invocation) };
    const { modifyExisting } = options;
    const planFor = (seen: Snapshot) => makeRollbackPlan({ ...scope, modifyExisting, snapshot: seen });
    const plan = planFor(snapshot);
    if (vpcId === '') {
      const sentence = `Nothing to do: no VPC in ${place.region} of account ${place.account} bears a stack ${options.stack}.`;
      if (options.output === 'text') terminal.result([sentence, ...plan.remarks].join('\n'));
      else
        resultDocument(
          terminal,
          options,
          rollbackDocument({ plan, note: session.note, results: [], verified: 'unknown' }),
        );
      return ExitCode.Done;
    }
    assertNothingRefused(plan);
    const vpc = labelOf(snapshot, vpcId);
    if (plan.steps.length > 0 && options.output === 'text' && !options.quiet) {
      terminal.notice(planText({ plan, place, vpc, next: null }, terminal.noticeStyle));
    }
    if (
      plan.steps.length > 0 &&
      !options.yes &&
      !(await session.deadline.whileAsking(() => confirmed(invocation, plan)))
    ) {
      terminal.notice('Nothing was changed.');
      return ExitCode.Done;
    }
    const { outcome, elapsedMs, after, ...carried } = await carryOut(session, invocation, plan, {
      diagnose: (seen) =>
        diagnose(seen, { vpcId, targetSubnetIds: null, needs: needsOf(DEFAULT_PLATFORM_VERSION, []) }),
      fulfilled: (_, seen) => planFor(seen).steps.length === 0,
    });
    // What has to be left is not rolled back, even where every step was done.
    const exitCode =
      carried.exitCode === ExitCode.Done && (plan.left ?? []).length > 0 ? ExitCode.Partial : carried.exitCode;
    if (options.output !== 'text') {
      const document = rollbackDocument({
        plan,
        note: session.note,
        results: outcome.results,
        verified: after?.verdict ?? 'unknown',
        error: outcome.failure ?? null,
      });
      resultDocument(terminal, options, document);
      return exitCode;
    }
    const complete = outcome.failure === undefined && !outcome.interrupted;
    const next = complete
      ? []
      : [{ what: 'To go on', command: commandFor('rollback', options, targetOf(session, invocation, vpcId)) }];
    const { results, interrupted } = outcome;
    terminal.result(
      outcomeText(
        { plan, place, vpc, results, elapsedMs, interrupted, before: null, after, next },
        terminal.resultStyle,
      ),
    );
    return exitCode;
  } finally {
    await session.end();
  }
};

/** Exit 4 where only undo tags speak for a change of what pullpath did not make. */
function assertNothingRefused({ refusals }: Plan): void {
  const [first] = refusals;
  if (first === undefined) return;
  throw new PullpathError('needs-person', {
    code: first.code,
    message: `${refusals.map(({ message }) => message).join('\n')}\nNothing was changed.`,
    remedy: refusals.map(({ remedy }) => remedy).join('\n'),
  });
}

async function confirmed(invocation: Invocation, plan: Plan): Promise<boolean> {
  const { confirmPlan } = await import('../wizard/confirm-plan.ts');
  return confirmPlan(invocation, { plan, modifiesForeign: false });
}

/** The VPC that was named, else the one in which the stack stands; its id is empty where the stack stands nowhere. */
async function find(session: Session, { options }: Invocation): Promise<{ snapshot: Snapshot; vpcId: string }> {
  const region = session.region.name;
  if (options.vpcId !== undefined) {
    const snapshot = await discover(session.reader, { region, vpcIds: [options.vpcId] });
    return { snapshot: readable(snapshot, options.stack), vpcId: chooseVpc(snapshot, options.vpcId) };
  }
  const wide = readable(await discover(session.reader, { region }), options.stack);
  const vpcIds = vpcsOfStack(wide, options.stack);
  const [vpcId] = vpcIds;
  // Nothing of the stack exists, so there is nothing to roll back: a second rollback is not an error.
  if (vpcId === undefined) return { snapshot: wide, vpcId: '' };
  if (vpcIds.length > 1) {
    throw new PullpathError('usage', {
      code: 'SeveralVpcs',
      message: `Stack ${options.stack} stands in several VPCs: ${vpcIds.join(', ')}.`,
      remedy: 'Choose one with --vpc-id.',
    });
  }
  return { snapshot: readable(await deepen(session.reader, wide, [vpcId]), options.stack), vpcId };
}

/** Rollback goes by tags: what cannot be read cannot be taken back, and must not pass for gone. */
function readable(snapshot: Snapshot, stack: string): Snapshot {
  const changedDns = snapshot.vpcs.some((vpc) => isModifiedBy(vpc.tags, stack));
  const needed: SnapshotPart[] = [
    'vpcs',
    'endpoints',
    'securityGroups',
    ...(changedDns ? ['dnsAttributes' as const] : []),
  ];
  assertRead(snapshot, needed, 'rollback');
  return snapshot;
}
