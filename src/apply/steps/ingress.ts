import { isNotFound } from '../../aws/errors/error-predicates.ts';
import { admitsCidr } from '../../discover/addresses/admission.ts';
import { toSecurityGroup } from '../../discover/entities/security-group.ts';
import type { StepOf } from '../../plan/step.ts';
import { asIngressRule, type IngressRule, ingressRuleText } from '../../plan/steps/ingress.ts';
import { type ApplyContext, resolveRef } from '../apply-context.ts';
import { sendWithRetry } from '../send-with-retry.ts';
import { assertOwnGroup } from '../still-ours.ts';

/**
 * One refused rule refuses its whole batch, so a repeat sends what is missing and nothing else [aws-facts: rule-batch].
 */
export async function authorizeIngress(context: ApplyContext, step: StepOf<'authorize-ingress'>): Promise<string> {
  const groupId = resolveRef(context, step.groupId);
  let missing: readonly IngressRule[] = step.rules;
  return sendWithRetry(context, {
    step: step.id,
    mayBeEventuallyConsistent: true,
    send: async () => {
      if (typeof step.groupId === 'string') await assertOwnGroup(context, groupId);
      await context.writer.authorizeIngress(groupId, missing, step.tags);
      return groupId;
    },
    findExistingEffect: async () => {
      const ingress = await ingressOf(context, groupId);
      missing = step.rules.filter((rule) => !admitsCidr(ingress, rule.protocol, rule.fromPort, rule.cidr));
      return missing.length === 0 ? groupId : null;
    },
    isTransient: () => missing.length < step.rules.length,
  });
}

export async function revokeIngress(context: ApplyContext, step: StepOf<'revoke-ingress'>): Promise<string> {
  const { groupId } = step;
  let left: readonly IngressRule[] = step.rules;
  return sendWithRetry(context, {
    step: step.id,
    send: async () => {
      await assertOwnGroup(context, groupId);
      await context.writer.revokeIngress(groupId, left);
      return groupId;
    },
    findExistingEffect: async () => {
      const present = new Set(
        (await ingressOf(context, groupId))
          .map((rule) => asIngressRule(rule))
          .map((rule) => rule && ingressRuleText(rule)),
      );
      left = step.rules.filter((rule) => present.has(ingressRuleText(rule)));
      return left.length === 0 ? groupId : null;
    },
    isTransient: (error) => isNotFound(error) && left.length < step.rules.length,
  });
}

async function ingressOf(context: ApplyContext, groupId: string) {
  const groups = await context.reader.securityGroups({ vpcIds: [context.vpcId] });
  return groups.filter((group) => group.GroupId === groupId).flatMap((group) => toSecurityGroup(group).ingress);
}
