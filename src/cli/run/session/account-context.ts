import type { Snapshot } from '../../../discover/snapshot.ts';
import { indexOf } from '../../../discover/snapshot-index.ts';
import type { AccountHeading, VpcLabel } from '../../../render/text/heading.ts';
import type { Options } from '../../line/options.ts';
import type { Session } from './session.ts';

/** Whose account and which region, for a view's heading. */
export function recordAccount(session: Session, snapshot: Snapshot): AccountHeading {
  return {
    account: snapshot.caller.account,
    arn: snapshot.caller.arn,
    region: snapshot.region,
    regionSource: session.region.source,
    note: session.note,
  };
}

export function vpcLabelOf(snapshot: Snapshot, vpcId: string): VpcLabel {
  const vpc = indexOf(snapshot).vpcs.get(vpcId);
  return { vpcId, name: vpc?.tags.Name ?? null, cidrBlocks: vpc?.cidrBlocks ?? [] };
}

/** What a printed command has to name so that it means the same account tomorrow, in another shell. */
export function accountFlagsOf(region: string, options: Options, vpcId: string): Pick<Options, 'vpcId' | 'region'> {
  // A simulated account stands in one region, which its world names.
  return options.sandbox === undefined ? { vpcId, region } : { vpcId, region: options.region };
}
