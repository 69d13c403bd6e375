import type { DnsReader } from '../aws/read/dns-reader.ts';
import type { Reader } from '../aws/read/reader.ts';
import { discover, readVpcDetails } from './reading/discover.ts';
import type { Snapshot } from './snapshot.ts';

/** Where snapshots of one region come from. What is decided afterwards does not depend on which source it was. */
export interface SnapshotSource {
  readonly region: string;
  /** These VPCs, complete; left out: the whole region, less what `readVpcDetails` adds. */
  read(vpcIds?: readonly string[]): Promise<Snapshot>;
  /** The same snapshot, complete for these VPCs. */
  readDetails(snapshot: Snapshot, vpcIds: readonly string[]): Promise<Snapshot>;
  /** The same snapshot, with who answers the names of these services in these VPCs, as far as that may be read. */
  withNames(snapshot: Snapshot, vpcIds: readonly string[], services: readonly string[]): Promise<Snapshot>;
}

/**
 * The account as it is now. Rejects as `discover` does.
 * @param openDns opens what tells who answers names; null where nothing does
 */
export function accountSnapshotSource(
  reader: Reader,
  region: string,
  openDns: (() => Promise<DnsReader>) | null,
): SnapshotSource {
  return {
    region,
    read: (vpcIds) => discover(reader, { region, vpcIds }),
    readDetails: (snapshot, vpcIds) => readVpcDetails(reader, snapshot, vpcIds),
    withNames: async (snapshot, vpcIds, services) => {
      if (openDns === null || vpcIds.length === 0 || services.length === 0) return snapshot;
      const [dns, { readNames }] = await Promise.all([openDns(), import('./names/read-names.ts')]);
      return readNames({ reader, dns }, snapshot, vpcIds, services);
    },
  };
}
