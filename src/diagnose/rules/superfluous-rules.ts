import type { SecurityGroupRule } from '../../discover/entities/security-group.ts';
import { GUIDE_EXTRA_PORTS } from '../../facts/ports.ts';
import { cause } from '../findings/cause.ts';
import type { NoteRule } from '../findings/note.ts';
import { groupRuleText } from '../path/group-admission.ts';

/** Inbound HTTP and DNS on an endpoint's group: widely copied, and used by nothing [aws-facts: endpoint-ingress]. */
export const superfluousRules: NoteRule = ({ context, answers }) => {
  const ids = new Set([...answers.values()].flatMap(({ groupIds }) => groupIds));
  return [...ids].flatMap((id) => {
    const rules = (context.index.securityGroups.get(id)?.ingress ?? []).filter(isSuperfluous);
    // A stack's own rules are those that it was asked for.
    if (rules.length === 0 || context.index.securityGroups.get(id)?.tags['pullpath:managed-by'] !== undefined)
      return [];
    const values = { group: id, rules: rules.map(groupRuleText).join(', ') };
    return [{ cause: cause('superfluous-rules', id, values), hops: [], subnetIds: [] }];
  });
};

function isSuperfluous({ protocol, fromPort, toPort }: SecurityGroupRule): boolean {
  if (fromPort === null || fromPort !== toPort) return false;
  const isTcp = protocol === 'tcp';
  // Copies of the guide often have DNS over TCP, too.
  return GUIDE_EXTRA_PORTS.some(({ port, ...extra }) => port === fromPort && (extra.protocol === protocol || isTcp));
}
