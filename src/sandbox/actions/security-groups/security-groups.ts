import { requestKeys, resourceKeys } from '../../iam/keys.ts';
import type { SecurityGroup, Tags } from '../../network/types.ts';
import { ApiError, invalidValue } from '../../protocol/api-error.ts';
import { tagSet } from '../../protocol/wire.ts';
import { arnOf } from '../../state/arn.ts';
import { kinds } from '../../state/kinds.ts';
import { tagsOnCreate } from '../../state/tags.ts';
import type { Action, Call, Use } from '../action.ts';
import { tagging } from '../tagging.ts';
import { checkText } from './group-rules.ts';

/** Condition keys of an existing group. */
export function groupKeys(call: Call, group: SecurityGroup): Record<string, string[]> {
  const vpc = call.region.network.vpcs.find(({ id }) => id === group.vpcId);
  return {
    ...resourceKeys(group.tags),
    'ec2:SecurityGroupID': [group.id],
    'ec2:Vpc': [arnOf(call, kinds.vpc, group.vpcId, vpc?.ownerId)],
  };
}

function uses(call: Call, vpcId: string, vpcOwner: string, vpcTags: Tags, tags: Tags): Use[] {
  const vpcArn = arnOf(call, kinds.vpc, vpcId, vpcOwner);
  const made = arnOf(call, kinds.securityGroup, '*');
  return [
    { arn: made, keys: { ...requestKeys(tags), 'ec2:Vpc': [vpcArn] } },
    { arn: vpcArn, keys: { ...resourceKeys(vpcTags), 'ec2:VpcID': [vpcId] } },
    ...tagging(call, made, tags),
  ];
}

/** Names are unique per VPC whatever their case; the new group lets everything out [aws-facts: group-names]. */
export const CreateSecurityGroup: Action = {
  mutating: true,
  run(call) {
    const { form, region, timing, caller } = call;
    const { network, ids } = region;
    const name = form.required('GroupName');
    const description = form.required('GroupDescription');
    checkText('groupName', name);
    checkText('groupDescription', description);
    if (/^sg-/i.test(name)) {
      throw invalidValue(`Value (${name}) for parameter groupName is invalid. It can't start with sg-.`);
    }
    const tags = tagsOnCreate(form, 'security-group', timing.quotas.tagsPerResource);
    const vpcId = form.text('VpcId');
    if (!vpcId) throw new ApiError('VPCIdNotSpecified', 'No default VPC for this user');
    const vpc = region.find(kinds.vpc, network.vpcs, vpcId);
    call.permit(uses(call, vpc.id, vpc.ownerId, vpc.tags, tags));
    if (name.toLowerCase() === 'default')
      throw new ApiError('InvalidGroup.Reserved', 'Cannot use reserved security group name: default');
    if (
      network.securityGroups.some((group) => group.vpcId === vpc.id && group.name.toLowerCase() === name.toLowerCase())
    ) {
      throw new ApiError('InvalidGroup.Duplicate', `The security group '${name}' already exists for VPC '${vpc.id}'`);
    }
    if (network.securityGroups.length >= timing.quotas.groupsPerRegion) {
      throw new ApiError('SecurityGroupLimitExceeded', 'The maximum number of security groups has been reached.');
    }
    const anywhere = { egress: true, protocol: '-1', fromPort: -1, toPort: -1, tags: {} };
    const group: SecurityGroup = {
      id: ids.next('sg'),
      vpcId: vpc.id,
      ownerId: caller.accountId,
      name,
      description,
      rules: [
        { id: ids.next('sgr'), ...anywhere, peer: '0.0.0.0/0' },
        ...(vpc.ipv6Cidr ? [{ id: ids.next('sgr'), ...anywhere, peer: '::/0' }] : []),
      ],
      tags,
    };
    network.securityGroups.push(group);
    region.hide(group.id, timing.consistencyMs);
    return {
      groupId: group.id,
      securityGroupArn: arnOf(call, kinds.securityGroup, group.id),
      tagSet: tagSet(tags),
    };
  },
};

/** Refused while a network interface carries the group or another group's rule names it [aws-facts: group-in-use]. */
export const DeleteSecurityGroup: Action = {
  mutating: true,
  run(call) {
    const { network } = call.region;
    const group = call.region.find(kinds.securityGroup, network.securityGroups, call.form.required('GroupId'));
    call.permit([{ arn: arnOf(call, kinds.securityGroup, group.id, group.ownerId), keys: groupKeys(call, group) }]);
    if (group.name === 'default') {
      throw new ApiError(
        'CannotDelete',
        `the specified group: "${group.id}" name: "default" cannot be deleted by a user`,
      );
    }
    const carried = network.interfaces.some(({ groupIds }) => groupIds.includes(group.id));
    const named = network.securityGroups.some(
      (other) => other !== group && other.rules.some(({ peer }) => peer === group.id),
    );
    if (carried || named) throw new ApiError('DependencyViolation', `resource ${group.id} has a dependent object`);
    network.securityGroups.splice(network.securityGroups.indexOf(group), 1);
    return { return: true, groupId: group.id };
  },
};
