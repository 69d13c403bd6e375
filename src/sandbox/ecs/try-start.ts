import type { Network } from '../network/types.ts';
import { readImage } from './image.ts';
import { digits } from './new-task.ts';
import { maxReason, missingImage, noInterface, reasonOf } from './reasons.ts';
import type { Task } from './types.ts';
import { originOf, stops, type WalkedHop, walkTask } from './walk-task.ts';

/** What the start of a task comes to. */
export type Start =
  | { starts: true }
  | {
      starts: false;
      stoppedReason: string;
      /** Whether the pull had begun: sign-in, secrets, files and logs come before it. */
      pulling: boolean;
    };

const pulls = (hop: WalkedHop) => ['manifest', 'layers', 'registry'].includes(hop.step);

/** The digest of what a registry holds under a name. */
export function digestOf(image: string): string {
  return image.includes('@') ? image.split('@')[1]! : `sha256:${digits(image, 64)}`;
}

/**
 * Tries all that a task must reach, by the network as it is now, and writes into its containers what came of each: the
 * digest of an image that was pulled, the reason of one that was not.
 */
export function tryStart(network: Network, task: Task, odd: boolean): Start {
  if (task.launchType === 'FARGATE' && task.interfaceId === undefined) {
    return { starts: false, stoppedReason: noInterface, pulling: false };
  }
  const hops = walkTask(network, task);
  const origin = originOf(network, task);
  const before = hops.find((hop) => !pulls(hop) && stops(hop, odd));
  if (before && origin) {
    const reason = reasonOf(network, task, before, origin);
    // On an instance each container pulls by itself, the sign-in included.
    if (task.launchType === 'FARGATE') return { starts: false, stoppedReason: reason, pulling: false };
    for (const container of task.containers) container.reason = reason.slice(0, maxReason);
    return { starts: false, stoppedReason: 'Task failed to start', pulling: false };
  }
  for (const container of task.containers) {
    const shut = hops.find((hop) => hop.container === container.name && pulls(hop) && stops(hop, odd));
    const missing = network.ecs.missingImages.includes(container.image);
    const reached = shut === undefined || shut.step === 'layers';
    if (missing && reached) container.reason = missingImage(readImage(container.image));
    else if (shut && origin) container.reason = reasonOf(network, task, shut, origin).slice(0, maxReason);
    else container.imageDigest = digestOf(container.image);
  }
  const reasons = task.containers.flatMap(({ reason }) => reason ?? []);
  if (reasons.length === 0) return { starts: true };
  const only = task.launchType === 'FARGATE' && task.containers.length === 1;
  return { starts: false, stoppedReason: only ? reasons[0]! : 'Task failed to start', pulling: true };
}
