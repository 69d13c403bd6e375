import { PullpathError } from '../errors.ts';
import type { Found } from './cli-answer.ts';
import type { Item, SectionName } from './sections.ts';

type Sections = ReadonlyMap<SectionName, readonly Item[]>;

const REGION = /[a-z]{2,4}(?:-[a-z]+)+-\d+/;

/**
 * The region that answers are from: as their zones say, else their services or ARNs, else `--region`.
 * @throws usage SeveralRegions, UnknownRegion
 */
export function regionIn(
  sections: Sections,
  { from, region }: { readonly from: string; readonly region?: string | undefined },
): string {
  const told = (section: SectionName, field: string) =>
    (sections.get(section) ?? []).flatMap((item) => REGION.exec(String(item[field] ?? ''))?.[0] ?? []);
  const inArns = (section: SectionName, field: string) =>
    (sections.get(section) ?? []).flatMap((item) => String(item[field] ?? '').split(':')[3] || []);
  const sources = [
    told('AvailabilityZones', 'RegionName'),
    told('Subnets', 'AvailabilityZone'),
    told('VpcEndpoints', 'ServiceName'),
    told('ServiceDetails', 'ServiceName'),
    inArns('clusters', 'clusterArn'),
    inArns('services', 'serviceArn'),
  ];
  const [first = []] = sources.filter((names) => names.length > 0);
  const regions = [...new Set(first)].sort();
  if (regions.length > 1) {
    throw new PullpathError('usage', {
      code: 'SeveralRegions',
      message: `${from} holds answers of several regions: ${regions.join(', ')}.`,
      remedy: 'Keep what is of one region in a directory of its own.',
    });
  }
  const found = regions[0] ?? region;
  if (found !== undefined) return found;
  throw new PullpathError('usage', {
    code: 'UnknownRegion',
    message: `${from} does not tell its region.`,
    remedy: 'Name it with --region.',
  });
}

/** Whose account it is: as `get-caller-identity` says, else the owner of most VPCs. */
export function identityOf(
  found: readonly Found[],
  sections: Sections,
  partition: string,
): { account: string; arn: string } {
  const caller = found.flatMap((each) => ('caller' in each ? [each.caller] : []))[0];
  if (caller !== undefined) return caller;
  const owners = (['Vpcs', 'Subnets', 'SecurityGroups', 'VpcEndpoints'] as const)
    .map((section) =>
      (sections.get(section) ?? []).flatMap(({ OwnerId }) => (OwnerId === undefined ? [] : [String(OwnerId)])),
    )
    .find((ids) => ids.length > 0);
  const counts = new Map<string, number>();
  for (const id of owners ?? []) counts.set(id, (counts.get(id) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  const account = most?.[0] ?? 'unknown';
  return { account, arn: `arn:${partition}:iam::${account === 'unknown' ? '' : account}:root` };
}
