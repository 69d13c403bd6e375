import type { Tags } from '../../discover/entities/tags.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { isGone } from '../../facts/endpoint-state.ts';
import { isAnyOwn, STACK } from '../ownership/ownership.ts';
import { isModifiedBy } from './undo-tags.ts';

/** The stacks of each VPC, from tags only and in the order of their names; a VPC without any is left out. */
export function stacksByVpc(snapshot: Snapshot): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  const enter = (vpcId: string, tags: Tags) => {
    const stack = stackOf(tags);
    if (stack !== null) found.set(vpcId, (found.get(vpcId) ?? new Set()).add(stack));
  };
  for (const { vpcId, tags } of snapshot.securityGroups) enter(vpcId, tags);
  for (const endpoint of snapshot.endpoints) if (!isGone(endpoint)) enter(endpoint.vpcId, endpoint.tags);
  // No run creates a VPC: the tags of one that says so are forged.
  for (const { id, tags } of snapshot.vpcs) if (!isAnyOwn(tags)) enter(id, tags);
  return new Map([...found].map(([vpcId, stacks]) => [vpcId, [...stacks].sort()]));
}

/** The stack that made a thing, or changed what others made; null for anything else. */
function stackOf(tags: Tags): string | null {
  const stack = tags[STACK];
  return stack !== undefined && (isAnyOwn(tags) || isModifiedBy(tags, stack)) ? stack : null;
}
