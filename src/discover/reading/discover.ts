import type { Reader } from '../../aws/read/reader.ts';
import type { Snapshot } from '../snapshot.ts';
import { type ReadScope, readRegion } from './read-region.ts';
import { readVpcDetails } from './read-vpc-details.ts';

export { readVpcDetails };

/**
 * Reads a region, or certain VPCs of it. Where the VPCs are named the snapshot is complete, after two latencies; of a
 * whole region it lacks what `readVpcDetails` adds for the VPCs that turn out to matter. Requests grow with pages, not
 * with VPCs.
 */
export async function discover(reader: Reader, scope: ReadScope): Promise<Snapshot> {
  const snapshot = await readRegion(reader, scope);
  return scope.vpcIds === undefined ? snapshot : readVpcDetails(reader, snapshot, scope.vpcIds);
}
