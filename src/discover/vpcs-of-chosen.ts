import { hasTags, type TagChoice } from './entities/tags.ts';
import type { Snapshot } from './snapshot.ts';

/** Subnets, route tables and security groups that were chosen. */
export interface ChosenIds {
  readonly subnetIds?: readonly string[] | undefined;
  readonly routeTableIds?: readonly string[] | undefined;
  readonly subnetTag?: readonly TagChoice[];
  readonly taskSecurityGroupIds?: readonly string[];
}

/**
 * The ids of what was chosen, by the VPC that it lies in: an id lies in one VPC for sure, so a tag counts where no id
 * was chosen. Empty where nothing was chosen, or nothing of it is there.
 */
export function vpcsOfChosen(snapshot: Snapshot, chosen: ChosenIds): ReadonlyMap<string, readonly string[]> {
  const { subnetTag: tags = [], taskSecurityGroupIds = [] } = chosen;
  const ids = new Set([...(chosen.subnetIds ?? []), ...(chosen.routeTableIds ?? []), ...taskSecurityGroupIds]);
  const isTagged = ids.size === 0 && tags.length > 0;
  const homes = new Map<string, string[]>();
  const { subnets, routeTables, securityGroups } = snapshot;
  for (const thing of [...subnets, ...(isTagged ? [] : [...routeTables, ...securityGroups])]) {
    if (isTagged ? hasTags(thing, tags) : ids.has(thing.id))
      homes.set(thing.vpcId, [...(homes.get(thing.vpcId) ?? []), thing.id]);
  }
  return homes;
}
