import { groupBy } from '../../order.ts';
import type { AuditReport } from '../documents/audit.ts';

type Vpc = AuditReport['vpcs'][number];
type AuditFinding = AuditReport['findings'][number];

/** The findings of each VPC of an audit, gone through once: an estate has tens of thousands. */
export function findingsByVpc({ findings }: AuditReport): (vpc: Vpc) => readonly AuditFinding[] {
  const groups = groupBy(findings, keyOf);
  return (vpc) => groups.get(keyOf(vpc)) ?? [];
}

/** A shared VPC has one id in several accounts. */
function keyOf({ account, region, vpcId }: Pick<Vpc, 'account' | 'region' | 'vpcId'>): string {
  return [account, region, vpcId].join(' ');
}
