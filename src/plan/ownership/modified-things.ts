import type { Endpoint } from '../../discover/entities/endpoint.ts';
import type { Vpc } from '../../discover/entities/vpc.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { isGone } from '../../facts/endpoint-state.ts';
import type { Left } from '../plan.ts';
import { malformedRecord } from '../rollback/undo-record.ts';
import { ENDPOINT_RECORDS, isModifiedBy, malformedUndo, VPC_RECORDS } from '../rollback/undo-tags.ts';
import { isOfModifiableKind, isOwnEndpoint, isOwnGroup, UNDO_RUN } from './ownership.ts';

/** What a stack has modified in a VPC, as far as its marks may be believed. */
export interface ModifiedThings {
  readonly endpoints: readonly Endpoint[];
  readonly vpc: Vpc | undefined;
  /** Undo tags that pullpath does not write: they stay, and so does what they are on. */
  readonly left: readonly Left[];
  /** Marks on things that no step modifies: sentences. */
  readonly forged: readonly string[];
}

/**
 * Tags can be forged, so a mark counts on what a step may modify: an interface endpoint of the account's own to one of
 * AWS's services, and a VPC of the account. What has a run that is not called like one of ours counts for nothing.
 */
export function modifiedThings({ endpoints, vpcs, caller }: Snapshot, vpcId: string, stack: string): ModifiedThings {
  const marked = endpoints.filter((e) => e.vpcId === vpcId && !isGone(e) && isModifiedBy(e.tags, stack));
  const markedVpc = vpcs.find(({ id, tags }) => id === vpcId && isModifiedBy(tags, stack));
  const ours = marked.filter((endpoint) => isOfModifiableKind(endpoint, caller.account));
  const vpc = markedVpc?.ownerId === caller.account ? markedVpc : undefined;
  const foreign = [...marked.filter((e) => !ours.includes(e)), ...(markedVpc === vpc ? [] : [markedVpc])];
  const malformed = (thing: Endpoint | Vpc, names: typeof VPC_RECORDS): Left[] => {
    const keys = malformedUndo(thing.tags, names);
    return keys.length === 0 ? [] : [{ id: thing.id, ...malformedRecord(thing.id, thing.tags, keys) }];
  };
  const isCredible = ({ tags }: Endpoint | Vpc, names: typeof VPC_RECORDS) =>
    !malformedUndo(tags, names).includes(UNDO_RUN);
  return {
    endpoints: ours.filter((endpoint) => isCredible(endpoint, ENDPOINT_RECORDS)),
    vpc: vpc !== undefined && isCredible(vpc, VPC_RECORDS) ? vpc : undefined,
    left: [
      ...ours.flatMap((endpoint) => malformed(endpoint, ENDPOINT_RECORDS)),
      ...(vpc === undefined ? [] : malformed(vpc, VPC_RECORDS)),
    ],
    forged: foreign.flatMap((thing) =>
      thing === undefined
        ? []
        : `${thing.id} has the undo tags of stack ${stack}, but pullpath never changed it: its kind, owner or age say so; it stays unchanged.`,
    ),
  };
}

/** True where something stands in the VPC that a run of the stack made: tags on what others made are easily copied. */
export function hasOwnThings({ endpoints, securityGroups, caller }: Snapshot, vpcId: string, stack: string): boolean {
  return (
    securityGroups.some((group) => group.vpcId === vpcId && isOwnGroup(group, stack, caller.account)) ||
    endpoints.some((e) => e.vpcId === vpcId && !isGone(e) && isOwnEndpoint(e, stack, caller.account))
  );
}
