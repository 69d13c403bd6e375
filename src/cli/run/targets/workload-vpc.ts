import { chooseVpc } from '../../../discover/select.ts';
import type { Snapshot } from '../../../discover/snapshot.ts';
import { indexOf } from '../../../discover/snapshot-index.ts';
import { vpcsOfChosen } from '../../../discover/vpcs-of-chosen.ts';
import { PullpathError } from '../../../errors.ts';
import { formatList } from '../../../words.ts';
import type { Workload } from '../../../workload/workload.ts';
import type { Options } from '../../line/options.ts';

/**
 * The VPC to work on: that of the workload, where ECS tells its subnets; else as the flags say.
 * @throws usage where the VPC that was named is another one, or EC2 shows none of the subnets
 */
export function vpcOf(
  snapshot: Snapshot,
  options: Pick<Options, 'vpcId' | 'subnetTag'> & Partial<Pick<Options, 'subnetIds' | 'routeTableIds'>>,
  workload: Workload | null,
  regionSource?: string,
): string {
  if (workload?.external) throw outsideVpc(workload);
  const subnetIds = workload?.subnetIds?.value;
  if (!workload || subnetIds === undefined) return chooseVpc(snapshot, options.vpcId, options, regionSource);
  const [vpcId] = vpcsOfChosen(snapshot, { subnetIds }).keys();
  const { vpcId: wanted } = options;
  if (vpcId !== undefined && (wanted === undefined || wanted === vpcId)) return vpcId;
  const name = nameOf(workload);
  const where = `${snapshot.region} of account ${snapshot.caller.account}`;
  throw new PullpathError('usage', {
    code: 'UnknownSubnet',
    message:
      wanted === undefined
        ? `${name} runs in ${formatList(subnetIds)}, and EC2 shows none of these in ${where}.`
        : `${name} runs in ${formatList(subnetIds)}, and ${wanted} has none of these.`,
    remedy:
      wanted === undefined
        ? 'If they were deleted, give the service others: ECS cannot place its tasks.'
        : 'Leave out --vpc-id: ECS tells the subnets, and these their VPC.',
  });
}

/** The workload as far as the VPC shows it: subnets that are gone are not judged, and no group means the VPC's default one. */
export function workloadIn(snapshot: Snapshot, vpcId: string, workload: Workload): Workload {
  const { subnets } = indexOf(snapshot);
  const { subnetIds, securityGroupIds } = workload;
  const gone = (subnetIds?.value ?? []).filter((id) => subnets.get(id)?.vpcId !== vpcId);
  return {
    ...workload,
    subnetIds: subnetIds === null ? null : { ...subnetIds, value: subnetIds.value.filter((id) => !gone.includes(id)) },
    securityGroupIds:
      securityGroupIds === null || securityGroupIds.value.length > 0
        ? securityGroupIds
        : { ...securityGroupIds, value: defaultGroups(snapshot, vpcId) },
    notJudged: [
      ...workload.notJudged,
      ...gone.map((id) => ({ what: `the subnet ${id}`, because: 'ECS names it, and EC2 does not show it' })),
    ],
  };
}

/** AWS's own rule where a service names no group [aws-facts: ecs-network-configuration]. */
function defaultGroups({ securityGroups }: Snapshot, vpcId: string): string[] {
  return securityGroups.filter((group) => group.vpcId === vpcId && group.name === 'default').map(({ id }) => id);
}

/** `The service orders of cluster prod` */
function nameOf({ cluster, service, task, taskDefinition }: Workload): string {
  if (task !== null) return `The task ${task} of cluster ${cluster}`;
  return service === null ? `The task definition ${taskDefinition}` : `The service ${service} of cluster ${cluster}`;
}

/** On hosts of the customer's own there is no VPC that a pull goes through. */
function outsideVpc(workload: Workload): PullpathError {
  return new PullpathError('usage', {
    code: 'OutsideVpc',
    message: `${nameOf(workload)} runs on external instances (launch type EXTERNAL), outside of any VPC: there is no path here to judge or to open.`,
    remedy: 'Look at the network of the hosts themselves: they need HTTPS to ECR, S3 and ECS.',
  });
}

/** What ECS did not tell, for those who would have to guess it. @throws usage where the subnets are not known */
export function assertPlaced(workload: Workload | undefined): void {
  if (workload === undefined || workload.subnetIds !== null) return;
  if (workload.service === null && workload.task === null) return;
  const [first] = workload.unread;
  const why =
    first === undefined
      ? 'ECS does not tell it'
      : `${first.action} ${first.why === 'failed' ? 'told nothing' : 'was refused'} (${first.error})`;
  throw new PullpathError('usage', {
    code: 'UnknownWorkloadSubnets',
    message: `In which subnets ${nameOf(workload).replace(/^T/, 't')} runs is not known: ${why}. Nothing is planned on a guess.`,
    remedy: [
      'Name the subnets with --subnet-ids instead of the service; or allow the reads of ECS:',
      { program: 'pullpath', command: 'iam-policy', args: ['plan'], options: { withEcs: true } },
    ],
  });
}
