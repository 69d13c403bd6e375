import { endpointTypeFor } from '../../diagnose/need.ts';
import type { Endpoint } from '../../discover/entities/endpoint.ts';
import type { SecurityGroup } from '../../discover/entities/security-group.ts';
import type { Tags } from '../../discover/entities/tags.ts';
import { couldHaveCreated, couldHaveModified, isRunId } from './run-id.ts';

/** The tags that make the account the journal [architecture: tags]. */
export const MANAGED_BY = 'pullpath:managed-by';
export const STACK = 'pullpath:stack';
const RUN = 'pullpath:run';
/**
 * The run that marked a foreign thing, beside what to put back: the counterpart of `pullpath:run` on what a run
 * creates.
 */
export const UNDO_RUN = 'pullpath:undo:run';
const NAME = 'Name';
const MANAGER = 'pullpath';

/** The tags of something that a run creates; `name` is for people and carries no running number. */
export function creationTags(stack: string, run: string, name: string): Tags {
  return { [NAME]: name, [MANAGED_BY]: MANAGER, [STACK]: stack, [RUN]: run };
}

/**
 * True where the tags say that the stack made it, which any caller can write. What we modified has the stack's tag
 * only.
 */
function hasOurTags(tags: Tags, stack: string): boolean {
  return tags[MANAGED_BY] === MANAGER && tags[STACK] === stack;
}

/** What to say of a resource that has our tags and that no run of the stack made. */
export function forgedTags(stack: string, thing: { readonly tags: Tags; readonly createdAt?: string | null }): string {
  const run = thing.tags[RUN];
  const { createdAt = null } = thing;
  const why =
    run === undefined || couldHaveCreated(run, createdAt)
      ? 'is not what pullpath makes'
      : `was created at ${createdAt}, not by the run in its tags (${run}), from which they were copied`;
  return `has the tags of stack ${stack}, but ${why}`;
}

/** A note for each of these that has the stack's tags and is not the stack's. @param own what is */
export function forgedNotes(
  stack: string,
  things: readonly { readonly id: string; readonly tags: Tags; readonly createdAt?: string | null }[],
  own: readonly { readonly id: string }[],
): string[] {
  const ids = new Set(own.map(({ id }) => id));
  return things
    .filter((thing) => hasOurTags(thing.tags, stack) && !ids.has(thing.id))
    .map((thing) => `${thing.id} ${forgedTags(stack, thing)}; it stays unchanged.`);
}

/**
 * The tags, and the run's too, as a run writes it; no repair writes another. Where a person removed that tag, it cannot
 * be told.
 */
function isOwn(tags: Tags, stack: string): boolean {
  return hasOurTags(tags, stack) && (tags[RUN] === undefined || isRunId(tags[RUN]));
}

/** Made by pullpath, whatever the stack: another stack's things serve, but are not this stack's to change. */
export function isAnyOwn(tags: Tags): boolean {
  return tags[MANAGED_BY] === MANAGER;
}

/** What a step gives its group as description. */
export const GROUP_DESCRIPTION = 'pullpath: lets tasks reach the VPC endpoints of their image pulls';

/**
 * The stack's security group. A tag can be forged or copied, so its name, its description and its owner must be those
 * that a step of ours gives: AWS lets nobody change a group's name or description. EC2 does not tell when a group was
 * created, and its rules prove nothing: whoever may change groups may change them.
 */
export function isOwnGroup(group: SecurityGroup, stack: string, account: string): boolean {
  const { tags, name, description, ownerId } = group;
  const isAsMade = name === securityGroupName(stack) && description === GROUP_DESCRIPTION;
  return isOwn(tags, stack) && isAsMade && ownerId === account;
}

/**
 * An endpoint that a step of the stack made: tags are not enough, it must be of a kind that we make, and created while
 * the run in its tags went on. Its group, its zones and its Name may be lost, and are what a repair puts back; with
 * neither run nor Name, nothing speaks for it.
 */
export function isOwnEndpoint(endpoint: Endpoint, stack: string, account: string): boolean {
  const { tags, ownerId } = endpoint;
  const speaks = tags[RUN] !== undefined || hasOurName(endpoint, stack);
  const isMade = isOfOurKind(endpoint) && couldHaveCreated(tags[RUN], endpoint.createdAt);
  return isOwn(tags, stack) && speaks && ownerId === account && isMade;
}

/**
 * An endpoint that a step may have modified for a stack: foreign, an interface endpoint to one of AWS's services, the
 * caller's own, and older than the run in its undo tags. What else they say is another matter.
 */
export function isOfModifiableKind(endpoint: Endpoint, account: string): boolean {
  const { type, ownerId, tags, createdAt } = endpoint;
  const isOlder = couldHaveModified(tags[UNDO_RUN], createdAt);
  return type === 'Interface' && ownerId === account && isOfOurKind(endpoint) && isOlder;
}

/**
 * To one of AWS's services, of the type that we make for it, and not requester-managed; others'
 * services are named `….vpce-svc-…`.
 */
function isOfOurKind({ type, service, requesterManaged }: Endpoint): boolean {
  const suffix = service.slice(service.lastIndexOf('.') + 1);
  return type === endpointTypeFor(suffix) && !requesterManaged && !service.includes('.vpce-svc-');
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

function hasOurName({ tags, service }: Endpoint, stack: string): boolean {
  const before = endpointName(stack, '');
  const name = tags[NAME] ?? '';
  return name.startsWith(before) && service.endsWith(`.${name.slice(before.length)}`);
}
