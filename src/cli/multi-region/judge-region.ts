import { diagnose } from '../../diagnose/diagnose.ts';
import type { Diagnosis } from '../../diagnose/diagnosis.ts';
import { nothingJudged } from '../../diagnose/nothing-judged.ts';
import { DNS_WAVE } from '../../discover/entities/dns-attributes.ts';
import { suffixOf } from '../../discover/entities/service.ts';
import { subnetsToJudge } from '../../discover/judged.ts';
import { resourceNamesIn } from '../../discover/resource-names.ts';
import { classify, hasNoEgress } from '../../discover/routing/subnet-class.ts';
import { targetsIn } from '../../discover/select.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { indexOf } from '../../discover/snapshot-index.ts';
import type { SnapshotSource } from '../../discover/snapshot-source.ts';
import { stacksByVpc } from '../../plan/rollback/stacks.ts';
import type { AuditedVpc } from '../../render/audit.ts';
import type { Options } from '../line/options.ts';
import { withJudged } from '../run/audit/judge-vpc.ts';
import { vpcLabelOf } from '../run/session/account-context.ts';
import { assertRead, TO_FIND_TARGETS } from '../run/targets/assert-read.ts';
import { needsFor } from '../run/targets/services.ts';
import { publicAddressOf } from '../run/targets/workload-from-flags.ts';
import { withRemedies } from '../run/user-flags.ts';

/** A region with a verdict for every VPC in it. */
export interface JudgedRegion {
  readonly snapshot: Snapshot;
  readonly vpcs: readonly AuditedVpc[];
}

/** Reads a whole region in bulk and judges every VPC in it. */
export async function judgeRegion(source: SnapshotSource, options: Options): Promise<JudgedRegion> {
  const bulk = await source.read();
  assertRead(bulk, TO_FIND_TARGETS, 'audit');
  const vpcIds = bulk.vpcs.map(({ id }) => id);
  return judgeVpcs(source, bulk, vpcIds, options);
}

/**
 * Judges these VPCs of a region that was read in bulk. What EC2 tells one VPC at a time is asked of all of them where
 * one wave of requests does it: then each gets the verdicts, hop by hop, that it gets alone. Of more it is asked just
 * where it decides, so that the number of requests does not grow with the number of closed VPCs.
 */
export async function judgeVpcs(
  source: SnapshotSource,
  bulk: Snapshot,
  vpcIds: readonly string[],
  options: Options,
): Promise<JudgedRegion> {
  const first = new Map(vpcIds.map((id) => [id, judge(bulk, id, options)]));
  const judged = [...first].flatMap(([id, diagnosis]) => (diagnosis === null ? [] : [{ id, diagnosis }]));
  const asked = judged
    .filter(({ id, diagnosis }) => judged.length <= DNS_WAVE || isUnsettled(bulk, id, diagnosis, options))
    .map(({ id }) => id);
  const services = needsFor(bulk.region, options).map(({ service }) => service);
  const detailed = asked.length === 0 ? bulk : await source.readDetails(bulk, asked);
  const snapshot = await source.withNames(detailed, asked, services);
  const again = new Set(asked);
  const stacks = stacksByVpc(snapshot);
  const vpcs = vpcIds.map((id) => {
    const diagnosis = again.has(id) ? judge(snapshot, id, options) : first.get(id);
    return {
      label: vpcLabelOf(snapshot, id),
      diagnosis: diagnosis ?? nothingJudged(snapshot, id, reasonFor(snapshot, id, options)),
      stack: stacks.get(id)?.join(', ') ?? null,
      names: () => resourceNamesIn(snapshot, id),
    };
  });
  return { snapshot, vpcs };
}

function reasonFor(snapshot: Snapshot, vpcId: string, { subnetTag }: Options): string {
  const subnets = indexOf(snapshot).subnetsOfVpc.get(vpcId) ?? [];
  if (subnets.length === 0) return 'it has no subnets';
  return `none of its subnets has the tag ${subnetTag.map(({ key, value }) => `${key}=${value}`).join(' and ')}`;
}

/** Null where no subnet is to be judged. */
function judge(snapshot: Snapshot, vpcId: string, options: Options): Diagnosis | null {
  const { subnetTag: tags } = options;
  const targets = tags.length === 0 ? subnetsToJudge(snapshot, vpcId) : targetsIn(snapshot, vpcId, tags);
  if (targets.length === 0) return null;
  const subnetIds = targets.map(({ id }) => id);
  const isDefault = targets.every((subnet) => hasNoEgress(classify(snapshot, subnet).class));
  const diagnosis = diagnose(snapshot, {
    vpcId,
    targetSubnetIds: subnetIds,
    needs: needsFor(snapshot.region, options),
    publicAddress: publicAddressOf(options.assignPublicIp),
    isManagedInstances: options.for === 'managed-instances',
  });
  return withRemedies(diagnosis, {
    options: withJudged(options, isDefault ? null : subnetIds),
    region: snapshot.region,
  });
}

/**
 * Whether more reading may change what was found: the verdict of a target that is not closed already; the reasons,
 * where an endpoint stands; and whether there are targets, where a subnet's way out could not be told.
 */
function isUnsettled(snapshot: Snapshot, vpcId: string, first: Diagnosis, options: Options): boolean {
  if (first.subnets.some(({ target, verdict }) => target && verdict !== 'closed')) return true;
  const { endpointsOfVpc, subnetsOfVpc } = indexOf(snapshot);
  const services = new Set(needsFor(snapshot.region, options).map(({ service }) => service));
  const endpoints = endpointsOfVpc.get(vpcId) ?? [];
  return (
    endpoints.some(({ service }) => services.has(suffixOf(snapshot.region, service))) ||
    (subnetsOfVpc.get(vpcId) ?? []).some((subnet) => classify(snapshot, subnet).class === 'unknown')
  );
}
