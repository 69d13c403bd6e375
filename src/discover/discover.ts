import type { Reader } from '../aws/reader.ts';
import { type Extent, readInBulk } from './bulk.ts';
import { deepen } from './deepen.ts';
import type { Snapshot } from './snapshot.ts';

export { deepen };

/**
 * Reads a region, or certain VPCs of it. Where the VPCs are named the snapshot is complete, after two latencies; of a whole
 * region it lacks what `deepen` adds for the VPCs that turn out to matter. Requests grow with pages, not with VPCs.
 */
export async function discover(reader: Reader, extent: Extent): Promise<Snapshot> {
  const snapshot = await readInBulk(reader, extent);
  return extent.vpcIds === undefined ? snapshot : deepen(reader, snapshot, extent.vpcIds);
}
