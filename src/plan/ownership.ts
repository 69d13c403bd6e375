import type { Endpoint } from '../discover/endpoint.ts';
import type { SecurityGroup } from '../discover/security-group.ts';
import type { Tags } from '../discover/tags.ts';

/** The tags that make the account the journal (design.md, section 3). */
export const MANAGED_BY = 'pullpath:managed-by';
export const STACK = 'pullpath:stack';
const RUN = 'pullpath:run';
const NAME = 'Name';
const MANAGER = 'pullpath';

/** The tags of something that a run creates; `name` is for people and carries no running number. */
export function creationTags(stack: string, run: string, name: string): Tags {
  return { [NAME]: name, [MANAGED_BY]: MANAGER, [STACK]: stack, [RUN]: run };
}

/** What a run made: it bears both tags. A foreign thing that we modified bears the stack's tag alone. */
export function isOwn(tags: Tags, stack: string): boolean {
  return tags[MANAGED_BY] === MANAGER && tags[STACK] === stack;
}

/** Made by pullpath, whatever the stack: another stack's things serve, but are not this stack's to change. */
export function isAnyOwn(tags: Tags): boolean {
  return tags[MANAGED_BY] === MANAGER;
}

/**
 * The stack's security group. A tag can be forged, so its name and owner must be those that a step of ours gives; AWS lets
 * nobody rename a group.
 */
export function isOwnGroup({ tags, name, ownerId }: SecurityGroup, stack: string, account: string): boolean {
  return isOwn(tags, stack) && name === securityGroupName(stack) && ownerId === account;
}

/** An endpoint that a step of the stack made: tags alone do not do, it must be of a kind that we make. */
export function isOwnEndpoint(endpoint: Endpoint, stack: string, account: string): boolean {
  return isOwn(endpoint.tags, stack) && endpoint.ownerId === account && isOfOurKind(endpoint);
}

/** To one of AWS's services, and not made by a service on somebody's behalf; others' services are named `….vpce-svc-…`. */
function isOfOurKind({ type, service, requesterManaged }: Endpoint): boolean {
  return ['Interface', 'Gateway'].includes(type) && !requesterManaged && !service.includes('.vpce-svc-');
}

/** `{ Name: … }` and the like that a person has taken off something of ours, to be put back. */
export function missingTags(tags: Tags, expected: Tags): Tags {
  return Object.fromEntries(Object.entries(expected).filter(([key]) => key !== RUN && tags[key] === undefined));
}

/** Unique per VPC and case-insensitive for AWS, so it doubles as the lock between two runs of one stack. */
export function securityGroupName(stack: string): string {
  return `pullpath-${stack}`;
}

export function endpointName(stack: string, service: string): string {
  return `pullpath-${stack}-${service}`;
}
