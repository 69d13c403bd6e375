import type { ForcedDeployment } from '../../../watch/force.ts';
import { BACK, type Back, type Choice, type Prompter } from '../prompter/prompter.ts';

/** What is done about a service once its path is open. */
export type Follow = 'watch' | 'force' | 'nothing';

export interface FollowData {
  readonly service: string;
  /** What forcing a deployment means; null where it cannot be forced, or ECS did not tell. */
  readonly forced: ForcedDeployment | null;
  /** What stands above the question: why it cannot be forced, that nothing starts by itself. */
  readonly more: readonly string[];
}

/**
 * What to do about the service after the plan: watching is proposed, unless it wants no task. A deployment is forced only by
 * a yes to a question about that and nothing else.
 */
export async function askFollow(prompter: Prompter, { service, forced, more }: FollowData): Promise<Follow | Back> {
  const isStill = forced?.desiredCount === 0;
  const watch: Choice<Follow> = {
    value: 'watch',
    cells: ['Watch until a task has pulled its image'],
    about: 'ECS keeps starting tasks by itself; the next one shows whether the path is open.',
  };
  const force: Choice<Follow> = {
    value: 'force',
    cells: ['Watch, and make ECS replace its tasks'],
    about: forced?.message ?? '',
  };
  for (;;) {
    const answer = await prompter.one<Follow>({
      message: `What about ${service}, once the plan is applied?`,
      more,
      choices: [watch, ...(forced === null ? [] : [force]), { value: 'nothing', cells: ['Nothing more'] }],
      preset: isStill ? 'nothing' : 'watch',
    });
    if (answer !== 'force' || forced === null) return answer;
    const yes = await prompter.consent({
      message: `Force a new deployment of ${service} in cluster ${forced.cluster} (${forced.action})?`,
      more: [forced.message],
    });
    if (yes === true) return 'force';
    // Neither a no nor Escape forces one; what else to do is asked again.
    if (yes !== BACK) return 'watch';
  }
}
