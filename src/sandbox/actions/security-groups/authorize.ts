import { requestKeys } from '../../iam/keys.ts';
import type { Rule, SecurityGroup } from '../../network/types.ts';
import { ApiError } from '../../protocol/api-error.ts';
import { type Fields, set } from '../../protocol/wire.ts';
import { arnOf } from '../../state/arn.ts';
import { kinds, notFound } from '../../state/kinds.ts';
import { tagsOnCreate } from '../../state/tags.ts';
import type { Action, Call } from '../action.ts';
import { tagging } from '../tagging.ts';
import { countRules, readRules, sameRule, type WantedRule } from './group-rules.ts';
import { peerKind, ruleView } from './rule-view.ts';
import { groupKeys } from './security-groups.ts';

function groupOf(call: Call): SecurityGroup {
  return call.region.find(kinds.securityGroup, call.region.network.securityGroups, call.form.required('GroupId'));
}

const missing = () => new ApiError('MissingParameter', 'The request must contain the parameter ipPermissions');

function describeRule({ protocol, fromPort, toPort, peer }: WantedRule): string {
  const ports = protocol === '-1' ? 'ALL' : `${protocol.toUpperCase()}, from port: ${fromPort}, to port: ${toPort}`;
  return `"peer: ${peer}, ${ports}, ALLOW"`;
}

/** All or nothing: one duplicate, also within the request, refuses the whole of it [aws-facts: rule-batch]. */
function refuseDuplicates(group: SecurityGroup, wanted: readonly WantedRule[]): void {
  wanted.forEach((rule, index) => {
    if (wanted.slice(0, index).some((other) => sameRule(other, rule))) {
      throw invalidDuplicateInRequest(rule);
    }
    if (group.rules.some((existing) => sameRule(existing, rule))) {
      throw new ApiError('InvalidPermission.Duplicate', `the specified rule ${describeRule(rule)} already exists`);
    }
  });
}

function invalidDuplicateInRequest(rule: WantedRule): ApiError {
  return new ApiError(
    'InvalidParameterValue',
    `The same permission must not appear multiple times: ${describeRule(rule)}`,
  );
}

function authorize(egress: boolean): Action {
  return {
    mutating: true,
    run(call) {
      const { form, region, timing } = call;
      const tags = tagsOnCreate(form, 'security-group-rule', timing.quotas.tagsPerResource);
      const group = groupOf(call);
      const wanted = readRules(call, egress);
      if (wanted.length === 0) throw missing();
      const ruleArn = arnOf(call, kinds.rule, '*');
      call.permit([
        { arn: arnOf(call, kinds.securityGroup, group.id, group.ownerId), keys: groupKeys(call, group) },
        { arn: ruleArn, keys: requestKeys(tags) },
        ...tagging(call, ruleArn, tags),
      ]);
      refuseDuplicates(group, wanted);
      const rules: Rule[] = wanted.map((rule) => ({ id: region.ids.next('sgr'), ...rule, tags: { ...tags } }));
      const after = { rules: [...group.rules, ...rules] };
      if (Math.max(countRules(after, egress, 4), countRules(after, egress, 6)) > timing.quotas.rulesPerGroup) {
        throw new ApiError(
          'RulesPerSecurityGroupLimitExceeded',
          'The maximum number of rules per security group has been reached.',
        );
      }
      group.rules = after.rules;
      return { return: true, securityGroupRuleSet: set(rules.map((rule) => ruleView(call, group, rule))) };
    },
  };
}

const revokedField = { cidr4: 'cidrIpv4', cidr6: 'cidrIpv6', prefixList: 'prefixListId', group: 'referencedGroupId' };

const revokedView = (group: SecurityGroup, rule: Rule): Fields => ({
  securityGroupRuleId: rule.id,
  groupId: group.id,
  isEgress: rule.egress,
  ipProtocol: rule.protocol,
  fromPort: rule.fromPort,
  toPort: rule.toPort,
  [revokedField[peerKind(rule.peer)]]: rule.peer,
  description: rule.description,
});

function byId(call: Call, group: SecurityGroup, id: string, egress: boolean): Rule {
  const rule = call.region.find(kinds.rule, group.rules, id);
  if (rule.egress !== egress) throw notFound(kinds.rule, id);
  return rule;
}

function byContent(group: SecurityGroup, wanted: WantedRule): Rule {
  const rule = group.rules.find((existing) => sameRule(existing, wanted));
  if (rule) return rule;
  throw new ApiError('InvalidPermission.NotFound', 'The specified rule does not exist in this security group.');
}

function revoke(egress: boolean): Action {
  return {
    mutating: true,
    run(call) {
      const group = groupOf(call);
      const wanted = readRules(call, egress);
      const ids = call.form.list('SecurityGroupRuleId');
      if (wanted.length + ids.length === 0) throw missing();
      call.permit([{ arn: arnOf(call, kinds.securityGroup, group.id, group.ownerId), keys: groupKeys(call, group) }]);
      const rules = [
        ...ids.map((id) => byId(call, group, id, egress)),
        ...wanted.map((rule) => byContent(group, rule)),
      ];
      group.rules = group.rules.filter((rule) => !rules.includes(rule));
      return { return: true, revokedSecurityGroupRuleSet: set(rules.map((rule) => revokedView(group, rule))) };
    },
  };
}

export const AuthorizeSecurityGroupIngress = authorize(false);
export const AuthorizeSecurityGroupEgress = authorize(true);
export const RevokeSecurityGroupIngress = revoke(false);
export const RevokeSecurityGroupEgress = revoke(true);
