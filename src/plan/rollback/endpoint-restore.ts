import type { Endpoint } from '../../discover/entities/endpoint.ts';
import type { SecurityGroup } from '../../discover/entities/security-group.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { isFailed } from '../../facts/endpoint-state.ts';
import { EMPTY_PART, type PlanPart } from '../plan-context.ts';
import {
  type EndpointUpdate,
  isEmptyUpdate,
  NO_UPDATE,
  type RestoreEndpoint,
  stateOf,
  updatedEndpoint,
} from '../steps/endpoint-change.ts';
import { ENDPOINT_RECORDS, readUndo, undoKeys } from './undo-tags.ts';

/**
 * Puts back what the undo tags of a foreign endpoint hold, and nothing that others have done to it since: that is said.
 * @param ownGroups the stack's security groups
 */
export function planEndpointRestore(
  snapshot: Snapshot,
  endpoint: Endpoint,
  ownGroups: readonly SecurityGroup[],
): PlanPart {
  const { id } = endpoint;
  if (undoKeys(endpoint.tags, ENDPOINT_RECORDS).length === 0) return EMPTY_PART;
  if (isFailed(endpoint)) {
    const note = `${id} has failed since pullpath changed it, so nothing can be restored; the undo record is removed.`;
    return { ...EMPTY_PART, steps: [stepFor(endpoint, NO_UPDATE, 'it has failed')], notes: [note] };
  }
  const recorded = readUndo(endpoint.tags, 'groups');
  const ours = ownGroups.map((group) => group.id);
  const removeGroupIds = recorded === null ? [] : endpoint.groupIds.filter((group) => ours.includes(group));
  const staying = endpoint.groupIds.filter((group) => !removeGroupIds.includes(group));
  const lost = (recorded ?? []).filter((group) => !endpoint.groupIds.includes(group));
  // AWS knows no endpoint without a group: where ours is the last one left, what was there before comes back with it.
  const isLast = removeGroupIds.length > 0 && staying.length === 0;
  const addGroupIds = isLast ? lost.filter((group) => snapshot.securityGroups.some((known) => known.id === group)) : [];
  if (isLast && addGroupIds.length === 0) {
    const note = `${removeGroupIds.join(', ')} is the only group left on ${id}, and those that it had before are gone: put another one on it, then roll back again.`;
    return { ...EMPTY_PART, notes: [note] };
  }
  const wasSilent = readUndo(endpoint.tags, 'private-dns') !== null;
  const change: EndpointUpdate = {
    ...NO_UPDATE,
    addGroupIds,
    removeGroupIds,
    privateDns: wasSilent && endpoint.privateDns ? false : null,
  };
  const because = isEmptyUpdate(change)
    ? 'it is as it was before; only the undo record goes'
    : 'pullpath changed it, and its tags hold what was there';
  const gained = recorded === null ? [] : staying.filter((group) => !recorded.includes(group));
  return {
    ...EMPTY_PART,
    steps: [stepFor(endpoint, change, because)],
    notes: [
      ...lost
        .filter((group) => !addGroupIds.includes(group))
        .map((group) => `${id} has lost ${group} since pullpath changed it; it isn’t restored.`),
      ...gained.map((group) => `${id} has gained ${group} since pullpath changed it; it is left there.`),
    ],
  };
}

function stepFor(endpoint: Endpoint, change: EndpointUpdate, because: string): RestoreEndpoint {
  return {
    id: `restore:${endpoint.id}`,
    kind: 'restore-endpoint',
    action: 'update',
    subject: { type: 'vpc-endpoint', id: endpoint.id },
    endpointId: endpoint.id,
    vpcId: endpoint.vpcId,
    change,
    dropTags: undoKeys(endpoint.tags, ENDPOINT_RECORDS),
    before: stateOf(endpoint),
    after: updatedEndpoint(endpoint, change),
    because,
    needs: [],
  };
}
