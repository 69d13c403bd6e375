import { describe, expect, it } from 'vitest';
import { readAllServices } from '../../src/discover/ecs/read-ecs.ts';
import { suffixOf } from '../../src/discover/entities/service.ts';
import { readNames } from '../../src/discover/names/read-names.ts';
import { discover, readVpcDetails } from '../../src/discover/reading/discover.ts';
import { worldNames } from '../../src/sandbox/index.ts';
import { recordedDnsReader } from '../../src/snapshot/recorded-dns-reader.ts';
import { recordedEcsReader } from '../../src/snapshot/recorded-ecs-reader.ts';
import { recordedReader } from '../../src/snapshot/recorded-reader.ts';
import { recordedWorld, throughFile } from './worlds.ts';

describe('a snapshot file', () => {
  it.each(worldNames)('of the world %s reads as the account did', async (world) => {
    const { region, vpcIds, wide, whole, named, narrow, services, recorded } = await recordedWorld(world);
    const read = throughFile(recorded);
    const reader = recordedReader(read);
    expect(await discover(reader, { region })).toEqual(wide);
    expect(await readVpcDetails(reader, wide, vpcIds)).toEqual(whole);
    const suffixes = [...new Set(wide.endpointServices.map(({ name }) => suffixOf(region, name)))];
    expect(await readNames({ reader, dns: recordedDnsReader(read) }, whole, vpcIds, suffixes)).toEqual(named);
    for (const [i, id] of vpcIds.entries()) expect(await discover(reader, { region, vpcIds: [id] })).toEqual(narrow[i]);
    expect(await readAllServices(recordedEcsReader(read), reader)).toEqual(services);
  });
});
