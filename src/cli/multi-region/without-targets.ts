import type { Diagnosis } from '../../diagnose/diagnosis.ts';
import { worstOf } from '../../diagnose/verdict.ts';
import type { Vpc } from '../../discover/entities/vpc.ts';
import { classify } from '../../discover/routing/subnet-class.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { indexOf } from '../../discover/snapshot-index.ts';

/** A VPC without a target subnet: there is no path to judge, and so nothing in it is closed. */
export function withoutTargets(snapshot: Snapshot, { id, tags }: Vpc): Diagnosis {
  return {
    vpcId: id,
    name: tags.Name ?? null,
    verdict: worstOf([]),
    subnets: (indexOf(snapshot).subnetsOfVpc.get(id) ?? []).map((subnet) => ({
      subnetId: subnet.id,
      name: subnet.tags.Name ?? null,
      cidrBlock: subnet.cidrBlock,
      availabilityZone: subnet.zoneName,
      class: classify(snapshot, subnet).class,
      target: false,
      verdict: worstOf([]),
      hops: [],
    })),
    findings: [],
  };
}
