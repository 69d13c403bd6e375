import { z } from 'zod';
import { Tags } from '../../discover/entities/tags.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { StepBase } from './base.ts';

/** Takes pullpath's tags off something, and off a group's rules, and changes nothing else. It has no inverse. */
export const Untag = StepBase.extend({
  kind: z.literal('untag'),
  action: z.literal('update'),
  resourceId: z.string(),
  vpcId: z.string(),
  dropTags: z.array(z.string()),
  before: Tags,
  after: Tags,
});
export type Untag = z.infer<typeof Untag>;

export function effectOfUntag(snapshot: Snapshot, { resourceId, after }: Untag): Snapshot {
  const untagged = <T extends { readonly id: string }>(things: readonly T[]) =>
    things.map((thing) => (thing.id === resourceId ? { ...thing, tags: after } : thing));
  return {
    ...snapshot,
    vpcs: untagged(snapshot.vpcs),
    endpoints: untagged(snapshot.endpoints),
    securityGroups: untagged(snapshot.securityGroups),
  };
}
