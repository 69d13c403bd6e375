import { z } from 'zod';
import { UnreadPart } from '../snapshot.ts';
import { CapacityProvider, ContainerInstance, EcsCluster } from './cluster.ts';
import { EcsService } from './service.ts';
import { EcsTask } from './task.ts';
import { TaskDefinition } from './task-definition.ts';

/** The parts of what is read of ECS, each filled by one kind of read. */
export const EcsPart = z.enum([
  'clusters',
  'services',
  'expressServices',
  'serviceRevisions',
  'tasks',
  'taskDefinitions',
  'capacityProviders',
  'containerInstances',
]);
export type EcsPart = z.infer<typeof EcsPart>;

/** A read of ECS that was refused or failed: what follows from its part is unknown. */
export const UnreadEcsPart = UnreadPart.extend({ part: EcsPart });
export type UnreadEcsPart = z.infer<typeof UnreadEcsPart>;

/** What was read of ECS about one workload, or all of a region, as plain JSON. */
export const EcsSnapshot = z.object({
  clusters: z.array(EcsCluster),
  services: z.array(EcsService),
  /** Running ones, and those that stopped within the last hour. */
  tasks: z.array(EcsTask),
  taskDefinitions: z.array(TaskDefinition),
  capacityProviders: z.array(CapacityProvider),
  containerInstances: z.array(ContainerInstance),
  unread: z.array(UnreadEcsPart),
});
export type EcsSnapshot = z.infer<typeof EcsSnapshot>;
