import { classify } from '../discover/routing/subnet-class.ts';
import type { Snapshot } from '../discover/snapshot.ts';
import { indexOf } from '../discover/snapshot-index.ts';
import type { Diagnosis } from './diagnosis.ts';
import { findingFor } from './findings/finding-for.ts';

/**
 * A VPC of which nothing is judged: neither open nor closed, and why.
 * @param reason completes «vpc-1 was not judged: …»
 */
export function nothingJudged(snapshot: Snapshot, vpcId: string, reason: string): Diagnosis {
  const { vpcs, subnetsOfVpc } = indexOf(snapshot);
  return {
    vpcId,
    name: vpcs.get(vpcId)?.tags.Name ?? null,
    verdict: 'unknown',
    subnets: (subnetsOfVpc.get(vpcId) ?? []).map((subnet) => ({
      subnetId: subnet.id,
      name: subnet.tags.Name ?? null,
      cidrBlock: subnet.cidrBlock,
      availabilityZone: subnet.zoneName,
      class: classify(snapshot, subnet).class,
      target: false,
      verdict: 'unknown',
      hops: [],
    })),
    notJudged: [reason],
    findings: [
      findingFor('nothing-judged', {
        vpc: vpcId,
        region: snapshot.region,
        id: vpcId,
        values: { reason },
        hops: [],
        subnetIds: [],
      }),
    ],
  };
}
