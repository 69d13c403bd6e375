import type { RouteTargetKind } from '../entities/route-table.ts';
import type { Snapshot } from '../snapshot.ts';

/** What a route leads to another network by, in which endpoints may be. */
export const TO_OTHER_NETWORKS: ReadonlySet<RouteTargetKind> = new Set([
  'transit-gateway',
  'core-network',
  'peering',
  'vpn-gateway',
]);

/** True of a VPC that a route leads out of into another network than the internet. */
export function leadsElsewhere({ routeTables }: Snapshot, vpcId: string): boolean {
  return routeTables.some(
    (table) =>
      table.vpcId === vpcId &&
      table.routes.some(({ state, target }) => state === 'active' && TO_OTHER_NETWORKS.has(target.kind)),
  );
}
