import { diagnose } from '../../diagnose/diagnose.ts';
import type { Diagnosis } from '../../diagnose/diagnosis.ts';
import { DNS_WAVE } from '../../discover/entities/dns-attributes.ts';
import { suffixOf } from '../../discover/entities/service.ts';
import { classify } from '../../discover/routing/subnet-class.ts';
import { targetsIn } from '../../discover/select.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { indexOf } from '../../discover/snapshot-index.ts';
import type { SnapshotSource } from '../../discover/snapshot-source.ts';
import { stacksByVpc } from '../../plan/rollback/stacks.ts';
import type { AuditedVpc } from '../../render/audit.ts';
import type { Options } from '../line/options.ts';
import { vpcLabelOf } from '../run/account-context.ts';
import { assertRead, TO_FIND_TARGETS } from '../run/assert-read.ts';
import { needsFor } from '../run/services.ts';
import { withRemedies } from '../run/user-flags.ts';
import { withoutTargets } from './without-targets.ts';

/** A region with a verdict for every VPC in it. */
export interface JudgedRegion {
  readonly snapshot: Snapshot;
  readonly vpcs: readonly AuditedVpc[];
}

/**
 * Reads a whole region in bulk and judges every VPC that has target subnets. What EC2 tells one VPC at a time is asked
 * of all of them where one wave of requests does it: then each gets the verdicts, hop by hop, that it gets alone. Of
 * more it is asked just where it decides, so that the number of requests does not grow with the number of closed VPCs.
 */
export async function judgeRegion(source: SnapshotSource, options: Options): Promise<JudgedRegion> {
  const bulk = await source.read();
  assertRead(bulk, TO_FIND_TARGETS, 'audit');
  const first = new Map(bulk.vpcs.map(({ id }) => [id, judge(bulk, id, options)]));
  const ids = [...first.keys()];
  const unsettled = ids.filter((id) => isUnsettled(bulk, id, first.get(id) ?? null, options));
  const pending = new Set(unsettled);
  const judged = ids.filter((id) => first.get(id) !== null || pending.has(id));
  const asked = judged.length <= DNS_WAVE ? judged : unsettled;
  const snapshot = asked.length === 0 ? bulk : await source.deepen(bulk, asked);
  const again = new Set(asked);
  const stacks = stacksByVpc(snapshot);
  const vpcs = snapshot.vpcs.map((vpc) => {
    const diagnosis = again.has(vpc.id) ? judge(snapshot, vpc.id, options) : first.get(vpc.id);
    return {
      label: vpcLabelOf(snapshot, vpc.id),
      diagnosis: diagnosis ?? withoutTargets(snapshot, vpc),
      stack: stacks.get(vpc.id)?.join(', ') ?? null,
    };
  });
  return { snapshot, vpcs };
}

/** Null where no subnet is a target. */
function judge(snapshot: Snapshot, vpcId: string, options: Options): Diagnosis | null {
  const targets = targetsIn(snapshot, vpcId, options.subnetTag);
  if (targets.length === 0) return null;
  const diagnosis = diagnose(snapshot, {
    vpcId,
    targetSubnetIds: options.subnetTag.length === 0 ? null : targets.map(({ id }) => id),
    needs: needsFor(snapshot.region, options),
  });
  return withRemedies(diagnosis, { options, region: snapshot.region });
}

/**
 * Whether more reading may change what was found: the verdict of a target that is not closed already; the reasons,
 * where an endpoint stands; and whether there are targets, where a subnet's way out could not be told.
 */
function isUnsettled(snapshot: Snapshot, vpcId: string, first: Diagnosis | null, options: Options): boolean {
  if (first?.subnets.some(({ target, verdict }) => target && verdict !== 'closed')) return true;
  const { endpointsOfVpc, subnetsOfVpc } = indexOf(snapshot);
  const services = new Set(needsFor(snapshot.region, options).map(({ service }) => service));
  const endpoints = first === null ? [] : (endpointsOfVpc.get(vpcId) ?? []);
  return (
    endpoints.some(({ service }) => services.has(suffixOf(snapshot.region, service))) ||
    (subnetsOfVpc.get(vpcId) ?? []).some((subnet) => classify(snapshot, subnet).class === 'unknown')
  );
}
