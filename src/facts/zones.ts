/** Regions in which Fargate for Linux runs in some zones only, by zone id [aws-facts: fargate-zones]. */
export const FARGATE_ZONES: Readonly<Record<string, readonly string[]>> = {
  'us-west-1': ['usw1-az1', 'usw1-az3'],
  'ap-northeast-1': ['apne1-az1', 'apne1-az2', 'apne1-az4'],
  'cn-north-1': ['cnn1-az1', 'cnn1-az2'],
};

/**
 * True for an Availability Zone, where endpoints can be placed; false for a Local Zone or a Wavelength Zone [aws-facts:
 * local-zones].
 * @param type as DescribeAvailabilityZones gives it; undefined where the zones were not read: then the name tells,
 * since
 *   an Availability Zone is called like its region and one letter more
 */
export function isAvailabilityZone(region: string, zoneName: string, type: string | undefined): boolean {
  if (type !== undefined) return type === 'availability-zone';
  return zoneName === '' || zoneName.length === region.length + 1;
}
