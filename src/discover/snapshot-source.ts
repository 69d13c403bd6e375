import type { Reader } from '../aws/read/reader.ts';
import { discover, readVpcDetails } from './reading/discover.ts';
import type { Snapshot } from './snapshot.ts';

/** Where snapshots of one region come from. What is decided afterwards does not depend on which source it was. */
export interface SnapshotSource {
  readonly region: string;
  /** These VPCs, complete; left out: the whole region, less what `readVpcDetails` adds. */
  read(vpcIds?: readonly string[]): Promise<Snapshot>;
  /** The same snapshot, complete for these VPCs. */
  deepen(snapshot: Snapshot, vpcIds: readonly string[]): Promise<Snapshot>;
}

/** The account as it is now. Rejects as `discover` does. */
export function accountSnapshotSource(reader: Reader, region: string): SnapshotSource {
  return {
    region,
    read: (vpcIds) => discover(reader, { region, vpcIds }),
    deepen: (snapshot, vpcIds) => readVpcDetails(reader, snapshot, vpcIds),
  };
}
