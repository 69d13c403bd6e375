import type { Snapshot } from '../discover/snapshot.ts';
import { undoNameOf } from './dns-step.ts';
import type { RestoreVpcAttribute, VpcDnsAttribute } from './steps/vpc-attribute.ts';
import { isModifiedBy, readUndo, undoKeys } from './undo-tags.ts';

/** Hostnames before support, the reverse of how they came on. */
const ATTRIBUTES: readonly VpcDnsAttribute[] = ['enableDnsHostnames', 'enableDnsSupport'];

/** Puts the VPC's DNS attributes back to what its undo tags hold. @param needs what must be gone first */
export function restoreAttributes(
  snapshot: Snapshot,
  vpcId: string,
  stack: string,
  needs: readonly string[],
): RestoreVpcAttribute[] {
  const vpc = snapshot.vpcs.find((candidate) => candidate.id === vpcId);
  const seen = snapshot.dnsAttributes.find((entry) => entry.vpcId === vpcId);
  if (vpc === undefined || seen === undefined || !isModifiedBy(vpc.tags, stack)) return [];
  const recorded = ATTRIBUTES.filter((attribute) => readUndo(vpc.tags, undoNameOf(attribute)) !== null);
  return recorded.map((attribute, i) => {
    const value = readUndo(vpc.tags, undoNameOf(attribute))?.[0] === 'true';
    const current = attribute === 'enableDnsSupport' ? seen.support : seen.hostnames;
    const last = i === recorded.length - 1;
    return {
      id: `restore:${undoNameOf(attribute)}`,
      kind: 'restore-vpc-attribute',
      action: 'update',
      subject: { type: 'vpc', id: vpcId },
      vpcId,
      attribute,
      // The stack's tag is the last to go: without it the record of the other attribute would belong to no stack.
      dropTags: undoKeys(vpc.tags).filter((key) => last || key.includes(undoNameOf(attribute))),
      before: { value: current },
      after: { value },
      because: current === value ? 'it is as it was before; only the undo record goes' : 'pullpath switched it on',
      needs: [...needs, ...recorded.slice(0, i).map((earlier) => `restore:${undoNameOf(earlier)}`)],
    };
  });
}
