import { describe, expect, it } from 'vitest';
import { connect } from '../src/aws/client/clients.ts';
import { suffixOf } from '../src/discover/entities/service.ts';
import { isUnder } from '../src/discover/names/zone-lookup.ts';
import type { Snapshot } from '../src/discover/snapshot.ts';
import { accountSnapshotSource } from '../src/discover/snapshot-source.ts';
import { manualClock, startSandbox, worldNames, worlds } from '../src/sandbox/index.ts';
import { snapshotOf } from './snapshots.ts';

/** What only a test's own eyes tell apart: the order of lists, and names that endpoints and interfaces are given. */
function comparable(snapshot: Snapshot) {
  const named = new Set([
    ...snapshot.endpoints.flatMap(({ networkInterfaceIds }) => networkInterfaceIds),
    ...snapshot.routeTables.flatMap(({ routes }) => routes.map(({ target }) => target.id)),
  ]);
  return {
    ...snapshot,
    endpoints: snapshot.endpoints.map((endpoint) => ({ ...endpoint, dnsNames: [], privateZoneIds: [] })),
    // Profiles are not asked about where they could decide nothing.
    names: snapshot.names.map((names) => ({
      ...names,
      profileIds: names.profileIds ?? [],
      hosts: [...names.hosts].sort(),
      // Of a zone only that is read which can decide something.
      zones: (names.zones ?? []).map((zone) => ({
        ...zone,
        publicFallback: null,
        records: names.hosts.some((host) => isUnder(host, zone.name)) ? zone.records : null,
      })),
    })),
    networkInterfaces: snapshot.networkInterfaces.filter(({ id }) => named.has(id)),
  };
}

describe('a world turned into a snapshot is what reading the world gives', () => {
  it.each(worldNames.filter((name) => name !== 'no-vpc' && name !== 'shared-vpc'))('%s', async (name) => {
    const world = worlds[name].make();
    const sandbox = await startSandbox({ world: name, clock: manualClock() });
    const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' };
    const connection = await connect({ region: sandbox.region, endpointUrl: sandbox.url, credentials });
    try {
      const vpcIds = world.vpcs.map(({ id }) => id);
      const source = accountSnapshotSource(connection.reader, sandbox.region, {
        ...connection,
        others: async () => [],
      });
      const services = [...new Set(world.services.map(({ name }) => suffixOf(world.region, name)))];
      const read = await source.withNames(await source.read(vpcIds), vpcIds, services);
      const made = comparable(snapshotOf({ ...world, ...sandbox.network() }));
      const seen = comparable(read);
      for (const part of Object.keys(made) as (keyof Snapshot)[]) {
        if (part === 'prefixLists' || part === 'dhcpOptions') continue;
        expect({ [part]: seen[part] }).toEqual({ [part]: made[part] });
      }
      expect(seen.prefixLists).toEqual(expect.arrayContaining(made.prefixLists));
      expect(seen.dhcpOptions).toEqual(expect.arrayContaining(made.dhcpOptions));
    } finally {
      connection.close();
      await sandbox.close();
    }
  });
});
