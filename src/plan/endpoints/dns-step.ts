import type { Tags } from '../../discover/entities/tags.ts';
import {
  EMPTY_PART,
  isOpenForTargets,
  mergeParts,
  type PlanContext,
  type PlanPart,
  requireConsent,
} from '../plan-context.ts';
import { undoRecord } from '../rollback/undo-record.ts';
import { type UndoName, VPC_RECORDS } from '../rollback/undo-tags.ts';
import type { ModifyVpcAttribute, VpcDnsAttribute } from '../steps/vpc-attribute.ts';

const ATTRIBUTES: readonly { attribute: VpcDnsAttribute; field: 'support' | 'hostnames'; undo: UndoName }[] = [
  // Support first: AWS lets hostnames on only while support is on [aws-facts: private-dns-attributes].
  { attribute: 'enableDnsSupport', field: 'support', undo: 'dns-support' },
  { attribute: 'enableDnsHostnames', field: 'hostnames', undo: 'dns-hostnames' },
];

export function undoNameOf(attribute: VpcDnsAttribute): UndoName {
  return attribute === 'enableDnsSupport' ? 'dns-support' : 'dns-hostnames';
}

/**
 * Private DNS answers only in a VPC with both attributes on; changing one touches everything in the VPC, so it wants
 * consent.
 */
export function planDns(context: PlanContext): PlanPart {
  const { snapshot, vpc, choices } = context;
  const seen = snapshot.dnsAttributes.find((entry) => entry.vpcId === vpc.id);
  if (!choices.privateDns || (seen?.support && seen.hostnames)) return EMPTY_PART;
  if (isOpenForTargets(context, 'dns') && context.needs.every((need) => isOpenForTargets(context, need.service)))
    return EMPTY_PART;
  if (seen === undefined) {
    const note = `The DNS attributes of ${vpc.id} could not be read; AWS refuses private DNS where one of them is off.`;
    return { ...EMPTY_PART, notes: [note] };
  }
  const off = ATTRIBUTES.filter((entry) => !seen[entry.field]);
  let tags: Tags = vpc.tags;
  return mergeParts(
    off.map((entry, i) => {
      const record = undoRecord(context, { id: vpc.id, tags }, { [entry.undo]: ['false'] }, VPC_RECORDS);
      if ('refusal' in record) return { ...EMPTY_PART, blockers: [record.refusal] };
      tags = { ...tags, ...record.undo };
      const step: ModifyVpcAttribute = {
        id: `vpc:${entry.undo}`,
        kind: 'modify-vpc-attribute',
        action: 'update',
        subject: { type: 'vpc', id: vpc.id },
        vpcId: vpc.id,
        attribute: entry.attribute,
        undo: record.undo,
        before: { value: false },
        after: { value: true },
        because: 'private DNS, which leads the tasks to the endpoints, needs both DNS attributes of the VPC',
        needs: off.slice(0, i).map((earlier) => `vpc:${earlier.undo}`),
      };
      return requireConsent(context, step, `${entry.attribute} is off in ${vpc.id}, so private DNS can't work there`);
    }),
  );
}
