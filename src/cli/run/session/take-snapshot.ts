import { suffixOf } from '../../../discover/entities/service.ts';
import { discover, readVpcDetails } from '../../../discover/reading/discover.ts';
import type { Snapshot } from '../../../discover/snapshot.ts';
import type { EcsScope, Recorded } from '../../../snapshot/recorded.ts';
import { Recording } from '../../../snapshot/recording.ts';
import { formatCount } from '../../../words.ts';
import type { Options } from '../../line/options.ts';
import { namesWorkload, readNamedWorkload } from '../targets/read-workload.ts';
import type { Session } from './session.ts';

/** From how many VPCs on the user hears why it takes its time. */
const MANY = 100;

/**
 * Reads a region, or the VPC that was named, with all that any command might ask of it, and of ECS what was named. What
 * is refused is recorded as that. A session that reads a snapshot gives what is in it.
 * @param tell says something that may be left unsaid
 */
export async function takeSnapshot(
  session: Session,
  options: Options,
  tell: (text: string) => void,
): Promise<Recorded> {
  if (session.recorded !== undefined) return session.recorded;
  const region = session.region.name;
  const recording = new Recording();
  const reader = recording.reader(session.reader);
  const vpcIds = options.vpcId === undefined ? undefined : [options.vpcId];
  const [wide] = await Promise.all([discover(reader, { region, vpcIds }), readEcs(session, recording, options)]);
  if (vpcIds === undefined) {
    const all = wide.vpcs.map(({ id }) => id);
    if (all.length > MANY)
      tell(
        `EC2 tells the DNS attributes one VPC at a time: two requests for each of ${formatCount(all.length, 'VPC')}.`,
      );
    await readNames(session, recording, reader, await readVpcDetails(reader, wide, all), all);
  } else await readNames(session, recording, reader, wide, vpcIds);
  return {
    account: wide.caller.account,
    arn: wide.caller.arn,
    region,
    takenAt: new Date(session.awsTimeMs()).toISOString(),
    vpcIds: vpcIds ?? null,
    ecs: ecsScopeOf(options),
    redacted: false,
    sections: recording.sections,
    unread: recording.unread,
  };
}

/** Who answers the names of all services that the region offers, as far as that may be read. */
async function readNames(
  session: Session,
  recording: Recording,
  reader: Session['reader'],
  snapshot: Snapshot,
  vpcIds: readonly string[],
): Promise<void> {
  const services = [...new Set(snapshot.endpointServices.map(({ name }) => suffixOf(snapshot.region, name)))];
  const [{ readNames: read }, dns] = await Promise.all([
    import('../../../discover/names/read-names.ts'),
    session.dns(),
  ]);
  await read({ reader, dns: recording.dns(dns) }, snapshot, vpcIds, services);
}

async function readEcs(session: Session, recording: Recording, options: Options): Promise<void> {
  const hosts = recording.reader(session.reader);
  const ecs = async () => recording.ecs(await session.ecs());
  if (namesWorkload(options)) await readNamedWorkload({ region: session.region, reader: hosts, ecs }, options);
  else if (options.allServices) {
    const { readAllServices } = await import('../../../discover/ecs/read-ecs.ts');
    await readAllServices(await ecs(), hosts);
  }
}

function ecsScopeOf({ allServices, cluster, service, task, taskDefinition, ...options }: Options): EcsScope | null {
  if (allServices) return 'all';
  if (!namesWorkload({ ...options, cluster, service, task, taskDefinition })) return null;
  const named = Object.entries({ cluster, service, task, taskDefinition }).filter(([, name]) => name !== undefined);
  return Object.fromEntries(named);
}
