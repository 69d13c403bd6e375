import { isNotFound } from '../../aws/refusal.ts';
import { admitsCidr } from '../../discover/admission.ts';
import { toSecurityGroup } from '../../discover/security-group.ts';
import type { StepOf } from '../../plan/step.ts';
import { asIngressRule, type IngressRule, ruleText } from '../../plan/steps/ingress.ts';
import { attempt } from '../attempt.ts';
import { type Bench, resolve } from '../bench.ts';
import { assertOwnGroup } from '../still-ours.ts';

/**
 * One refused rule refuses its whole batch, so a repeat sends what is missing and nothing else [aws-facts: rule-batch].
 */
export async function authorizeIngress(bench: Bench, step: StepOf<'authorize-ingress'>): Promise<string> {
  const groupId = resolve(bench, step.groupId);
  let missing: readonly IngressRule[] = step.rules;
  return attempt(bench, {
    step: step.id,
    mayBeYoung: true,
    send: async () => {
      if (typeof step.groupId === 'string') await assertOwnGroup(bench, groupId);
      await bench.writer.authorizeIngress(groupId, missing, step.tags);
      return groupId;
    },
    stands: async () => {
      const ingress = await ingressOf(bench, groupId);
      missing = step.rules.filter((rule) => !admitsCidr(ingress, rule.protocol, rule.fromPort, rule.cidr));
      return missing.length === 0 ? groupId : null;
    },
    passes: () => missing.length < step.rules.length,
  });
}

export async function revokeIngress(bench: Bench, step: StepOf<'revoke-ingress'>): Promise<string> {
  const { groupId } = step;
  let left: readonly IngressRule[] = step.rules;
  return attempt(bench, {
    step: step.id,
    send: async () => {
      await assertOwnGroup(bench, groupId);
      await bench.writer.revokeIngress(groupId, left);
      return groupId;
    },
    stands: async () => {
      const present = new Set(
        (await ingressOf(bench, groupId)).map((rule) => asIngressRule(rule)).map((rule) => rule && ruleText(rule)),
      );
      left = step.rules.filter((rule) => present.has(ruleText(rule)));
      return left.length === 0 ? groupId : null;
    },
    passes: (error) => isNotFound(error) && left.length < step.rules.length,
  });
}

async function ingressOf(bench: Bench, groupId: string) {
  const groups = await bench.reader.securityGroups({ vpcIds: [bench.vpcId] });
  return groups.filter((group) => group.GroupId === groupId).flatMap((group) => toSecurityGroup(group).ingress);
}
