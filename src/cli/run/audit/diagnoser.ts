import { diagnose } from '../../../diagnose/diagnose.ts';
import type { Diagnosis } from '../../../diagnose/diagnosis.ts';
import { isUnplaced } from '../../../diagnose/path/workload-hops.ts';
import type { Snapshot } from '../../../discover/snapshot.ts';
import { type Choices, needsOfChoices } from '../../../plan/choices.ts';
import type { Options } from '../../line/options.ts';
import { publicAddressOf } from '../targets/workload-from-flags.ts';
import { withRemedies } from '../user-flags.ts';

/** The evaluator with the choices applied; asked of the account as it is, as it is foreseen, and as it has become. */
export function diagnoser(choices: Choices, options: Options): (snapshot: Snapshot) => Diagnosis {
  return (snapshot) => {
    const diagnosis = diagnose(snapshot, {
      vpcId: choices.vpcId,
      targetSubnetIds: choices.subnetIds,
      needs: needsOfChoices(choices),
      taskSecurityGroupIds: choices.taskSecurityGroupIds,
      publicAddress: publicAddressOf(choices.assignPublicIp),
      isManagedInstances: options.for === 'managed-instances',
      workload: choices.workload,
    });
    return withRemedies(diagnosis, { options: printable(choices, options), region: snapshot.region });
  };
}

/**
 * The options for the commands that findings print. A plan for a service whose subnets are not known is refused, so what was
 * judged in its place is named: the VPC.
 */
function printable({ workload, vpcId }: Choices, options: Options): Options {
  if (workload === undefined || !isUnplaced(workload)) return options;
  return { ...options, vpcId, cluster: undefined, service: undefined, task: undefined };
}
