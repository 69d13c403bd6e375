import { PullpathError } from '../errors.ts';
import type { Remedy } from '../remedy/remedy.ts';
import type { RouteTable } from './entities/route-table.ts';
import type { Subnet } from './entities/subnet.ts';
import { hasTags, type TagChoice, type Tags } from './entities/tags.ts';
import { classify, hasNoEgress } from './routing/subnet-class.ts';
import type { Snapshot } from './snapshot.ts';
import { indexOf } from './snapshot-index.ts';
import { type ChosenIds, vpcsOfChosen } from './vpcs-of-chosen.ts';

/** The VPC's subnets with no way out: the default targets. */
export function defaultTargets(snapshot: Snapshot, vpcId: string): Subnet[] {
  return subnetsOf(snapshot, vpcId).filter((subnet) => hasNoEgress(classify(snapshot, subnet).class));
}

/**
 * The VPC's target subnets: those that have all the tags, or the default where no tag was chosen. None is an answer
 * too.
 */
export function targetsIn(snapshot: Snapshot, vpcId: string, tags: readonly TagChoice[]): Subnet[] {
  if (tags.length === 0) return defaultTargets(snapshot, vpcId);
  return subnetsOf(snapshot, vpcId).filter((subnet) => hasTags(subnet, tags));
}

/** VPCs that have a target subnet, the ones to choose from where none was named. */
export function candidateVpcs(snapshot: Snapshot): string[] {
  return snapshot.vpcs.map((vpc) => vpc.id).filter((vpcId) => defaultTargets(snapshot, vpcId).length > 0);
}

/**
 * The VPC to work on: the one named, else that of the subnets and route tables which were chosen, else the only one
 * with a target subnet.
 * @param regionSource who chose the region, for the case that it has no VPC
 * @throws usage UnknownVpc, UnknownSubnet, NoVpc, NoTargetSubnet or SeveralVpcs, which list what there is
 */
export function chooseVpc(
  snapshot: Snapshot,
  vpcId: string | undefined,
  chosen: ChosenIds = {},
  regionSource?: string,
): string {
  const where = `${snapshot.region} of account ${snapshot.caller.account}`;
  if (vpcId !== undefined) {
    const unread = snapshot.unread.some((entry) => entry.part === 'vpcs');
    if (unread || snapshot.vpcs.some((vpc) => vpc.id === vpcId)) return vpcId;
    throw usage('UnknownVpc', `There is no VPC ${vpcId} in ${where}.`, 'Check --vpc-id, --region and --profile.');
  }
  const homes = vpcsOfChosen(snapshot, chosen);
  const [home] = homes.keys();
  if (homes.size === 1 && home !== undefined) return home;
  if (homes.size > 1) {
    const apart = [...homes].map(([id, ids]) => `${fewIdsText(ids)} in ${id}`).join(', ');
    throw usage('SeveralVpcs', `The selection is in several VPCs: ${apart}.`, 'Choose from one VPC at a time.');
  }
  const missing = [...(chosen.subnetIds ?? []), ...(chosen.routeTableIds ?? [])];
  if (missing.length > 0) {
    const isSubnet = chosen.subnetIds !== undefined;
    throw usage(
      isSubnet ? 'UnknownSubnet' : 'UnknownRouteTable',
      `There is no ${isSubnet ? 'subnet' : 'route table'} ${missing.join(', ')} in ${where}.`,
      `Check ${isSubnet ? '--subnet-ids' : '--route-table-ids'}, --region and --profile.`,
    );
  }
  assertVpcs(snapshot, where, regionSource);
  const candidates = candidateVpcs(snapshot);
  const [only] = candidates;
  if (only === undefined) {
    throw usage('NoTargetSubnet', `No VPC in ${where} has isolated subnets.`, [
      'To see whether the existing ways out work:',
      { program: 'pullpath', command: 'audit' },
      'To open a path with endpoints anyway, pass the subnets with --subnet-ids.',
    ]);
  }
  if (candidates.length === 1) return only;
  const listed = candidates.map((id) => named(id, snapshot.vpcs.find((vpc) => vpc.id === id)?.tags)).join(', ');
  throw usage('SeveralVpcs', `Several VPCs in ${where} have isolated subnets: ${listed}.`, 'Choose one with --vpc-id.');
}

/** The region that was meant is most often another one. */
function assertVpcs({ vpcs }: Snapshot, where: string, regionSource: string | undefined): void {
  if (vpcs.length > 0) return;
  const from = regionSource === undefined ? '' : `; the region comes from ${regionSource}`;
  throw usage('NoVpc', `There is no VPC in ${where}${from}.`, 'Check --region and --profile.');
}

/**
 * The target subnets by id or by tag, or null for the default. An empty default is an error: there is nothing to open.
 * @throws usage UnknownSubnet, NoSubnetWithTag, NoTargetSubnet
 */
export function chooseSubnets(
  snapshot: Snapshot,
  vpcId: string,
  ids: readonly string[] | undefined,
  tags: readonly TagChoice[],
): string[] | null {
  const subnets = subnetsOf(snapshot, vpcId);
  if (ids !== undefined) return idsInVpc(ids, subnets, 'UnknownSubnet', 'subnet', '--subnet-ids', vpcId);
  if (tags.length > 0) return tagged(subnets, tags, 'NoSubnetWithTag', 'subnet', '--subnet-tag', vpcId);
  const unread = snapshot.unread.some((entry) => entry.part === 'subnets' || entry.part === 'routeTables');
  if (!unread && defaultTargets(snapshot, vpcId).length === 0) {
    const classes = subnets.map((subnet) => `${subnet.id} is ${classify(snapshot, subnet).class}`).join(', ');
    throw usage('NoTargetSubnet', `${vpcId} has no isolated subnets${classes === '' ? '' : `: ${classes}`}.`, [
      'To see whether the existing ways out work:',
      { program: 'pullpath', command: 'audit', options: { vpcId } },
      'To open a path with endpoints anyway, pass the subnets with --subnet-ids.',
    ]);
  }
  return null;
}

/**
 * The route tables for gateway endpoints, by id or by tag; null for the targets' own. @throws usage UnknownRouteTable,
 * NoRouteTableWithTag
 */
export function chooseRouteTables(
  snapshot: Snapshot,
  vpcId: string,
  ids: readonly string[] | undefined,
  tags: readonly TagChoice[],
): string[] | null {
  const tables: RouteTable[] = snapshot.routeTables.filter((table) => table.vpcId === vpcId);
  if (ids !== undefined) return idsInVpc(ids, tables, 'UnknownRouteTable', 'route table', '--route-table-ids', vpcId);
  return tags.length > 0
    ? tagged(tables, tags, 'NoRouteTableWithTag', 'route table', '--route-table-tag', vpcId)
    : null;
}

function idsInVpc(
  ids: readonly string[],
  things: readonly { id: string }[],
  code: string,
  noun: string,
  flag: string,
  vpcId: string,
): string[] {
  const unknownIds = ids.filter((id) => !things.some((thing) => thing.id === id));
  if (unknownIds.length === 0) return [...new Set(ids)];
  const there = things.map((thing) => thing.id).join(', ') || 'none';
  throw usage(
    code,
    `${vpcId} has no ${noun} ${unknownIds.join(', ')}.`,
    `Check ${flag}; the ${noun}s of ${vpcId} are: ${there}.`,
  );
}

function tagged(
  things: readonly { id: string; tags: Tags }[],
  tags: readonly TagChoice[],
  code: string,
  noun: string,
  flag: string,
  vpcId: string,
): string[] {
  const found = things.filter((thing) => hasTags(thing, tags)).map((thing) => thing.id);
  if (found.length > 0) return found;
  const wanted = tags.map((tag) => `${tag.key}=${tag.value}`).join(' and ');
  throw usage(
    code,
    `${vpcId} has no ${noun} with the tag ${wanted}.`,
    `Check ${flag}; tags are case-sensitive, and those of a shared VPC are not visible.`,
  );
}

function subnetsOf(snapshot: Snapshot, vpcId: string): readonly Subnet[] {
  return indexOf(snapshot).subnetsOfVpc.get(vpcId) ?? [];
}

/** The first ids, which are enough to find the others by. */
function fewIdsText(ids: readonly string[]): string {
  const more = ids.length > 3 ? [`${ids.length - 2} more`] : [];
  return [...(more.length > 0 ? ids.slice(0, 2) : ids), ...more].join(' and ');
}

function named(id: string, tags: Tags | undefined): string {
  return tags?.Name === undefined ? id : `${id} (${tags.Name})`;
}

function usage(code: string, message: string, remedy: Remedy): PullpathError {
  return new PullpathError('usage', { code, message, remedy });
}
