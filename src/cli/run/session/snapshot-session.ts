import type { HubReader } from '../../../aws/read/hub-reader.ts';
import { accountSnapshotSource } from '../../../discover/snapshot-source.ts';
import { PullpathError } from '../../../errors.ts';
import { notInSnapshot, type Recorded } from '../../../snapshot/recorded.ts';
import { recordedDnsReader } from '../../../snapshot/recorded-dns-reader.ts';
import { recordedEcsReader } from '../../../snapshot/recorded-ecs-reader.ts';
import { recordedReader } from '../../../snapshot/recorded-reader.ts';
import type { Options } from '../../line/options.ts';
import type { Output } from '../../stream/output.ts';
import { Deadline } from './deadline.ts';
import { loadSnapshot } from './load-snapshot.ts';
import type { Session } from './session.ts';

/**
 * A session that reads a snapshot in place of an account: no credentials are looked for, and nothing is sent.
 * @throws usage as `loadSnapshot` does, and OtherRegion where `--region` names another one
 */
export async function openSnapshotSession(from: string, options: Options, output: Output): Promise<Session> {
  const { recorded, unknownSections } = await loadSnapshot(from, options.region);
  if (options.region !== undefined && options.region !== recorded.region) throw otherRegion(from, recorded.region);
  if (unknownSections.length > 0)
    output.hint(`${from} has sections that this version does not know, and leaves out: ${unknownSections.join(', ')}.`);
  const { account, region } = recorded;
  const note = noteOf(from, recorded);
  output.entered({ account, region, note });
  const reader = recordedReader(recorded);
  const connection = {
    region: { name: region, source: `the snapshot ${from}` },
    endpoint: null,
    isAwsEndpoint: false,
    profile: undefined,
    credentials: () => Promise.reject(nothingIsSent()),
    reader,
    writer: () => {
      throw nothingIsSent();
    },
    dryRunWriter: () => {
      throw nothingIsSent();
    },
    awsTimeMs: () => Date.now(),
    ecs: async () => recordedEcsReader(recorded),
    dns: async () => recordedDnsReader(recorded),
    hubs: async () => NO_HUBS,
    ecsWriter: () => Promise.reject(nothingIsSent()),
    close: () => undefined,
  };
  const deadline = new Deadline(options.timeout);
  return {
    ...connection,
    deadline,
    note,
    source: accountSnapshotSource(reader, region, { ...connection, others: async () => [] }),
    recorded,
    entered: (scope) => output.entered(scope),
    connectTo: async () => connection,
    hubsIn: () => async () => [],
    end: async () => deadline.pause(),
  };
}

/** What stands behind a hub is not recorded: it stays unknown. */
const noHubs = () =>
  Promise.reject(notInSnapshot('ec2:DescribeTransitGatewayAttachments', 'Hubs are not in a snapshot.'));
const NO_HUBS: HubReader = {
  transitGatewayVpcAttachments: noHubs,
  transitGatewayAttachments: noHubs,
  transitGatewayRoutes: noHubs,
  peeringConnections: noHubs,
};

/** `Read from prod.jsonl, taken 2026-11-28 02:15 UTC, not from AWS.` */
function noteOf(from: string, { takenAt, redacted }: Recorded): string {
  const when = takenAt === null ? '' : `, taken ${takenAt.slice(0, 16).replace('T', ' ')} UTC`;
  const what = redacted ? 'the redacted snapshot ' : '';
  return `Read from ${what}${from}${when}, not from AWS.`;
}

function otherRegion(from: string, region: string): PullpathError {
  return new PullpathError('usage', {
    code: 'OtherRegion',
    message: `${from} is a snapshot of ${region}.`,
    remedy: `Leave out --region, or name ${region}.`,
  });
}

/** A snapshot cannot be changed; no command that takes `--from` asks for this. */
function nothingIsSent(): PullpathError {
  return new PullpathError('usage', {
    code: 'NotWithSnapshot',
    message: 'A snapshot can be read, and nothing else.',
    remedy: 'Leave out --from.',
  });
}
