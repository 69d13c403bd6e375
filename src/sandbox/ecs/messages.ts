import { uuidOf } from './new-task.ts';
import type { EcsService, Rollout, Task } from './types.ts';

/** The service's last hundred events are kept [aws-facts: ecs-stopped-task]. */
const keptEvents = 100;

export const inProgress = (id: string) => `ECS deployment ${id} in progress.`;
export const completed = ({ id }: Rollout) => `ECS deployment ${id} completed.`;
export const CIRCUIT_OPENED = 'ECS deployment circuit breaker: tasks failed to start.';

function add(service: EcsService, createdAt: number, text: string): void {
  const id = uuidOf(`${service.cluster}/${service.name}/${createdAt}/${text}`);
  service.events.unshift({ id, createdAt, message: `(service ${service.name}) ${text}` });
  service.events.length = Math.min(service.events.length, keptEvents);
}

const listed = (tasks: readonly Task[]) => tasks.map(({ id }) => `(task ${id})`).join(' ');
const guide = 'For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.';

/** What a service tells of itself in `events[]`; ECS's sentences, from memory. */
export const events = {
  started: (service: EcsService, tasks: readonly Task[], now: number) =>
    add(service, now, `has started ${tasks.length} tasks: ${listed(tasks)}.`),
  stopped: (service: EcsService, task: Task, now: number) =>
    add(service, now, `has stopped 1 running tasks: ${listed([task])}.`),
  inconsistent: (service: EcsService, now: number) =>
    add(service, now, `is unable to consistently start tasks successfully. ${guide}`),
  unplaceable: (service: EcsService, now: number) =>
    add(
      service,
      now,
      `was unable to place a task because no container instance met all of its requirements. Reason: No Container Instances were found in your cluster. ${guide}`,
    ),
  steady: (service: EcsService, now: number) => add(service, now, 'has reached a steady state.'),
  completed: (service: EcsService, { id }: Rollout, now: number) =>
    add(service, now, `(deployment ${id}) deployment completed.`),
  failed: (service: EcsService, { id }: Rollout, now: number) =>
    add(service, now, `(deployment ${id}) deployment failed: tasks failed to start.`),
  rolledBack: (service: EcsService, { id }: Rollout, now: number) =>
    add(service, now, `rolling back to deployment ${id}.`),
};
