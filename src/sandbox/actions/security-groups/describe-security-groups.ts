import type { Rule, SecurityGroup } from '../../network/types.ts';
import { byTags, type Filters } from '../../protocol/filters.ts';
import { tagSet } from '../../protocol/wire.ts';
import { arnOf } from '../../state/arn.ts';
import { kinds } from '../../state/kinds.ts';
import { describe } from '../describe.ts';
import { peerKind, permissions, ruleView } from './rule-view.ts';

/** The filters on rules of one direction. */
function ruleFilters(prefix: string, egress: boolean): Filters<SecurityGroup> {
  const read = (value: (rule: Rule) => string | number | undefined) => (group: SecurityGroup) =>
    group.rules.filter((rule) => rule.egress === egress).map(value);
  const peer = (kind: ReturnType<typeof peerKind>) =>
    read((rule) => (peerKind(rule.peer) === kind ? rule.peer : undefined));
  return {
    [`${prefix}.cidr`]: peer('cidr4'),
    [`${prefix}.ipv6-cidr`]: peer('cidr6'),
    [`${prefix}.prefix-list-id`]: peer('prefixList'),
    [`${prefix}.group-id`]: peer('group'),
    [`${prefix}.protocol`]: read(({ protocol }) => protocol),
    [`${prefix}.from-port`]: read(({ fromPort }) => fromPort),
    [`${prefix}.to-port`]: read(({ toPort }) => toPort),
  };
}

/** Participants of a shared VPC see their own groups only, and so with network interfaces [aws-facts: shared-vpc]. */
export const DescribeSecurityGroups = describe<SecurityGroup>({
  set: 'securityGroupInfo',
  kind: kinds.securityGroup,
  ids: 'GroupId',
  unmodelled: 'GroupName',
  items: ({ region, caller }) => region.network.securityGroups.filter(({ ownerId }) => ownerId === caller.accountId),
  pages: { min: 5, max: 1000 },
  filters: {
    ...byTags,
    'group-id': ({ id }) => id,
    'group-name': ({ name }) => name,
    description: ({ description }) => description,
    'vpc-id': ({ vpcId }) => vpcId,
    'owner-id': ({ ownerId }) => ownerId,
    ...ruleFilters('ip-permission', false),
    ...ruleFilters('egress.ip-permission', true),
  },
  view: (group, call) => ({
    groupId: group.id,
    securityGroupArn: arnOf(call, kinds.securityGroup, group.id, group.ownerId),
    groupName: group.name,
    groupDescription: group.description,
    vpcId: group.vpcId,
    ownerId: group.ownerId,
    ipPermissions: permissions(group, false),
    ipPermissionsEgress: permissions(group, true),
    tagSet: tagSet(group.tags),
  }),
});

type RuleOfGroup = Rule & { group: SecurityGroup };

export const DescribeSecurityGroupRules = describe<RuleOfGroup>({
  set: 'securityGroupRuleSet',
  kind: kinds.rule,
  ids: 'SecurityGroupRuleId',
  items: ({ region, caller }) =>
    region
      .visible(region.network.securityGroups)
      .filter(({ ownerId }) => ownerId === caller.accountId)
      .flatMap((group) => group.rules.map((rule) => ({ ...rule, group }))),
  pages: { min: 5, max: 1000 },
  filters: {
    ...byTags,
    'security-group-rule-id': ({ id }) => id,
    'group-id': ({ group }) => group.id,
  },
  view: (rule, call) => ruleView(call, rule.group, rule),
});
