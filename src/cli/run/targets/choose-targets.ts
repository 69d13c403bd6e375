import { subnetsToJudge } from '../../../discover/judged.ts';
import { classify, hasNoEgress } from '../../../discover/routing/subnet-class.ts';
import { chooseRouteTables, chooseSubnets } from '../../../discover/select.ts';
import type { Snapshot } from '../../../discover/snapshot.ts';
import { PullpathError } from '../../../errors.ts';
import { DEFAULT_PLATFORM_VERSION } from '../../../facts/platform-version.ts';
import type { Choices } from '../../../plan/choices.ts';
import { currentIngressProfile } from '../../../plan/security-group/current-ingress-profile.ts';
import type { Platform, Workload } from '../../../workload/workload.ts';
import type { Options } from '../../line/options.ts';
import { checkServices } from './services.ts';
import { workloadFromFlags } from './workload-from-flags.ts';
import { workloadIn } from './workload-vpc.ts';

/**
 * The choices for one VPC, from what was read and from nothing else; what the options and the workload leave open gets
 * its default here, and nowhere else.
 * @param named what ECS tells of the workload that was named, if one was
 * @throws usage UnknownSubnet, UnknownService, UnknownSecurityGroup and the like, where the snapshot lacks what was
 * named
 */
export function chooseTargets(
  snapshot: Snapshot,
  options: Options,
  vpcId: string,
  named: Workload | null = null,
): Choices {
  const { subnetIds, ...choices } = chosen(snapshot, options, vpcId, named);
  return { ...choices, subnetIds: chooseSubnets(snapshot, vpcId, subnetIds ?? undefined, options.subnetTag) };
}

/**
 * As `chooseTargets`, for who only judges: where no subnet was chosen and none is without a way out, the others are
 * targets.
 * @throws as chooseTargets, save for NoTargetSubnet
 */
export function chooseJudged(
  snapshot: Snapshot,
  options: Options,
  vpcId: string,
  named: Workload | null = null,
): Choices {
  const choices = chosen(snapshot, options, vpcId, named);
  const isChosen = choices.subnetIds !== null || options.subnetTag.length > 0;
  if (isChosen) return chooseTargets(snapshot, options, vpcId, named);
  const judged = subnetsToJudge(snapshot, vpcId);
  const isUnread = snapshot.unread.some(({ part }) => part === 'subnets');
  const isDefault =
    judged.length === 0 ? isUnread : judged.every((subnet) => hasNoEgress(classify(snapshot, subnet).class));
  return { ...choices, subnetIds: isDefault ? null : judged.map(({ id }) => id) };
}

/** All choices; of the subnets those that were named by id, by flags or by ECS. */
function chosen(snapshot: Snapshot, options: Options, vpcId: string, named: Workload | null): Choices {
  const flags = workloadFromFlags(snapshot.region, options);
  const workload = named === null ? null : workloadIn(snapshot, vpcId, named);
  const subnetIds = workload?.subnetIds?.value ?? flags.subnetIds?.value;
  const groupIds = workload?.securityGroupIds?.value ?? flags.securityGroupIds?.value ?? [];
  checkServices(snapshot, options);
  checkGroups(snapshot, flags.securityGroupIds?.value ?? [], vpcId);
  return {
    vpcId,
    stack: options.stack,
    subnetIds: subnetIds === undefined ? null : [...subnetIds],
    routeTableIds: chooseRouteTables(snapshot, vpcId, options.routeTableIds, options.routeTableTag),
    platformVersion: platformVersionOf((workload?.platform ?? flags.platform)?.value),
    with: (flags.services?.value ?? []).map(({ service }) => service),
    ingress: options.ingress ?? currentIngressProfile(snapshot, vpcId, options.stack) ?? 'guide',
    admit: options.admit,
    privateDns: options.privateDns,
    zones: options.azs ?? null,
    modifyExisting: options.modifyExisting ? 'all' : [],
    taskSecurityGroupIds: [...groupIds],
    ...(options.assignPublicIp === undefined ? {} : { assignPublicIp: options.assignPublicIp }),
    ...(workload === null ? {} : { workload }),
  };
}

/** All but Fargate 1.3.0 sign in to ECR from the VPC. */
function platformVersionOf(platform: Platform | undefined): Choices['platformVersion'] {
  return platform === 'fargate-1.3.0' ? '1.3.0' : DEFAULT_PLATFORM_VERSION;
}

function checkGroups(snapshot: Snapshot, groupIds: readonly string[], vpcId: string): void {
  if (snapshot.unread.some((entry) => entry.part === 'securityGroups')) return;
  const unknownIds = groupIds.filter(
    (id) => !snapshot.securityGroups.some((group) => group.id === id && group.vpcId === vpcId),
  );
  if (unknownIds.length === 0) return;
  throw new PullpathError('usage', {
    code: 'UnknownSecurityGroup',
    message: `${vpcId} has no security group ${unknownIds.join(', ')}.`,
    remedy: 'Check --task-security-group-ids.',
  });
}
