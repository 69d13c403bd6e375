import { expect } from 'vitest';
import { connect } from '../../src/aws/client/clients.ts';
import { readAllServices } from '../../src/discover/ecs/read-ecs.ts';
import { suffixOf } from '../../src/discover/entities/service.ts';
import { readNames } from '../../src/discover/names/read-names.ts';
import { discover, readVpcDetails } from '../../src/discover/reading/discover.ts';
import { startSandbox, type WorldName } from '../../src/sandbox/index.ts';
import { linesOf, SnapshotFileParser } from '../../src/snapshot/file-format.ts';
import type { Recorded } from '../../src/snapshot/recorded.ts';
import { Recording } from '../../src/snapshot/recording.ts';

/** The recording as it comes back from a file. */
export function throughFile(recorded: Recorded): Recorded {
  const parser = new SnapshotFileParser('x.jsonl');
  for (const line of linesOf(recorded, '0.1.0')) parser.add(line);
  const { recorded: read, unknownSections } = parser.finish();
  expect(unknownSections).toEqual([]);
  return read;
}

/** A simulated account as it was read, and what was recorded of it. */
export async function recordedWorld(world: WorldName) {
  const sandbox = await startSandbox({ world });
  const { reader, ecs, dns, close } = await connect({
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
    const services = [...new Set(wide.endpointServices.map(({ name }) => suffixOf(region, name)))];
    const named = await readNames({ reader: own, dns: recording.dns(await dns()) }, whole, vpcIds, services);
    const narrow = await Promise.all(vpcIds.map((id) => discover(reader, { region, vpcIds: [id] })));
    const ecsServices = await readAllServices(recording.ecs(await ecs()), own);
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
    return { region, vpcIds, wide, whole, named, narrow, services: ecsServices, recorded };
  } finally {
    close();
    await sandbox.close();
  }
}
