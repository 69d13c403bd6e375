import type { Tags } from '../../discover/entities/tags.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { isGone } from '../../facts/endpoint-state.ts';
import { mergeRemedies, type Remedy } from '../../remedy/remedy.ts';
import { isAnyOwn, STACK } from '../ownership/ownership.ts';

/** Made by pullpath, and since then the tag that says for which stack was removed: rollback does not find it. */
export function isOrphan(tags: Tags): boolean {
  return isAnyOwn(tags) && tags[STACK] === undefined;
}

/** Every orphan of a VPC, or of all for null, as a note: it costs money, and nothing of ours takes it away. */
export function orphanNotes({ endpoints, securityGroups }: Snapshot, vpcId: string | null): Remedy[] {
  return [...endpoints.filter((endpoint) => !isGone(endpoint)), ...securityGroups]
    .filter((thing) => (vpcId === null || thing.vpcId === vpcId) && isOrphan(thing.tags))
    .map(({ id }) => noteOf(orphaned(id)));
}

/** As a note; where it is a refusal already, it need not be said twice. */
export function noteOf({ message, remedy }: { readonly message: string; readonly remedy: Remedy }): Remedy {
  return mergeRemedies([message, remedy]);
}

export function orphaned(id: string): { readonly message: string; readonly remedy: string } {
  return {
    message: `${id} was created by pullpath, but its tag ${STACK} is gone: it belongs to no stack, so no rollback removes it.`,
    remedy: `Put the tag ${STACK} back onto ${id}, or delete it by hand.`,
  };
}
