import { isDependencyViolation, isNotFound } from '../../aws/refusal.ts';
import { toSecurityGroup } from '../../discover/security-group.ts';
import { PullpathError } from '../../errors.ts';
import { isOwn } from '../../plan/ownership.ts';
import type { StepOf } from '../../plan/step.ts';
import { attempt } from '../attempt.ts';
import type { Bench } from '../bench.ts';

export async function createSecurityGroup(bench: Bench, step: StepOf<'create-security-group'>): Promise<string> {
  return attempt(bench, {
    step: step.id,
    send: () => bench.writer.createSecurityGroup(step.after),
    stands: () => findGroup(bench, step.after.name),
  });
}

/** AWS allows one group of a name per VPC, so whichever of two runs comes second finds the first one's here. */
async function findGroup(bench: Bench, name: string): Promise<string | null> {
  const groups = (await bench.reader.securityGroups({ vpcIds: [bench.vpcId] })).map(toSecurityGroup);
  return groups.find((group) => group.name === name && isOwn(group.tags, bench.stack))?.id ?? null;
}

export async function deleteSecurityGroup(bench: Bench, step: StepOf<'delete-security-group'>): Promise<string> {
  const { groupId } = step;
  try {
    return await attempt(bench, {
      step: step.id,
      send: async () => {
        await bench.writer.deleteSecurityGroup(groupId);
        return groupId;
      },
      stands: async () => ((await isThere(bench, groupId)) ? null : groupId),
      // Interfaces of deleted endpoints linger for minutes and then let go; anybody else's do not.
      passes: async (error) => isDependencyViolation(error) && (await strangersHolding(bench, groupId)).length === 0,
    });
  } catch (error) {
    if (isNotFound(error)) return groupId;
    throw isDependencyViolation(error) ? await heldError(bench, groupId, error) : error;
  }
}

async function isThere(bench: Bench, groupId: string): Promise<boolean> {
  const groups = await bench.reader.securityGroups({ vpcIds: [bench.vpcId] });
  return groups.some((group) => group.GroupId === groupId);
}

/** Who holds the group and will not let go by itself: interfaces that are not endpoints', and rules of other groups. */
async function strangersHolding(bench: Bench, groupId: string): Promise<string[]> {
  const [interfaces, groups] = await holders(bench, groupId);
  return [...interfaces.filter((holder) => !holder.lingering), ...groups].map((holder) => holder.text);
}

async function holders(bench: Bench, groupId: string) {
  const [interfaces, groups] = await Promise.all([
    bench.reader.networkInterfacesOfGroup(groupId),
    bench.reader.securityGroupsNaming(groupId),
  ]);
  return [
    interfaces.map((eni) => ({
      text: `${eni.NetworkInterfaceId} (${eni.Description || eni.InterfaceType})`,
      lingering: eni.InterfaceType === 'vpc_endpoint' || (eni.Description ?? '').startsWith('VPC Endpoint Interface'),
    })),
    groups
      .filter((group) => group.GroupId !== groupId)
      .map((group) => ({ text: `a rule of ${group.GroupId} (${group.GroupName})` })),
  ] as const;
}

async function heldError(bench: Bench, groupId: string, cause: unknown): Promise<PullpathError> {
  const [interfaces, groups] = await holders(bench, groupId);
  const names = [...interfaces, ...groups].map((holder) => holder.text);
  return new PullpathError('failed', {
    code: 'SecurityGroupInUse',
    message: `${groupId} cannot be deleted: it is held by ${names.join(', ') || 'something that EC2 does not name'}.`,
    remedy: 'Take the group off whatever bears it, then run pullpath rollback again.',
    cause,
  });
}
