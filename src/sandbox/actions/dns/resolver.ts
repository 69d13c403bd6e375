import type { ResolverRule } from '../../network/names.ts';
import { ApiError } from '../../protocol/api-error.ts';
import type { Action, Call } from '../action.ts';
import { everyNetwork, pageFrom } from './request.ts';

/** AWS's own rule, which every VPC has. */
const INTERNET = 'rslvr-autodefined-rr-internet-resolver';

const ListResolverRuleAssociations: Action = {
  mutating: false,
  run(call) {
    call.permit();
    const { form, region, timing } = call;
    const vpcIds = form
      .structs('Filters')
      .flatMap((each) => (each.text('Name') === 'VPCId' ? each.list('Values') : []));
    const own = region.network.resolverRules.flatMap((rule) => rule.vpcIds.map((VPCId) => ({ VPCId, id: rule.id })));
    const all = [...region.network.vpcs.map(({ id }) => ({ VPCId: id, id: INTERNET })), ...own];
    const asked = all.filter(({ VPCId }) => vpcIds.length === 0 || vpcIds.includes(VPCId));
    const most = Math.min(100, timing.pageSize ?? 100);
    const { items, next } = pageFrom(asked, form.text('NextToken'), form.integer('MaxResults'), most);
    return {
      ResolverRuleAssociations: items.map(({ VPCId, id }) => ({
        Id: `rslvr-rrassoc-${VPCId}-${id}`,
        ResolverRuleId: id,
        VPCId,
        Status: 'COMPLETE',
      })),
      ...(next === undefined ? {} : { NextToken: next }),
    };
  },
};

/** A rule that acts in the caller's VPCs, or that it owns. */
function ruleOf(call: Call, id: string): ResolverRule | undefined {
  const shared = call.region.network;
  const rules = [
    ...shared.resolverRules,
    ...everyNetwork(call).flatMap(({ profiles }) => profiles.flatMap((p) => p.rules)),
  ];
  const found = rules.find((rule) => rule.id === id);
  const isSeen = found && (shared.resolverRules.includes(found) || found.ownerId === call.caller.accountId);
  return isSeen ? found : undefined;
}

const GetResolverRule: Action = {
  mutating: false,
  run(call) {
    const id = call.form.required('ResolverRuleId');
    const { region, caller } = call;
    call.permit([{ arn: `arn:aws:route53resolver:${region.network.region}:${caller.accountId}:resolver-rule/${id}` }]);
    const rule = ruleOf(call, id);
    if (!rule)
      throw new ApiError('ResourceNotFoundException', `[RSLVR-00703] Resolver rule with ID "${id}" does not exist.`);
    return {
      ResolverRule: {
        Id: rule.id,
        Name: rule.name,
        DomainName: `${rule.domain}.`,
        RuleType: rule.type,
        Status: rule.status,
        OwnerId: rule.ownerId,
        TargetIps: rule.targets.map((Ip) => ({ Ip, Port: 53 })),
      },
    };
  },
};

/** Every action of Route 53 Resolver that the sandbox answers, under AWS's name. */
export const resolverActions: Readonly<Record<string, Action>> = { GetResolverRule, ListResolverRuleAssociations };
