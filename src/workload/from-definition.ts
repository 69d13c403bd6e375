import type { EcsSnapshot } from '../discover/ecs/ecs-snapshot.ts';
import type { TaskDefinition } from '../discover/ecs/task-definition.ts';
import { DEFAULT_PLATFORM_VERSION, type PLATFORM_VERSIONS } from '../facts/platform-version.ts';
import { ofDefinition, unreadCalls } from './launched.ts';
import { type Platform, UNKNOWN_WORKLOAD, type Workload } from './workload.ts';

/**
 * The workload of a task definition by itself: images and needs. Where its tasks run, flags have to tell.
 * @param name as it was asked for, where it could not be read
 * @param platformVersion of Fargate, as the flag has it
 */
export function workloadOfDefinition(
  snapshot: EcsSnapshot,
  name: string,
  region: string,
  platformVersion: (typeof PLATFORM_VERSIONS)[number] | undefined,
): Workload {
  const [definition] = snapshot.taskDefinitions;
  const unread = unreadCalls(snapshot);
  if (definition === undefined) return { ...UNKNOWN_WORKLOAD, taskDefinition: name, unread };
  const platform = platformFor(definition, platformVersion);
  const needed = ofDefinition(definition, { platform, region, exec: null, serviceConnect: null });
  return {
    ...UNKNOWN_WORKLOAD,
    ...needed,
    taskDefinition: definition.arn,
    platform: { value: platform, from: platformVersion === undefined ? nameOf(definition) : '--platform-version' },
    external:
      definition.requiresCompatibilities.every((each) => each === 'EXTERNAL') &&
      definition.requiresCompatibilities.length > 0,
    notes:
      definition.status === 'INACTIVE'
        ? [`${nameOf(definition)} is INACTIVE: services that use it continue, but nothing new can be started with it.`]
        : [],
    unread,
  };
}

/** Fargate, unless the definition is only for instances. */
function platformFor(
  { requiresCompatibilities, operatingSystem }: TaskDefinition,
  platformVersion: (typeof PLATFORM_VERSIONS)[number] | undefined,
): Platform {
  const [only, ...more] = requiresCompatibilities;
  if (more.length === 0 && platformVersion === undefined) {
    if (only === 'EC2') return 'ec2';
    if (only === 'MANAGED_INSTANCES') return 'managed-instances';
  }
  if (/^windows/i.test(operatingSystem ?? '')) return 'fargate-windows';
  return `fargate-${platformVersion ?? DEFAULT_PLATFORM_VERSION}`;
}

function nameOf({ family, revision }: TaskDefinition): string {
  return `task definition ${family}:${revision}`;
}
