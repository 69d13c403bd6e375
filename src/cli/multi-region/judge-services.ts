import type { Connection } from '../../aws/client/clients.ts';
import type { EcsSnapshot } from '../../discover/ecs/ecs-snapshot.ts';
import { nameOf as nameInArn } from '../../discover/ecs/launch.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import type { SnapshotSource } from '../../discover/snapshot-source.ts';
import { PullpathError } from '../../errors.ts';
import { needsOfChoices } from '../../plan/choices.ts';
import { stacksByVpc } from '../../plan/rollback/stacks.ts';
import { type AuditedVpc, ofTargets, type UnjudgedService } from '../../render/audit.ts';
import type { Workload } from '../../workload/workload.ts';
import type { Options } from '../line/options.ts';
import { diagnoser } from '../run/audit/diagnoser.ts';
import { symptomOfAudit } from '../run/audit/symptom-of-audit.ts';
import { vpcLabelOf } from '../run/session/account-context.ts';
import { assertRead, TO_FIND_TARGETS } from '../run/targets/assert-read.ts';
import { chooseTargets } from '../run/targets/choose-targets.ts';
import { unoffered } from '../run/targets/services.ts';
import { vpcOf } from '../run/targets/workload-vpc.ts';

/** A region with a verdict for every ECS service in it. */
export interface JudgedServices {
  readonly snapshot: Snapshot;
  readonly vpcs: readonly AuditedVpc[];
  readonly unjudged: readonly UnjudgedService[];
}

/**
 * Reads every ECS service of a region, or of one cluster of it, and judges each in its own subnets.
 * @throws refused-by-aws, failed where ECS tells no cluster
 */
export async function judgeServices(
  connection: Pick<Connection, 'ecs' | 'region' | 'reader'>,
  source: SnapshotSource,
  options: Options,
): Promise<JudgedServices> {
  const [bulk, ecs, { workloadOfService }] = await Promise.all([
    source.read(),
    readServices(connection),
    import('../../workload/from-service.ts'),
  ]);
  assertRead(bulk, TO_FIND_TARGETS, 'audit');
  const wanted = options.cluster === undefined ? null : nameInArn(options.cluster);
  const services = ecs.services.filter(({ cluster }) => wanted === null || cluster === wanted);
  assertCluster(ecs, wanted);
  const placed = services.map((service) => placeOf(bulk, workloadOfService(ecs, service, bulk.region)));
  const vpcIds = [...new Set(placed.flatMap((each) => ('vpcId' in each ? [each.vpcId] : [])))];
  const detailed = vpcIds.length === 0 ? bulk : await source.readDetails(bulk, vpcIds);
  const lacking = unoffered(detailed, options.with ?? []);
  const own = { ...options, allServices: false, with: options.with?.filter((name) => !lacking.includes(name)) };
  const needed = placed.flatMap((each) => ('vpcId' in each ? servicesOf(detailed, each, own) : []));
  const snapshot = await source.withNames(detailed, vpcIds, [...new Set(needed)]);
  const stacks = stacksByVpc(snapshot);
  return {
    snapshot,
    vpcs: placed.flatMap((each) => ('vpcId' in each ? [judged(snapshot, ecs, each, own, stacks)] : [])),
    unjudged: [...placed.flatMap((each) => ('reason' in each ? [each] : [])), ...unreadServices(ecs)],
  };
}

async function readServices({ ecs, reader: hosts }: Pick<Connection, 'ecs' | 'reader'>): Promise<EcsSnapshot> {
  const [{ readAllServices }, reader] = await Promise.all([import('../../discover/ecs/read-ecs.ts'), ecs()]);
  const snapshot = await readAllServices(reader, hosts);
  const refused = snapshot.unread.find(({ part }) => part === 'clusters');
  if (refused === undefined || snapshot.clusters.length > 0 || snapshot.services.length > 0) return snapshot;
  const { action, code, message, why, remedy } = refused;
  throw new PullpathError(why === 'failed' ? 'failed' : 'refused-by-aws', {
    code,
    message: `The ECS services could not be listed: ${message}.`,
    remedy,
    action,
  });
}

function assertCluster({ clusters }: EcsSnapshot, wanted: string | null): void {
  if (wanted === null || clusters.some(({ name }) => name === wanted)) return;
  throw new PullpathError('usage', {
    code: 'UnknownCluster',
    message: `ECS has no cluster ${wanted}; the clusters are: ${clusters.map(({ name }) => name).join(', ') || 'none'}.`,
    remedy: 'Check --cluster, --region and --profile.',
  });
}

type Placed = { readonly workload: Workload; readonly vpcId: string };

function placeOf(snapshot: Snapshot, workload: Workload): Placed | UnjudgedService {
  const names = { cluster: workload.cluster ?? '', service: workload.service ?? '' };
  if (workload.external)
    return { ...names, reason: 'it runs on external instances, outside of any VPC', isUnknown: false };
  if (workload.subnetIds === null) {
    const [first] = workload.unread;
    const why = first === undefined ? 'ECS does not tell its subnets' : `${first.action}: ${first.error}`;
    return { ...names, reason: why, isUnknown: true };
  }
  try {
    return { workload, vpcId: vpcOf(snapshot, { vpcId: undefined, subnetTag: [] }, workload) };
  } catch (error) {
    if (!(error instanceof PullpathError)) throw error;
    return { ...names, reason: error.message.replace(/\.$/, ''), isUnknown: true };
  }
}

function servicesOf(snapshot: Snapshot, { workload, vpcId }: Placed, options: Options): string[] {
  return needsOfChoices(chooseTargets(snapshot, options, vpcId, workload)).map(({ service }) => service);
}

function judged(
  snapshot: Snapshot,
  ecs: EcsSnapshot,
  { workload, vpcId }: Placed,
  options: Options,
  stacks: ReadonlyMap<string, readonly string[]>,
): AuditedVpc {
  const choices = chooseTargets(snapshot, options, vpcId, workload);
  const own = { ...options, cluster: workload.cluster ?? undefined, service: workload.service ?? undefined };
  const diagnosis = ofTargets(diagnoser(choices, own)(snapshot));
  const symptom = symptomOfAudit(ecs, workload, diagnosis, { options: own, region: snapshot.region });
  return {
    label: vpcLabelOf(snapshot, vpcId),
    diagnosis,
    stack: stacks.get(vpcId)?.join(', ') ?? null,
    workload: choices.workload,
    ...(symptom === null ? {} : { symptom }),
  };
}

/** Clusters of which the services could not be read: how many these are nobody knows. */
function unreadServices({ unread }: EcsSnapshot): UnjudgedService[] {
  return unread
    .filter(({ part }) => part === 'services')
    .map(({ action, message, code }) => ({
      cluster: '*',
      service: '*',
      reason: `${action}: ${message || code}`,
      isUnknown: true,
    }));
}
