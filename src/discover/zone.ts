import { z } from 'zod';
import type { AwsAvailabilityZone } from '../aws/reader.ts';

export const Zone = z.object({
  name: z.string(),
  id: z.string(),
  /**
   * `availability-zone`, `local-zone` or `wavelength-zone`; endpoints live in the first alone [aws-facts: local-zones].
   */
  type: z.string(),
});
export type Zone = z.infer<typeof Zone>;

export function toZone(raw: AwsAvailabilityZone): Zone {
  return { name: raw.ZoneName ?? '', id: raw.ZoneId ?? '', type: raw.ZoneType ?? 'availability-zone' };
}
