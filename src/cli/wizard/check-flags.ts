import type { Snapshot } from '../../discover/snapshot.ts';
import type { Options } from '../line/options.ts';
import { chooseTargets } from '../run/choose-targets.ts';

/** True where flags say which subnets are meant, by id or by tag. */
export function namesTargets({ subnetIds, subnetTag }: Options): boolean {
  return subnetIds !== undefined || subnetTag.length > 0;
}

/** Checks what the flags say of the VPC before anything more is asked. @throws usage as the command itself would */
export function checkFlags(snapshot: Snapshot, options: Options, vpcId: string): void {
  // That there is no subnet with no way out is no complaint yet: the user may be about to choose others.
  chooseTargets(snapshot, namesTargets(options) ? options : { ...options, subnetIds: [] }, vpcId);
}
