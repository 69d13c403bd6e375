import { z } from 'zod';
import { classify } from '../discover/routing/subnet-class.ts';
import { defaultTargets } from '../discover/select.ts';
import { indexOf } from '../discover/snapshot-index.ts';
import type { PlanContext } from './plan-context.ts';

/** A subnet or VPC that nobody named and that a plan does not aim at, and why, in a clause without a subject. */
export const LeftOut = z.object({
  type: z.enum(['subnet', 'vpc']),
  id: z.string(),
  name: z.string().nullable(),
  reason: z.string(),
});
export type LeftOut = z.infer<typeof LeftOut>;

/**
 * What a plan leaves out by itself: the subnets that have a way out, and the other VPCs that were read to find this one.
 * Nothing where the user, or the service that was named, chose the subnets.
 */
export function leftOutOf({ snapshot, choices, vpc, others }: PlanContext): LeftOut[] {
  if (choices.subnetIds !== null) return [];
  const subnets = others.map((subnet): LeftOut => {
    const { class: subnetClass, because } = classify(snapshot, subnet);
    return { type: 'subnet', id: subnet.id, name: subnet.tags.Name ?? null, reason: `${subnetClass}: ${because}` };
  });
  const { subnetsOfVpc } = indexOf(snapshot);
  const vpcs = snapshot.vpcs
    .filter(({ id }) => id !== vpc.id)
    .map(({ id, tags }): LeftOut => {
      const reason = (subnetsOfVpc.get(id) ?? []).length === 0 ? 'has no subnets' : whyNotVpc(snapshot, id);
      return { type: 'vpc', id, name: tags.Name ?? null, reason };
    });
  return [...subnets, ...vpcs];
}

function whyNotVpc(snapshot: PlanContext['snapshot'], vpcId: string): string {
  return defaultTargets(snapshot, vpcId).length === 0 ? 'has no isolated subnets' : 'is not the VPC that was chosen';
}
