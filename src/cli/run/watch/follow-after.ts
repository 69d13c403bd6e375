import { ExitCode, PullpathError } from '../../../errors.ts';
import type { WatchReport } from '../../../render/documents/watch.ts';
import type { ApplyRun } from '../apply/apply-and-verify.ts';
import type { Invocation } from '../invocation.ts';
import type { Session } from '../session/session.ts';
import { followService } from './follow-service.ts';
import type { NamedService } from './forced-deployment.ts';
import { reportOf } from './watch-report.ts';

/** What following the service after a plan came to; the report is null where there was nothing to follow. */
export interface FollowedAfter {
  readonly report: WatchReport | null;
  readonly exitCode: ExitCode;
  readonly forced: boolean;
  readonly notices: readonly string[];
}

/** Follows the service from the last change on, where the path is open by then. What was applied stands, whatever comes of it. */
export async function followAfter(
  session: Session,
  invocation: Invocation,
  { cluster, service }: NamedService,
  applied: ApplyRun,
): Promise<FollowedAfter> {
  const { options } = invocation;
  const nothing = { report: null, forced: false };
  if (applied.exitCode !== ExitCode.Done) {
    const notices = [`${service} is not watched: the path is not open yet.`];
    return { ...nothing, exitCode: applied.exitCode, notices };
  }
  try {
    const since = applied.outcome.changed ? new Date(session.awsTimeMs()).toISOString() : null;
    const follow = { cluster, service, since, forceNewDeployment: options.forceNewDeployment };
    const followed = await followService('apply', session, invocation, follow);
    const report = reportOf(followed, { options, region: session.region.name }, applied.after);
    return { report, exitCode: followed.exitCode, forced: followed.forced, notices: [] };
  } catch (error) {
    if (!(error instanceof PullpathError)) throw error;
    const notices = [`The plan was applied. ${service} could not be watched: ${error.message}`];
    return { ...nothing, exitCode: ExitCode.Undecided, notices };
  }
}
