import type { Snapshot } from '../../discover/snapshot.ts';
import { undoNameOf } from '../endpoints/dns-step.ts';
import type { RestoreVpcAttribute, VpcDnsAttribute } from '../steps/vpc-attribute.ts';
import { keysOf, readUndo, undoKeys, VPC_RECORDS } from './undo-tags.ts';

/** Hostnames before support, the reverse of how they came on. */
const ATTRIBUTES: readonly VpcDnsAttribute[] = ['enableDnsHostnames', 'enableDnsSupport'];

/**
 * Switches off again what the VPC's undo tags say was off before pullpath.
 * @param vpcId a VPC whose mark may be believed
 * @param needs what must be gone first
 */
export function planAttributeRestore(
  snapshot: Snapshot,
  vpcId: string,
  needs: readonly string[],
): RestoreVpcAttribute[] {
  const vpc = snapshot.vpcs.find((candidate) => candidate.id === vpcId);
  const seen = snapshot.dnsAttributes.find((entry) => entry.vpcId === vpcId);
  if (vpc === undefined || seen === undefined) return [];
  const recorded = ATTRIBUTES.filter((attribute) => readUndo(vpc.tags, undoNameOf(attribute)) !== null);
  return recorded.map((attribute, i) => {
    const current = attribute === 'enableDnsSupport' ? seen.support : seen.hostnames;
    const last = i === recorded.length - 1;
    const own = keysOf(vpc.tags, undoNameOf(attribute));
    const others = recorded.filter((each) => each !== attribute).flatMap((each) => keysOf(vpc.tags, undoNameOf(each)));
    return {
      id: `restore:${undoNameOf(attribute)}`,
      kind: 'restore-vpc-attribute',
      action: 'update',
      subject: { type: 'vpc', id: vpcId },
      vpcId,
      attribute,
      // The stack's tag is the last to go: without it the record of the other attribute would belong to no stack.
      dropTags: last
        ? [...own, ...undoKeys(vpc.tags, VPC_RECORDS).filter((key) => ![...own, ...others].includes(key))]
        : own,
      before: { value: current },
      after: { value: false },
      because: current ? 'pullpath switched it on' : 'it is as it was before; only the undo record goes',
      needs: [...needs, ...recorded.slice(0, i).map((earlier) => `restore:${undoNameOf(earlier)}`)],
    };
  });
}
