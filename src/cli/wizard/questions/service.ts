import { formatCount } from '../../../words.ts';
import type { FailingService } from '../account/failing-services.ts';
import type { Back, Choice, Prompter } from '../prompter/prompter.ts';

/** The choice that leads to the VPCs of the region. */
export const CHOOSE_VPC = Symbol('vpc');

/** More than this are found by typing rather than by looking. */
const FEW = 7;

/** A service, or the other way. */
export type ServiceAnswer = FailingService | typeof CHOOSE_VPC;

const VPC: Choice<ServiceAnswer> = { value: CHOOSE_VPC, cells: ['Choose a VPC instead'] };

/**
 * Which of the services that fail to start their tasks: the one that failed last is proposed.
 * @param nowMs the time of day, for how long ago that was
 */
export function askService(
  prompter: Prompter,
  failing: readonly FailingService[],
  nowMs: number,
  preset: FailingService | undefined,
): Promise<ServiceAnswer | Back> {
  const message = 'Which service do you want to fix?';
  const services = failing.map((service) => choiceOf(service, nowMs));
  const kept = failing.find(({ cluster, service }) => cluster === preset?.cluster && service === preset.service);
  const proposed = kept ?? failing[0];
  if (failing.length <= FEW)
    return prompter.one<ServiceAnswer>({ message, choices: [...services, VPC], preset: proposed });
  const isLike = (term: string, index: number) =>
    [failing[index]?.service, failing[index]?.cluster].some((name) => name?.toLowerCase().includes(term));
  const find = (term: string) => [...services.filter((_, index) => isLike(term.trim().toLowerCase(), index)), VPC];
  return prompter.search<ServiceAnswer>({ message: `${message} Type part of its name:`, find, preset: proposed });
}

function choiceOf(failing: FailingService, nowMs: number): Choice<ServiceAnswer> {
  const { cluster, service, reason, failedAt, failures, desiredCount, runningCount, explanation } = failing;
  const ran = `${runningCount} of ${formatCount(desiredCount, 'task')} running`;
  const failed = failures === 0 ? '' : `${formatCount(failures, 'task')} failed to start in the last hour; `;
  return {
    value: failing,
    cells: [service, cluster, reason, failedAt === null ? '' : ago(nowMs - Date.parse(failedAt))],
    about: `${failed}${ran}. ${explanation.cause}`,
  };
}

const MINUTE_MS = 60_000;

/** `just now`, `5 min ago`, `1 h ago`: ECS tells of no more than an hour or two. */
function ago(ms: number): string {
  if (ms < MINUTE_MS) return 'just now';
  const minutes = Math.floor(ms / MINUTE_MS);
  return minutes < 60 ? `${minutes} min ago` : `${Math.floor(minutes / 60)} h ago`;
}
