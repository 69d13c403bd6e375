import type { Need } from '../../diagnose/need.ts';
import type { Endpoint } from '../../discover/entities/endpoint.ts';
import type { EndpointService } from '../../discover/entities/endpoint-service.ts';
import { QUOTAS } from '../../facts/quotas.ts';
import { creationTags, endpointName, missingTags } from '../ownership/ownership.ts';
import { repairTags } from '../ownership/tag-step.ts';
import { EMPTY_PART, mergeParts, type PlanContext, type PlanPart } from '../plan-context.ts';
import { groupNeeds, groupOf } from '../security-group/group-ref.ts';
import { type CreateInterfaceEndpoint, endpointDeletion } from '../steps/endpoint.ts';
import { type EndpointUpdate, isEmptyUpdate, NO_UPDATE } from '../steps/endpoint-change.ts';
import { endpointToAwait } from './await-endpoint.ts';
import { hasRoom, modification } from './endpoint-modification.ts';
import { type Placement, type PlannedAddresses, placeInterfaces } from './placement.ts';

/** What an endpoint is for, and what is left for it. */
export interface EndpointRequest {
  readonly need: Need;
  readonly service: EndpointService;
  readonly plannedAddresses: PlannedAddresses;
}

/**
 * A new endpoint of the stack.
 * @param needs steps that must be done first
 * @param withoutPrivateDns a foreign endpoint that would serve if it might be changed
 */
export function createEndpoint(
  context: PlanContext,
  { need, service, plannedAddresses }: EndpointRequest,
  needs: readonly string[],
  withoutPrivateDns: Endpoint | undefined,
): PlanPart {
  const { choices, vpc, run } = context;
  const placement = placeInterfaces(context, service, plannedAddresses);
  if (placement.subnets.length === 0) {
    const message = `No subnet of ${vpc.id} can hold an interface of ${service.name}: ${placement.skipped.map((s) => `${s.zone}: ${s.because}`).join('; ')}.`;
    const remedy = 'Free addresses, or add a subnet in a zone that the service offers.';
    return { ...EMPTY_PART, blockers: [{ code: 'NoPlaceForEndpoint', message, remedy, step: null }] };
  }
  const step: CreateInterfaceEndpoint = {
    id: `endpoint:${need.service}`,
    kind: 'create-interface-endpoint',
    action: 'create',
    subject: { type: 'vpc-endpoint', id: service.name },
    after: {
      vpcId: vpc.id,
      service: service.name,
      subnetIds: placement.subnets.map((subnet) => subnet.id),
      groupIds: [groupOf(context)],
      privateDns: choices.privateDns,
      tags: creationTags(choices.stack, run, endpointName(choices.stack, need.service)),
    },
    because: need.because,
    needs: [...groupNeeds(context), ...needs],
  };
  const instead =
    withoutPrivateDns === undefined || !choices.privateDns
      ? []
      : [
          `${withoutPrivateDns.id} is an endpoint for ${need.service} too, with private DNS off; with --modify-existing it is switched on instead, which saves the new one.`,
        ];
  return { ...EMPTY_PART, steps: [step], notes: [...placementRemarks(context, need, placement), ...instead] };
}

/** What has failed never becomes available, and may hold a private name that AWS gives to one endpoint only. */
export function deleteFailed(context: PlanContext, dead: readonly Endpoint[], need: Need): PlanPart {
  if (dead.length === 0) return EMPTY_PART;
  const because = `${dead.length === 1 ? 'it has' : 'they have'} failed, and what has failed stays so`;
  return {
    ...EMPTY_PART,
    steps: [{ ...endpointDeletion(context.vpc.id, dead, []), id: `delete:${need.service}`, because }],
  };
}

interface RepairConditions {
  /** False where another endpoint has the service's private names by now. */
  readonly namesAreFree: boolean;
  /** Steps that must be done before the endpoint is changed. */
  readonly needs: readonly string[];
}

/** Our own endpoint, back to what the stack should be: group, zones, private DNS, tags. It only ever gains. */
export function repairEndpoint(
  context: PlanContext,
  request: EndpointRequest,
  own: Endpoint,
  { namesAreFree, needs }: RepairConditions,
): PlanPart {
  const { choices, ownGroup, run } = context;
  const { need, service, plannedAddresses } = request;
  const bears = ownGroup !== undefined && own.groupIds.includes(ownGroup.id);
  if (!bears && !hasRoom(own)) {
    const message = `${own.id} has lost the stack's security group and has ${own.groupIds.length} others; AWS allows no more unless quota ${QUOTAS.securityGroupsPerInterface.code} is raised.`;
    const remedy = `Take one of ${own.groupIds.join(', ')} off ${own.id}.`;
    return { ...EMPTY_PART, blockers: [{ code: 'TooManyGroupsOnEndpoint', message, remedy, step: null }] };
  }
  const placement = placeInterfaces(context, service, plannedAddresses, own.subnetIds);
  const change: EndpointUpdate = {
    ...NO_UPDATE,
    addGroupIds: bears ? [] : [groupOf(context)],
    addSubnetIds: placement.subnets.map((subnet) => subnet.id),
    privateDns: choices.privateDns && !own.privateDns && namesAreFree ? true : null,
  };
  const step = modification(context, own, change, {}, 'the stack should have it so');
  const tags = creationTags(choices.stack, run, endpointName(choices.stack, need.service));
  return mergeParts([
    isEmptyUpdate(change)
      ? endpointToAwait(own)
      : { ...EMPTY_PART, steps: [{ ...step, needs: [...step.needs, ...needs] }] },
    repairTags(own.id, 'vpc-endpoint', own.tags, missingTags(own.tags, tags)),
    { ...EMPTY_PART, notes: [...placementRemarks(context, need, placement), ...kept(context, own, need)] },
  ]);
}

/** Where an interface is not, and where it is instead. */
function placementRemarks({ targets, choices }: PlanContext, need: Need, { subnets, skipped }: Placement): string[] {
  const isTarget = new Set(targets.map(({ id }) => id));
  return [
    ...skipped.map(
      ({ zone, because }) =>
        `No ${need.service} interface in zone ${zone}: ${because}. Its tasks are served across zones.`,
    ),
    ...subnets
      .filter(({ id }) => !isTarget.has(id))
      .map(
        ({ id, zoneId }) =>
          `The ${need.service} interface of zone ${zoneId} goes into ${id}, which isn’t a target: no target there can hold it.`,
      ),
    ...(choices.privateDns || subnets.length === 0
      ? []
      : [
          `Without private DNS the names of ${need.service} keep leading to public addresses; tasks get to the endpoint by its own names or a private hosted zone of yours.`,
        ]),
  ];
}

/** Choices that ask for less than stands: a run adds, and rollback takes back. */
function kept({ choices, snapshot }: PlanContext, own: Endpoint, need: Need): string[] {
  const zones = new Set(snapshot.subnets.filter(({ id }) => own.subnetIds.includes(id)).map(({ zoneId }) => zoneId));
  const beyond = choices.zones !== null && zones.size > choices.zones;
  const back = 'roll the stack back first to have less';
  return [
    ...(beyond ? [`${own.id} (${need.service}) is in ${zones.size} zones and stays there; ${back}.`] : []),
    ...(!choices.privateDns && own.privateDns ? [`${own.id} (${need.service}) keeps its private DNS; ${back}.`] : []),
  ];
}
