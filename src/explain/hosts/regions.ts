/** What the name of a region, or of a host, says about regions and partitions [aws-facts: partitions]. */

/** Matches region names as AWS forms them, e.g. `eu-west-1`, `us-gov-east-1`, `us-isob-east-1`, `eusc-de-east-1`. */
export const REGION =
  '(?:(?:us-gov|us-isob|us-isof|us-iso|eu-isoe|eusc-de|af|ap|ca|cn|eu|il|me|mx|sa|us)' +
  '-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-[1-9])';

const WHOLE = new RegExp(`^${REGION}$`);

export function isRegion(name: string): boolean {
  return WHOLE.test(name);
}

/** Longest first: `us-gov-` before `us-`. */
const PARTITIONS: readonly (readonly [prefix: string, partition: string])[] = [
  ['us-gov-', 'aws-us-gov'],
  ['us-isob-', 'aws-iso-b'],
  ['us-isof-', 'aws-iso-f'],
  ['us-iso-', 'aws-iso'],
  ['eu-isoe-', 'aws-iso-e'],
  ['eusc-', 'aws-eusc'],
  ['cn-', 'aws-cn'],
];

/** The partition that a region belongs to. */
export function partitionOf(region: string): string {
  return PARTITIONS.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}
