import * as z from 'zod/mini';
import type { AwsAvailabilityZone } from '../../aws/read/reader.ts';
import { isAvailabilityZone } from '../../facts/zones.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Subnet } from './subnet.ts';

export const Zone = z.object({
  name: z.string(),
  id: z.string(),
  /**
   * `availability-zone`, `local-zone` or `wavelength-zone`; endpoints exist in the first only [aws-facts: local-zones].
   */
  type: z.string(),
});
export type Zone = z.infer<typeof Zone>;

export function toZone(raw: AwsAvailabilityZone): Zone {
  return { name: raw.ZoneName ?? '', id: raw.ZoneId ?? '', type: raw.ZoneType ?? 'availability-zone' };
}

/**
 * False for a subnet of a Local Zone, a Wavelength Zone or an Outpost, where no endpoint can be placed [aws-facts:
 * local-zones].
 */
export function isInAvailabilityZone({ region, zones }: Pick<Snapshot, 'region' | 'zones'>, subnet: Subnet): boolean {
  if (subnet.outpostArn !== null) return false;
  const known = zones.find(({ id, name }) => (subnet.zoneId === '' ? name === subnet.zoneName : id === subnet.zoneId));
  return isAvailabilityZone(region, subnet.zoneName, known?.type);
}
