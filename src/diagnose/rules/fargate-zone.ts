import { FARGATE_ZONES } from '../../facts/zones.ts';
import { cause } from '../findings/cause.ts';
import type { NoteRule } from '../findings/note.ts';

/** A target subnet where no Fargate task starts, whether the path is open or not. */
export const fargateZone: NoteRule = ({ context, targets }) => {
  const supported = FARGATE_ZONES[context.snapshot.region];
  if (supported === undefined) return [];
  return targets
    .filter(({ zoneId }) => zoneId !== '' && !supported.includes(zoneId))
    .map(({ id, zoneId }) => ({
      cause: cause('fargate-zone', id, { subnet: id, zone: zoneId, supported: supported.join(', ') }),
      hops: [],
      subnetIds: [id],
    }));
};
