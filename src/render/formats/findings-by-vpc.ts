import { groupBy } from '../../order.ts';
import type { AuditReport } from '../documents/audit.ts';

type Vpc = AuditReport['vpcs'][number];
type AuditFinding = AuditReport['findings'][number];

/** The findings of each VPC of an audit, gone through once: an estate has tens of thousands. */
export function findingsByVpc({ findings }: AuditReport): (vpc: Vpc) => readonly AuditFinding[] {
  const groups = groupBy(findings, keyOf);
  return (vpc) => groups.get(keyOf({ ...vpc, ...serviceOf(vpc) })) ?? [];
}

/** The service that was judged in the VPC, where it was one. */
export function serviceOf({ workload }: Vpc): { readonly cluster?: string; readonly service?: string } {
  const { cluster, service } = workload ?? {};
  return { ...(cluster == null ? {} : { cluster }), ...(service == null ? {} : { service }) };
}

/** A shared VPC has one id in several accounts, and several services may be in one VPC. */
function keyOf(at: Pick<AuditFinding, 'account' | 'region' | 'vpcId' | 'cluster' | 'service'>): string {
  return placeOf(at).join(' ');
}

/** Account, region, VPC and, where one was judged, cluster and service. */
export function placeOf({
  account,
  region,
  vpcId,
  cluster,
  service,
}: Pick<AuditFinding, 'account' | 'region' | 'vpcId' | 'cluster' | 'service'>): string[] {
  const named = [cluster, service].filter((name) => name !== undefined);
  return [account, region, vpcId, ...named];
}
