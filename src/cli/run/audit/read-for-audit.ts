import { type LeftOutVpc, vpcsToJudge } from '../../../discover/judged.ts';
import { chooseVpc } from '../../../discover/select.ts';
import type { Snapshot } from '../../../discover/snapshot.ts';
import type { SnapshotSource } from '../../../discover/snapshot-source.ts';
import type { Options } from '../../line/options.ts';
import type { Session } from '../session/session.ts';
import { assertRead, TO_FIND_TARGETS } from '../targets/assert-read.ts';
import { needsFor } from '../targets/services.ts';

/** What an audit of one region is about. */
export interface ReadForAudit {
  readonly snapshot: Snapshot;
  /** Those to judge: complete in the snapshot where it is one. None where the region has no VPC. */
  readonly vpcIds: readonly string[];
  readonly leftOut: readonly LeftOutVpc[];
}

/**
 * Reads the VPC that was named, or the region to find those that are to be judged.
 * @throws usage UnknownVpc, UnknownSubnet, UnknownRouteTable, NoSubnetWithTag
 */
export async function readForAudit({ source, region }: Session, options: Options): Promise<ReadForAudit> {
  if (options.vpcId !== undefined) {
    const snapshot = await source.read([options.vpcId]);
    const vpcIds = [chooseVpc(snapshot, options.vpcId)];
    return { snapshot: await named(source, snapshot, vpcIds, options), vpcIds, leftOut: [] };
  }
  const wide = await source.read();
  assertRead(wide, TO_FIND_TARGETS, 'audit');
  const isChosen = options.subnetIds !== undefined || options.routeTableIds !== undefined;
  const { vpcIds, leftOut } = isChosen
    ? { vpcIds: [chooseVpc(wide, undefined, options, region.source)], leftOut: [] }
    : vpcsToJudge(wide, options);
  if (vpcIds.length !== 1) return { snapshot: wide, vpcIds, leftOut };
  return { snapshot: await named(source, await source.readDetails(wide, vpcIds), vpcIds, options), vpcIds, leftOut };
}

function named(source: SnapshotSource, snapshot: Snapshot, vpcIds: readonly string[], options: Options) {
  const services = needsFor(snapshot.region, options).map(({ service }) => service);
  return source.withNames(snapshot, vpcIds, services);
}
