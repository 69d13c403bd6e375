import { cause } from '../cause.ts';
import type { NoteRule } from '../note.ts';

/** Regions in which Fargate for Linux runs in some zones alone, by zone id [aws-facts: fargate-zones]. */
const FARGATE_ZONES: Readonly<Record<string, readonly string[]>> = {
  'us-west-1': ['usw1-az1', 'usw1-az3'],
  'ap-northeast-1': ['apne1-az1', 'apne1-az2', 'apne1-az4'],
  'cn-north-1': ['cnn1-az1', 'cnn1-az2'],
};

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
