import { diagnose } from '../../../diagnose/diagnose.ts';
import { byVerdict, type Verdict } from '../../../diagnose/verdict.ts';
import { defaultTargets } from '../../../discover/select.ts';
import type { Snapshot } from '../../../discover/snapshot.ts';
import { indexOf } from '../../../discover/snapshot-index.ts';
import type { VpcLabel } from '../../../render/text/heading.ts';
import type { Options } from '../../line/options.ts';
import { vpcLabelOf } from '../../run/session/account-context.ts';
import { needsFor } from '../../run/targets/services.ts';

/** A VPC with what speaks for choosing it. */
export interface VpcOption {
  readonly label: VpcLabel;
  readonly subnets: number;
  /** How many of them have no way out. */
  readonly targets: number;
  /** Whether the pull path is open for these; null where it was not judged. */
  readonly verdict: Verdict | null;
}

/** The region's VPCs: those whose path is closed first, those without a target last. */
export function vpcOptions(snapshot: Snapshot, options: Options): VpcOption[] {
  const judged = new Set(snapshot.dnsAttributes.map(({ vpcId }) => vpcId));
  const needs = needsFor(snapshot.region, options);
  const found = snapshot.vpcs.map(({ id }): VpcOption => {
    const targets = defaultTargets(snapshot, id).length;
    const { taskSecurityGroupIds } = options;
    const verdict =
      targets > 0 && judged.has(id)
        ? diagnose(snapshot, { vpcId: id, targetSubnetIds: null, needs, taskSecurityGroupIds }).verdict
        : null;
    const subnets = indexOf(snapshot).subnetsOfVpc.get(id)?.length ?? 0;
    return { label: vpcLabelOf(snapshot, id), subnets, targets, verdict };
  });
  const isWithout = ({ targets }: VpcOption) => Number(targets === 0);
  return found.sort((a, b) => isWithout(a) - isWithout(b) || byVerdict(a.verdict ?? 'unknown', b.verdict ?? 'unknown'));
}
