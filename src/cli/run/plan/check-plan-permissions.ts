import { checkPermissions, type PermissionReport } from '../../../apply/permissions.ts';
import { isDryRunExecuted } from '../../../aws/errors/error-predicates.ts';
import { PullpathError } from '../../../errors.ts';
import type { Plan } from '../../../plan/plan.ts';
import { commandFor } from '../../line/command-line.ts';
import type { Options } from '../../line/options.ts';
import { accountFlagsOf } from '../session/account-context.ts';
import type { Session } from '../session/session.ts';

/**
 * Has AWS say what the caller may do. Behind an endpoint that is not AWS's own, where a dry run may be carried out, one
 * question waits for the answer to the one before.
 * @throws partial DryRunCarriedOut, with what stands now and the command that goes on or undoes it
 */
export async function checkPlanPermissions(session: Session, options: Options, plan: Plan): Promise<PermissionReport> {
  try {
    return await checkPermissions(plan, session.reader, session.dryRunWriter(), session.isAwsEndpoint);
  } catch (error) {
    if (!(error instanceof PullpathError && isDryRunExecuted(error))) throw error;
    const target = { ...accountFlagsOf(session.region.name, options, plan.vpcId), checkPermissions: false };
    const command = commandFor(plan.purpose === 'apply' ? 'rollback' : plan.purpose, options, target);
    throw new PullpathError(error.kind, {
      code: error.code,
      message: `${error.message} Nothing else was asked or changed.`,
      remedy: [
        `${plan.purpose !== 'apply' ? 'Continue' : 'Undo it'}, and leave out --check-permissions behind this endpoint:`,
        command,
      ],
      cause: error,
    });
  }
}
