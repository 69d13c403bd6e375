import { z } from 'zod';
import type { SecurityGroupRule } from '../../discover/entities/security-group.ts';
import { Tags } from '../../discover/entities/tags.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { IdOrRef, refText } from '../ref.ts';
import { Action, StepBase } from './base.ts';

/** One rule that lets a CIDR in on a port; `fromPort` and `toPort` are the same for all that pullpath makes. */
export const IngressRule = z.object({
  protocol: z.enum(['tcp', 'udp']),
  fromPort: z.number().int(),
  toPort: z.number().int(),
  cidr: z.string(),
  description: z.string(),
});
export type IngressRule = z.infer<typeof IngressRule>;

/** `TCP 443 from 10.0.1.0/24` */
export function ingressRuleText(rule: IngressRule): string {
  return `${rule.protocol.toUpperCase()} ${rule.fromPort} from ${rule.cidr}`;
}

const Rules = z.object({ rules: z.array(z.string()) });

export const AuthorizeIngress = StepBase.extend({
  kind: z.literal('authorize-ingress'),
  action: Action,
  groupId: IdOrRef,
  rules: z.array(IngressRule).min(1),
  tags: Tags,
  before: Rules,
  after: Rules,
});
export type AuthorizeIngress = z.infer<typeof AuthorizeIngress>;

export const RevokeIngress = StepBase.extend({
  kind: z.literal('revoke-ingress'),
  action: Action,
  groupId: z.string(),
  rules: z.array(IngressRule).min(1),
  before: Rules,
  after: Rules,
});
export type RevokeIngress = z.infer<typeof RevokeIngress>;

/**
 * A group's rule as AWS holds it, in the words of a step; null for what no step of ours makes (groups, prefix lists,
 * ranges).
 */
export function asIngressRule(rule: SecurityGroupRule): IngressRule | null {
  const { protocol, fromPort, toPort, peer } = rule;
  if ((protocol !== 'tcp' && protocol !== 'udp') || fromPort === null || toPort === null || peer.kind !== 'ipv4')
    return null;
  return { protocol, fromPort, toPort, cidr: peer.value, description: rule.description ?? '' };
}

function asGroupRule(rule: IngressRule): SecurityGroupRule {
  const { cidr, ...ports } = rule;
  return { ...ports, peer: { kind: 'ipv4', value: cidr } };
}

function sameRule(a: SecurityGroupRule, b: SecurityGroupRule): boolean {
  const ports = a.protocol === b.protocol && a.fromPort === b.fromPort && a.toPort === b.toPort;
  return ports && a.peer.kind === b.peer.kind && a.peer.value === b.peer.value;
}

export function effectOfAuthorize(snapshot: Snapshot, step: AuthorizeIngress): Snapshot {
  const added = step.rules.map(asGroupRule);
  return withIngress(snapshot, refText(step.groupId), (ingress) => [...ingress, ...added]);
}

export function effectOfRevoke(snapshot: Snapshot, step: RevokeIngress): Snapshot {
  const gone = step.rules.map(asGroupRule);
  return withIngress(snapshot, step.groupId, (ingress) =>
    ingress.filter((rule) => !gone.some((g) => sameRule(g, rule))),
  );
}

function withIngress(
  snapshot: Snapshot,
  id: string,
  change: (ingress: SecurityGroupRule[]) => SecurityGroupRule[],
): Snapshot {
  const securityGroups = snapshot.securityGroups.map((group) =>
    group.id === id ? { ...group, ingress: change(group.ingress) } : group,
  );
  return { ...snapshot, securityGroups };
}
