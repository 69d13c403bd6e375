import { clause, PullpathError } from '../../errors.ts';
import { forcedText } from '../../render/plan/plan-text.ts';
import type { ForcedDeployment } from '../../watch/force.ts';
import type { Options } from '../line/options.ts';
import type { Invocation } from '../run/invocation.ts';
import type { PlannedRun } from '../run/plan/plan-run.ts';
import type { Session } from '../run/session/session.ts';
import { forcedDeployment, type NamedService } from '../run/watch/forced-deployment.ts';
import { createPrompter } from './prompter/create-prompter.ts';
import { BACK, type Back } from './prompter/prompter.ts';
import { askFollow } from './questions/follow.ts';

/** The flags that say the same as the answer. */
export type FollowOptions = Partial<Pick<Options, 'watch' | 'forceNewDeployment'>>;

/** Asks what is done about the plan's service afterwards; nothing where it has none, or flags have said it. */
export async function askToFollow(
  session: Session,
  { options, output }: Invocation,
  { choices }: PlannedRun,
): Promise<FollowOptions | Back> {
  const { cluster, service } = choices.workload ?? {};
  if (service == null || options.watch || options.forceNewDeployment) return {};
  const { forced, why } = await whatForcingMeans(session, options, { cluster: cluster ?? 'default', service });
  const more = forced?.desiredCount === 0 ? [forced.message] : why === null ? [] : [why];
  const { terminal } = output;
  const answer = await askFollow(
    createPrompter(terminal, () => [], true),
    { service, forced, more },
  );
  if (answer === BACK) return BACK;
  if (answer === 'nothing') return {};
  if (answer === 'watch' || forced === null) return { watch: true };
  // The plan that was shown did not have it.
  output.preview((style) => forcedText(forced, style));
  return { watch: true, forceNewDeployment: true };
}

/** What it means, or why it cannot be done: another controller, or ECS does not say. */
async function whatForcingMeans(
  session: Session,
  options: Options,
  named: NamedService,
): Promise<{ readonly forced: ForcedDeployment | null; readonly why: string | null }> {
  try {
    return { forced: await forcedDeployment(session, { ...options, forceNewDeployment: true }, named), why: null };
  } catch (error) {
    if (!(error instanceof PullpathError)) throw error;
    return { forced: null, why: `${clause(error.message)}.` };
  }
}
