import { z } from 'zod';
import { Tags } from '../../discover/entities/tags.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { StepBase } from './base.ts';

export const VpcDnsAttribute = z.enum(['enableDnsSupport', 'enableDnsHostnames']);
export type VpcDnsAttribute = z.infer<typeof VpcDnsAttribute>;

const Value = z.object({ value: z.boolean() });

/** One `ModifyVpcAttribute`; the undo tags go onto the VPC first. AWS has no `DryRun` for this call. */
export const ModifyVpcAttribute = StepBase.extend({
  kind: z.literal('modify-vpc-attribute'),
  action: z.literal('update'),
  vpcId: z.string(),
  attribute: VpcDnsAttribute,
  undo: Tags,
  before: Value,
  after: Value,
});
export type ModifyVpcAttribute = z.infer<typeof ModifyVpcAttribute>;

/** The inverse: puts the attribute back where it still is as we left it, then takes the tags off. */
export const RestoreVpcAttribute = StepBase.extend({
  kind: z.literal('restore-vpc-attribute'),
  action: z.literal('update'),
  vpcId: z.string(),
  attribute: VpcDnsAttribute,
  dropTags: z.array(z.string()),
  before: Value,
  after: Value,
});
export type RestoreVpcAttribute = z.infer<typeof RestoreVpcAttribute>;

export function effectOfAttribute(snapshot: Snapshot, step: ModifyVpcAttribute | RestoreVpcAttribute): Snapshot {
  const field = step.attribute === 'enableDnsSupport' ? 'support' : 'hostnames';
  const dnsAttributes = snapshot.dnsAttributes.map((entry) =>
    entry.vpcId === step.vpcId ? { ...entry, [field]: step.after.value } : entry,
  );
  return { ...snapshot, dnsAttributes };
}
