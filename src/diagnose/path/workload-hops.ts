import type { Workload } from '../../workload/workload.ts';
import { type Cause, cause } from '../findings/cause.ts';
import { type ImageHop, imageHop, type JudgedBy, type TaskLocation } from './image-causes.ts';

/** A hop that no endpoint of the region serves. */
export interface WorkloadHop {
  readonly hop: string;
  readonly causes: readonly Cause[];
  readonly judgedBy: JudgedBy;
  /** False where tasks start without it; left out: true. */
  readonly blocks?: boolean;
}

/** What is to be read in the task definition and was not: then nothing beyond the pull from ECR is known. */
export const UNREAD_HOP = 'task-definition';

/**
 * The hops of a workload beside its needs, in the order of its containers: registries that no endpoint of the region leads
 * to, services of other regions, and what could not be read [aws-facts: registries-outside-aws, other-region-image].
 */
export function workloadHops(workload: Workload, at: TaskLocation): WorkloadHop[] {
  const images = new Map<string, string[]>();
  for (const { image, container } of workload.images?.value ?? [])
    images.set(image, [...(images.get(image) ?? []), container]);
  const found = [
    ...[...images].flatMap(([image, containers]): (ImageHop & Pick<WorkloadHop, 'blocks'>)[] => {
      const own = imageHop(image, containers, at);
      return own === null ? [] : [own];
    }),
    ...otherRegions(workload),
  ];
  const hops = new Map<string, WorkloadHop>();
  for (const { hop, cause: why, judgedBy, blocks = true } of found) {
    const known = hops.get(hop);
    const decides = blocks || known?.blocks === true;
    hops.set(hop, { hop, causes: [...(known?.causes ?? []), why], judgedBy, blocks: decides });
  }
  return [...hops.values(), ...unread(workload)];
}

function otherRegions({ services }: Workload): (ImageHop & Pick<WorkloadHop, 'blocks'>)[] {
  return (services?.value ?? []).flatMap(({ service, region, because, blocks }) => {
    if (region === null) return [];
    const values = { service, home: region, because };
    const why = cause('service-of-other-region', service, values);
    return [{ hop: `${service}@${region}`, cause: why, judgedBy: 'egress', blocks }];
  });
}

/** Nothing of it where the workload was put together by hand: then nobody asked for more than the pull. */
function unread(workload: Workload): WorkloadHop[] {
  if (!isOfEcs(workload) || (workload.images !== null && workload.services !== null)) return [];
  return [{ hop: UNREAD_HOP, causes: reasons(workload, 'the images and services'), judgedBy: 'causes' }];
}

/** Why something about the workload is not known. @param what in words */
export function reasons(workload: Workload, what: string): Cause[] {
  const refused = workload.unread.map(({ action, error, why }) =>
    why === 'denied'
      ? cause('ecs-read-denied', action, { action, error })
      : cause('ecs-read-failed', action, { action, error }),
  );
  if (refused.length > 0) return refused;
  const name = workload.service ?? workload.task ?? workload.taskDefinition ?? '';
  return [cause('workload-incomplete', name, { name, what })];
}

/** True where ECS was asked what it is. */
function isOfEcs({ service, task, taskDefinition }: Workload): boolean {
  return service !== null || task !== null || taskDefinition !== null;
}

/** True of a service or task of which ECS does not tell the subnets. */
export function isUnplaced({ service, task, subnetIds }: Workload): boolean {
  return (service !== null || task !== null) && subnetIds === null;
}
