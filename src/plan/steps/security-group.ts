import { z } from 'zod';
import { Tags } from '../../discover/entities/tags.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { refText } from '../ref.ts';
import { StepBase } from './base.ts';

const Group = z.object({ vpcId: z.string(), name: z.string(), description: z.string(), tags: Tags });

export const CreateSecurityGroup = StepBase.extend({
  kind: z.literal('create-security-group'),
  action: z.literal('create'),
  after: Group,
});
export type CreateSecurityGroup = z.infer<typeof CreateSecurityGroup>;

export const DeleteSecurityGroup = StepBase.extend({
  kind: z.literal('delete-security-group'),
  action: z.literal('delete'),
  groupId: z.string(),
  before: Group,
});
export type DeleteSecurityGroup = z.infer<typeof DeleteSecurityGroup>;

/** The inverse of creating a group, once its id is known. */
export function groupDeletion(groupId: string, before: z.infer<typeof Group>, needs: string[]): DeleteSecurityGroup {
  return {
    id: `delete:${groupId}`,
    kind: 'delete-security-group',
    action: 'delete',
    subject: { type: 'security-group', id: groupId },
    groupId,
    before,
    because: 'pullpath created it; AWS lets it go once no interface uses it',
    needs,
  };
}

export function effectOfGroupCreation(snapshot: Snapshot, step: CreateSecurityGroup): Snapshot {
  const id = refText({ ref: step.id });
  const anywhere = {
    protocol: 'all',
    fromPort: null,
    toPort: null,
    peer: { kind: 'ipv4' as const, value: '0.0.0.0/0' },
    description: null,
  };
  const group = { ...step.after, id, ownerId: snapshot.caller.account, ingress: [], egress: [anywhere] };
  return { ...snapshot, securityGroups: [...snapshot.securityGroups, group] };
}

export function effectOfGroupDeletion(snapshot: Snapshot, step: DeleteSecurityGroup): Snapshot {
  return { ...snapshot, securityGroups: snapshot.securityGroups.filter((group) => group.id !== step.groupId) };
}
