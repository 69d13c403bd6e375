import type { DnsReader } from '../aws/read/dns-reader.ts';
import type { HubReader } from '../aws/read/hub-reader.ts';
import type { Reader } from '../aws/read/reader.ts';
import { leadsElsewhere } from './names/leads-elsewhere.ts';
import { discover, readVpcDetails } from './reading/discover.ts';
import type { Snapshot } from './snapshot.ts';

/** How names are read: in the run's own account, and in those of `--hub-role-arn`. */
export interface OpenNames {
  readonly dns: () => Promise<DnsReader>;
  readonly hubs: () => Promise<HubReader>;
  readonly others: () => Promise<readonly OtherAccount[]>;
}

/** Another account that may be asked. */
export interface OtherAccount {
  readonly account: string;
  readonly reader: Reader;
  readonly dns: DnsReader;
  readonly hubs: HubReader;
}

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
 * @param names opens what tells who answers names, and where the answer lies; null where nothing does
 */
export function accountSnapshotSource(reader: Reader, region: string, names: OpenNames | null): SnapshotSource {
  return {
    region,
    read: (vpcIds) => discover(reader, { region, vpcIds }),
    readDetails: (snapshot, vpcIds) => readVpcDetails(reader, snapshot, vpcIds),
    withNames: async (snapshot, vpcIds, services) => {
      if (names === null || vpcIds.length === 0 || services.length === 0) return snapshot;
      const [dns, others, { readNames }] = await Promise.all([
        names.dns(),
        names.others(),
        import('./names/read-names.ts'),
      ]);
      const byAccount = new Map(others.map(({ account, dns: other }) => [account, other]));
      const named = await readNames({ reader, dns }, snapshot, vpcIds, services, byAccount);
      if (others.length === 0 && !vpcIds.some((id) => leadsElsewhere(named, id))) return named;
      const { readHubs } = await import('./names/read-hubs.ts');
      return readHubs(named, vpcIds, services, [{ reader, dns, hubs: await names.hubs() }, ...others]);
    },
  };
}
