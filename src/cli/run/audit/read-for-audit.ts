import { type LeftOutVpc, vpcsToJudge } from '../../../discover/judged.ts';
import { chooseVpc } from '../../../discover/select.ts';
import type { Snapshot } from '../../../discover/snapshot.ts';
import type { Options } from '../../line/options.ts';
import type { Session } from '../session/session.ts';
import { assertRead, TO_FIND_TARGETS } from '../targets/assert-read.ts';

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
    return { snapshot, vpcIds: [chooseVpc(snapshot, options.vpcId)], leftOut: [] };
  }
  const wide = await source.read();
  assertRead(wide, TO_FIND_TARGETS, 'audit');
  const isChosen = options.subnetIds !== undefined || options.routeTableIds !== undefined;
  const { vpcIds, leftOut } = isChosen
    ? { vpcIds: [chooseVpc(wide, undefined, options, region.source)], leftOut: [] }
    : vpcsToJudge(wide, options);
  const snapshot = vpcIds.length === 1 ? await source.deepen(wide, vpcIds) : wide;
  return { snapshot, vpcIds, leftOut };
}
