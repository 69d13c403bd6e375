import { describe, expect, it } from 'vitest';
import { connect } from '../../src/aws/client/clients.ts';
import { readAllServices } from '../../src/discover/ecs/read-ecs.ts';
import { discover, readVpcDetails } from '../../src/discover/reading/discover.ts';
import { startSandbox, type WorldName, worldNames } from '../../src/sandbox/index.ts';
import { linesOf, SnapshotFileParser } from '../../src/snapshot/file-format.ts';
import type { Recorded } from '../../src/snapshot/recorded.ts';
import { recordedEcsReader } from '../../src/snapshot/recorded-ecs-reader.ts';
import { recordedReader } from '../../src/snapshot/recorded-reader.ts';
import { Recording } from '../../src/snapshot/recording.ts';

/** The recording as it comes back from a file. */
function throughFile(recorded: Recorded): Recorded {
  const parser = new SnapshotFileParser('x.jsonl');
  for (const line of linesOf(recorded, '0.1.0')) parser.add(line);
  const { recorded: read, unknownSections } = parser.finish();
  expect(unknownSections).toEqual([]);
  return read;
}

async function recordedWorld(world: WorldName) {
  const sandbox = await startSandbox({ world });
  const { reader, ecs, close } = await connect({
    region: sandbox.region,
    endpointUrl: sandbox.url,
    credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
  });
  try {
    const recording = new Recording();
    const own = recording.reader(reader);
    const { region } = sandbox;
    const wide = await discover(own, { region });
    const vpcIds = wide.vpcs.map(({ id }) => id);
    const whole = await readVpcDetails(own, wide, vpcIds);
    const narrow = await Promise.all(vpcIds.map((id) => discover(reader, { region, vpcIds: [id] })));
    const services = await readAllServices(recording.ecs(await ecs()), own);
    const { account, arn } = wide.caller;
    const { sections, unread } = recording;
    const takenAt = '2026-11-28T02:00:00.000Z';
    const recorded: Recorded = {
      account,
      arn,
      region,
      takenAt,
      vpcIds: null,
      ecs: 'all',
      redacted: false,
      sections,
      unread,
    };
    return { region, vpcIds, wide, whole, narrow, services, recorded };
  } finally {
    close();
    await sandbox.close();
  }
}

describe('a snapshot file', () => {
  it.each(worldNames)('of the world %s reads as the account did', async (world) => {
    const { region, vpcIds, wide, whole, narrow, services, recorded } = await recordedWorld(world);
    const read = throughFile(recorded);
    const reader = recordedReader(read);
    expect(await discover(reader, { region })).toEqual(wide);
    expect(await readVpcDetails(reader, wide, vpcIds)).toEqual(whole);
    for (const [i, id] of vpcIds.entries()) expect(await discover(reader, { region, vpcIds: [id] })).toEqual(narrow[i]);
    expect(await readAllServices(recordedEcsReader(read), reader)).toEqual(services);
  });
});
