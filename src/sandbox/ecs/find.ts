import type { Network } from '../network/types.ts';
import { partitionOf } from '../state/partition.ts';
import type { Ecs, EcsService, LaunchType, Rollout, TaskDefinition } from './types.ts';

/** `family:revision`, as services and tasks name a definition. */
export const nameOfDefinition = ({ family, revision }: TaskDefinition) => `${family}:${revision}`;

/** The definition of that name. Throws where a world names one that it lacks. */
export function definitionOf(ecs: Ecs, name: string): TaskDefinition {
  const found = ecs.taskDefinitions.find((definition) => nameOfDefinition(definition) === name);
  if (!found) throw new Error(`No task definition ${name}`);
  return found;
}

/** An ARN of ECS, e.g. of `cluster/prod`. */
export function ecsArn({ region }: Pick<Network, 'region'>, accountId: string, rest: string): string {
  return `arn:${partitionOf(region).name}:ecs:${region}:${accountId}:${rest}`;
}

/**
 * How a rollout's tasks are launched, and by which provider: its own type or strategy, else the cluster's [aws-facts:
 * ecs-launch-type].
 */
export function launchOf(
  ecs: Ecs,
  service: EcsService,
  { launchType, strategy }: Rollout,
): { launchType: LaunchType; capacityProvider?: string } {
  if (launchType) return { launchType };
  const cluster = ecs.clusters.find(({ name }) => name === service.cluster);
  const name = [...strategy, ...(cluster?.defaultStrategy ?? [])][0]?.capacityProvider;
  if (name === undefined) return { launchType: 'EC2' };
  if (name === 'FARGATE' || name === 'FARGATE_SPOT') return { launchType: 'FARGATE', capacityProvider: name };
  const managed = ecs.capacityProviders.find((each) => each.name === name)?.type === 'MANAGED_INSTANCES';
  return { launchType: managed ? 'MANAGED_INSTANCES' : 'EC2', capacityProvider: name };
}
