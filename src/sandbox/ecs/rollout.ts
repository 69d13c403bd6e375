import { inProgress } from './messages.ts';
import { digits } from './new-task.ts';
import type { EcsService, Rollout } from './types.ts';

/** Deployments and task sets of a service, which start tasks alike. */
export function rolloutsOf({ deployments, taskSets }: EcsService): Rollout[] {
  return [...deployments, ...taskSets];
}

/** `ecs-svc/` and nineteen digits, the same for the n-th rollout of a service. */
export function rolloutId(cluster: string, service: string, n: number): string {
  const number = BigInt(`0x${digits(`${cluster}/${service}/deployment/${n}`, 15)}`);
  return `ecs-svc/${number.toString().padStart(19, '1')}`;
}

/** The id of a service's next deployment: one that none of its tasks or deployments has. */
export function nextRolloutId(service: EcsService): string {
  const taken = new Set(rolloutsOf(service).map(({ id }) => id));
  const told = service.events.map(({ message }) => message).join('\n');
  for (let n = 1; ; n += 1) {
    const id = rolloutId(service.cluster, service.name, n);
    if (!taken.has(id) && !told.includes(id)) return id;
  }
}

/** A rollout at its beginning. */
export function begun(like: Rollout, id: string, now: number): Rollout {
  return {
    ...like,
    id,
    status: 'PRIMARY',
    alreadyRunning: 0,
    failedTasks: 0,
    failuresInARow: 0,
    nextStartAt: 0,
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: inProgress(id),
    createdAt: now,
    updatedAt: now,
  };
}
