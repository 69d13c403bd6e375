import type { Options } from '../line/options.ts';

/** True where more than one VPC is asked about. */
export function isMultiRegion({ allVpcs, allServices, regions, roleArn }: Options): boolean {
  return allVpcs || allServices || regions !== undefined || roleArn.length > 1;
}

/** The regions that `--regions` names; null where it was not given or says all. */
export function namedRegions({ regions }: Options): string[] | null {
  return regions === undefined || regions.includes('all') ? null : regions;
}
