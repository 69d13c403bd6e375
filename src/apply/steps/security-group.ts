import { isDependencyViolation, isNotFound } from '../../aws/errors/error-predicates.ts';
import { toEndpoint } from '../../discover/entities/endpoint.ts';
import { toSecurityGroup } from '../../discover/entities/security-group.ts';
import { PullpathError } from '../../errors.ts';
import { isGone } from '../../facts/endpoint-state.ts';
import { isOwnGroup } from '../../plan/ownership/ownership.ts';
import type { StepOf } from '../../plan/step.ts';
import { type ApplyContext, resumeCommand } from '../apply-context.ts';
import { sendWithRetry } from '../send-with-retry.ts';
import { assertOwnGroup } from '../still-ours.ts';

export async function createSecurityGroup(
  context: ApplyContext,
  step: StepOf<'create-security-group'>,
): Promise<string> {
  return sendWithRetry(context, {
    step: step.id,
    send: () => context.writer.createSecurityGroup(step.after),
    findExistingEffect: () => findGroup(context, step.after.name),
  });
}

/** AWS allows one group of a name per VPC, so whichever of two runs comes second finds the first one's here. */
async function findGroup(context: ApplyContext, name: string): Promise<string | null> {
  const groups = (await context.reader.securityGroups({ vpcIds: [context.vpcId] })).map(toSecurityGroup);
  return groups.find((group) => group.name === name && isOwnGroup(group, context.stack, context.account))?.id ?? null;
}

export async function deleteSecurityGroup(
  context: ApplyContext,
  step: StepOf<'delete-security-group'>,
): Promise<string> {
  const { groupId } = step;
  try {
    return await sendWithRetry(context, {
      step: step.id,
      send: async () => {
        await assertOwnGroup(context, groupId);
        await context.writer.deleteSecurityGroup(groupId);
        return groupId;
      },
      findExistingEffect: async () => ((await isThere(context, groupId)) ? null : groupId),
      // Interfaces of deleted endpoints linger for minutes and then let go; anybody else's do not.
      isTransient: async (error) =>
        isDependencyViolation(error) && (await holdersOf(context, groupId)).every((holder) => holder.lingering),
    });
  } catch (error) {
    if (isNotFound(error)) return groupId;
    throw isDependencyViolation(error) ? await heldError(context, groupId, error) : error;
  }
}

async function isThere(context: ApplyContext, groupId: string): Promise<boolean> {
  const groups = await context.reader.securityGroups({ vpcIds: [context.vpcId] });
  return groups.some((group) => group.GroupId === groupId);
}

interface Holder {
  readonly text: string;
  readonly what: 'interface' | 'rule';
  /** Lets go by itself: an interface of an endpoint that is gone or going. */
  readonly lingering: boolean;
}

/**
 * Who holds the group: network interfaces that have it, and rules of other groups that name it
 * [aws-facts: group-in-use].
 */
async function holdersOf(context: ApplyContext, groupId: string): Promise<Holder[]> {
  const [interfaces, groups, endpoints] = await Promise.all([
    context.reader.networkInterfacesOfGroup(groupId),
    context.reader.securityGroupsNaming(groupId),
    context.reader.endpoints({ vpcIds: [context.vpcId] }),
  ]);
  const standing = endpoints.map(toEndpoint).filter((endpoint) => !isGone(endpoint));
  return [
    ...interfaces.map(({ NetworkInterfaceId: id = '', InterfaceType, Description }) => ({
      text: `${id} (${Description || InterfaceType})`,
      what: 'interface' as const,
      lingering:
        (InterfaceType === 'vpc_endpoint' || (Description ?? '').startsWith('VPC Endpoint Interface')) &&
        !standing.some((endpoint) => endpoint.networkInterfaceIds.includes(id)),
    })),
    ...groups
      .filter((group) => group.GroupId !== groupId)
      .map((group) => ({
        text: `a rule of ${group.GroupId} (${group.GroupName})`,
        what: 'rule' as const,
        lingering: false,
      })),
  ];
}

async function heldError(context: ApplyContext, groupId: string, cause: unknown): Promise<PullpathError> {
  const holders = await holdersOf(context, groupId);
  const names = holders.map((holder) => holder.text);
  const held = new Set(holders.map(({ what }) => what));
  const release = [
    ...(held.has('rule') ? ['delete the rules that name it, or have them name another group'] : []),
    ...(held.has('interface') || held.size === 0 ? ['detach it from whatever uses it'] : []),
  ];
  return new PullpathError('partial', {
    code: 'SecurityGroupInUse',
    message: `${groupId} cannot be deleted: it is held by ${names.join(', ') || 'something that EC2 does not name'}.`,
    remedy: [`To have ${groupId} go, ${release.join(', and ')}. Then continue:`, resumeCommand(context)],
    cause,
  });
}
