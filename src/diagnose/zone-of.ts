import type { Snapshot } from '../discover/snapshot.ts';
import type { Subnet } from '../discover/subnet.ts';

/**
 * Where a subnet is; `ordinary` is false in Local Zones, Wavelength Zones and on Outposts, where no endpoint can live
 * [aws-facts: local-zones].
 */
export interface ZoneOf {
  readonly name: string;
  readonly ordinary: boolean;
}

/** Where zones were not read, an ordinary zone is known by its name: the region's, and one letter. */
export function zoneOf(snapshot: Snapshot, subnet: Subnet): ZoneOf {
  if (subnet.outpostArn !== null) return { name: subnet.outpostArn, ordinary: false };
  const name = subnet.zoneName;
  const known = snapshot.zones.find((zone) => zone.name === name);
  const byName = name === '' || name.length === snapshot.region.length + 1;
  return { name, ordinary: known === undefined ? byName : known.type === 'availability-zone' };
}
