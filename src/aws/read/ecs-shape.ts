import { unexpectedResponse } from '../client/validate-response.ts';

/** Members of ECS's answers that are lists, and those that are structures, wherever they stand. */
const LISTS: ReadonlySet<string> = new Set([
  'attachments',
  'capacityProviderStrategy',
  'capacityProviders',
  'containerDefinitions',
  'containerImages',
  'containers',
  'currentServiceRevisions',
  'defaultCapacityProviderStrategy',
  'deployments',
  'details',
  'environmentFiles',
  'events',
  'networkInterfaces',
  'secretOptions',
  'secrets',
  'securityGroups',
  'subnets',
  'tags',
  'taskSets',
  'volumes',
]);
const STRUCTURES: ReadonlySet<string> = new Set([
  'awsvpcConfiguration',
  'autoScalingGroupProvider',
  'deploymentController',
  'efsVolumeConfiguration',
  'logConfiguration',
  'managedInstancesProvider',
  'networkConfiguration',
  'repositoryCredentials',
  'runtimePlatform',
  'serviceConnectConfiguration',
]);

/**
 * Lets through only what has the shape of ECS's answers: structures and lists where ECS has them, nothing null in lists,
 * times that are times. The SDK does not look.
 * @throws an error as for a text that is no answer, see `unexpectedResponse`
 */
export function assertEcsShape(things: unknown): void {
  if (things !== undefined && !isShaped(things)) throw unexpectedResponse({ httpStatusCode: 200 });
}

function isShaped(value: unknown): boolean {
  if (value instanceof Date) return !Number.isNaN(value.getTime());
  if (Array.isArray(value)) return value.every((each) => each !== null && each !== undefined && isShaped(each));
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, member]) => {
    if (member === undefined || member === null) return true;
    if (LISTS.has(name) && !Array.isArray(member)) return false;
    if (STRUCTURES.has(name) && (typeof member !== 'object' || Array.isArray(member))) return false;
    return isShaped(member);
  });
}
