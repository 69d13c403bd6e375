import type { PermissionReport } from '../../apply/permissions.ts';
import { resourceNamesIn } from '../../discover/resource-names.ts';
import { ExitCode } from '../../errors.ts';
import type { Plan } from '../../plan/plan.ts';
import { planDocument } from '../../render/documents/plan.ts';
import { planText } from '../../render/plan/plan-text.ts';
import type { Next } from '../../render/text/next.ts';
import type { ForcedDeployment } from '../../watch/force.ts';
import { commandFor, commandForSaved } from '../line/command-line.ts';
import type { Options } from '../line/options.ts';
import type { CommandHandler } from '../run/invocation.ts';
import { checkPlanPermissions } from '../run/plan/check-plan-permissions.ts';
import { type PlannedRun, planRun } from '../run/plan/plan-run.ts';
import { savePlan } from '../run/plan/save-plan.ts';
import { accountFlagsOf, recordAccount, vpcLabelOf } from '../run/session/account-context.ts';
import { openSession, type Session } from '../run/session/session.ts';
import { forcedDeployment, serviceToFollow } from '../run/watch/forced-deployment.ts';
import type { Result } from '../stream/output.ts';

/** Shows what apply would do, and does none of it. */
export const plan: CommandHandler = async ({ options, output }) => {
  const session = await openSession(options, output);
  try {
    const prepared = await planRun(session, options);
    const forced = await forcedDeployment(session, options, serviceToFollow(options, prepared.choices));
    const report = options.checkPermissions ? await checkPlanPermissions(session, options, prepared.plan) : null;
    if (options.out !== undefined) await savePlan(options.out, prepared.plan);
    const { steps, blocked } = prepared.plan;
    const isPending = options.detailedExitcode && steps.length + blocked.length > 0;
    return {
      exitCode: isPending ? ExitCode.ChangesPending : ExitCode.Done,
      result: resultOf(session, options, prepared, report, forced),
      notices: [
        ...(report === null ? [] : permissionNotices(report)),
        ...(options.out === undefined || options.quiet ? [] : [UNSIGNED]),
      ],
    };
  } finally {
    await session.end();
  }
};

function resultOf(
  session: Session,
  options: Options,
  { plan: planned, snapshot, choices }: PlannedRun,
  report: PermissionReport | null,
  forced: ForcedDeployment | null,
): Result {
  return {
    text: (style) => {
      const place = recordAccount(session, snapshot);
      const next = nextOf(planned, options, accountFlagsOf(session.region.name, options, choices.vpcId));
      const names = resourceNamesIn(snapshot, choices.vpcId);
      const vpc = vpcLabelOf(snapshot, choices.vpcId);
      return planText({ plan: planned, place, vpc, names, next, forced }, style);
    },
    document: () => planDocument(planned, session.note, report, forced),
    pipelines: {
      markdown: async (write) => {
        const { planMarkdown } = await import('../../render/formats/plan-markdown.ts');
        write(planMarkdown({ plan: planned, vpc: vpcLabelOf(snapshot, choices.vpcId), note: session.note, forced }));
      },
    },
  };
}

/** What the plan leads to: nothing where there is nothing to do, or where something besides consent is in the way. */
function nextOf({ steps, blocked }: Plan, options: Options, target: Partial<Options>): Next | null {
  if (blocked.some((refusal) => refusal.step === null)) return null;
  if (blocked.length > 0) {
    const command = commandFor('apply', options, { ...target, modifyExisting: true });
    return { what: 'To apply it, including changes to resources pullpath didn’t create', command };
  }
  if (steps.length === 0) return null;
  const command =
    options.out === undefined ? commandFor('apply', options, target) : commandForSaved(options.out, options);
  return { what: 'To apply it', command };
}

/** A file that says of itself that it is unchanged is easily taken for more than that. */
const UNSIGNED =
  'The fingerprint in the saved plan detects damage and accidental edits. It isn’t a signature: keep the file where only people who may apply it can write.';

function permissionNotices({ missing, unchecked }: PermissionReport): string[] {
  return [
    ...missing.map(
      ({ action, resource, reason }) =>
        `Missing permission: ${action}${resource === null ? '' : ` on ${resource}`} (${reason})`,
    ),
    ...unchecked.map((sentence) => `Not checked: ${sentence}`),
    ...(missing.length === 0 ? ['All permissions that can be checked are granted.'] : []),
  ];
}
