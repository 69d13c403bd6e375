import type { Snapshot } from '../../discover/snapshot.ts';
import type { IngressProfile } from '../choices.ts';
import { isOwnGroup } from '../ownership/ownership.ts';
import { SUPERFLUOUS } from './desired-rules.ts';

/**
 * The profile that the stack's rules show, so that a repeat without `--ingress` keeps what was chosen before: TCP 443
 * without the guide's other two is `https`. Null where the stack has no group, or a group without rules yet.
 */
export function currentIngressProfile(snapshot: Snapshot, vpcId: string, stack: string): IngressProfile | null {
  const group = snapshot.securityGroups.find(
    (candidate) => candidate.vpcId === vpcId && isOwnGroup(candidate, stack, snapshot.caller.account),
  );
  if (group === undefined || group.ingress.length === 0) return null;
  const guide = group.ingress.some((rule) =>
    SUPERFLUOUS.some(({ protocol, port }) => rule.protocol === protocol && rule.fromPort === port),
  );
  return guide ? 'guide' : 'https';
}
