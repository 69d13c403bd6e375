import type { Need } from '../diagnose/need.ts';
import { admitsCidr } from '../discover/admission.ts';
import type { Endpoint } from '../discover/endpoint.ts';
import type { EndpointService } from '../discover/endpoint-service.ts';
import { serviceFor } from '../discover/service.ts';
import {
  type Context,
  type Contribution,
  consented,
  endpointsOf,
  isDead,
  isOpenForTargets,
  isOwnEndpoint,
  joined,
  NOTHING,
  verdictOf,
} from './context.ts';
import { groupNeeds, groupOf } from './group-steps.ts';
import { creationTags, endpointName, missingTags, STACK } from './ownership.ts';
import { place } from './placement.ts';
import { type CreateInterfaceEndpoint, deletionOf } from './steps/endpoint.ts';
import { type Change, changed, isNoChange, type ModifyEndpoint, NO_CHANGE, stateOf } from './steps/endpoint-change.ts';
import { repairTags } from './tag-step.ts';
import { undoTags } from './undo-tags.ts';

/** [aws-facts 2.10] security groups per network interface, and so per endpoint. */
const MAX_GROUPS = 5;

/** Opens one hop that an interface endpoint serves: repairs ours, reuses or asks to change somebody's, else creates one. */
export function planInterface(context: Context, need: Need, room: number): Contribution {
  const service = serviceFor(context.snapshot, need.service, 'Interface');
  if (service === undefined)
    return { ...NOTHING, remarks: [`${context.snapshot.region} offers no interface endpoint for ${need.service}.`] };
  const present = endpointsOf(context, service.name, 'Interface');
  const own = present.find((endpoint) => isOwnEndpoint(context, endpoint));
  if (own !== undefined)
    return isDead(own) ? replace(context, need, service, own, room) : repair(context, need, service, own, room);
  if (isOpenForTargets(context, need.service)) return NOTHING;
  const foreign = present.filter((endpoint) => !isDead(endpoint));
  const answering = foreign.find((endpoint) => endpoint.privateDns);
  if (answering !== undefined) return admitTargets(context, need, answering);
  const silent = foreign.find((endpoint) => !endpoint.requesterManaged);
  if (silent !== undefined && context.choices.privateDns && mayChange(context, changeId(silent)))
    return letAnswer(context, silent);
  return create(context, need, service, room, []);
}

/** True where planning this need makes a new endpoint, which takes an address in each of its subnets. */
export function createsInterface(contribution: Contribution): boolean {
  return contribution.steps.some((step) => step.kind === 'create-interface-endpoint');
}

function create(
  context: Context,
  need: Need,
  service: EndpointService,
  room: number,
  needs: readonly string[],
): Contribution {
  const { choices, vpc, run } = context;
  const placement = place(context, service, room);
  const remarks = placement.skipped.map(
    ({ zone, because }) =>
      `No ${need.service} interface in zone ${zone}: ${because}. Its tasks are served across zones.`,
  );
  if (placement.subnets.length === 0) {
    const message = `No subnet of ${vpc.id} can hold an interface of ${service.name}: ${placement.skipped.map((s) => `${s.zone}: ${s.because}`).join('; ')}.`;
    const remedy = 'Free addresses, or add a subnet in a zone that the service offers.';
    return { ...NOTHING, refusals: [{ code: 'NoPlaceForEndpoint', message, remedy, step: null }] };
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
  return { ...NOTHING, steps: [step], remarks };
}

/** What has failed never becomes available: it goes first, since AWS allows one owner of a private name. */
function replace(context: Context, need: Need, service: EndpointService, own: Endpoint, room: number): Contribution {
  const gone = { ...deletionOf(context.vpc.id, [own], []), id: `delete:${own.id}`, because: `it is ${own.state}` };
  return joined([{ ...NOTHING, steps: [gone] }, create(context, need, service, room, [gone.id])]);
}

/** Our own endpoint, back to what the stack should be: group, zones, private DNS, tags. */
function repair(context: Context, need: Need, service: EndpointService, own: Endpoint, room: number): Contribution {
  const { snapshot, choices, ownGroup, run } = context;
  const zoneOf = (id: string) => snapshot.subnets.find((subnet) => subnet.id === id)?.zoneId;
  const zones = new Set(own.subnetIds.map(zoneOf));
  const free = choices.zones === null ? Number.POSITIVE_INFINITY : choices.zones - zones.size;
  const wanted = place(context, service, room).subnets.filter((subnet) => !zones.has(subnet.zoneId));
  const change: Change = {
    ...NO_CHANGE,
    addGroupIds: ownGroup !== undefined && own.groupIds.includes(ownGroup.id) ? [] : [groupOf(context)],
    addSubnetIds: wanted.slice(0, Math.max(0, free)).map((subnet) => subnet.id),
    privateDns: choices.privateDns && !own.privateDns ? true : null,
  };
  const tags = creationTags(choices.stack, run, endpointName(choices.stack, need.service));
  const tagged = repairTags(own.id, 'vpc-endpoint', own.tags, missingTags(own.tags, tags));
  if (isNoChange(change)) return tagged;
  const step = modification(context, own, change, {}, 'the stack should have it so');
  return joined([{ ...NOTHING, steps: [step] }, tagged]);
}

/** A foreign endpoint owns the name, but its groups shut targets out: ours is added beside them, with consent. */
function admitTargets(context: Context, need: Need, endpoint: Endpoint): Contribution {
  const shutOut = context.targets.filter(
    (subnet) =>
      verdictOf(context, subnet.id, need.service) === 'closed' && !isAdmitted(context, endpoint, subnet.cidrBlock),
  );
  if (shutOut.length === 0 || endpoint.requesterManaged) return NOTHING;
  if (endpoint.groupIds.length >= MAX_GROUPS) {
    const message = `${endpoint.id} lets ${shutOut.length} target subnet(s) in by none of its groups, and already bears ${endpoint.groupIds.length}, the most that AWS allows.`;
    const remedy = `Admit TCP 443 from ${shutOut.map((subnet) => subnet.cidrBlock).join(', ')} in one of ${endpoint.groupIds.join(', ')}.`;
    return { ...NOTHING, refusals: [{ code: 'TooManyGroupsOnEndpoint', message, remedy, step: null }] };
  }
  const change: Change = { ...NO_CHANGE, addGroupIds: [groupOf(context)] };
  const because = `its own groups shut out ${shutOut.map((subnet) => subnet.id).join(', ')}`;
  return foreignChange(context, endpoint, change, because, `${endpoint.id} needs our security group beside its own`);
}

/** A foreign endpoint stands but answers no name: private DNS on is cheaper than a second endpoint. */
function letAnswer(context: Context, endpoint: Endpoint): Contribution {
  const admitted = context.targets.every((subnet) => isAdmitted(context, endpoint, subnet.cidrBlock));
  const roomForGroup = endpoint.groupIds.length < MAX_GROUPS;
  const change: Change = {
    ...NO_CHANGE,
    privateDns: true,
    addGroupIds: admitted || !roomForGroup ? [] : [groupOf(context)],
  };
  return foreignChange(
    context,
    endpoint,
    change,
    'it stands, but answers no name of the service',
    `${endpoint.id} has private DNS off`,
  );
}

function foreignChange(
  context: Context,
  endpoint: Endpoint,
  change: Change,
  because: string,
  what: string,
): Contribution {
  const { stack } = context.choices;
  const bearer = endpoint.tags[STACK];
  if (bearer !== undefined && bearer !== stack) {
    const message = `${endpoint.id} already bears the changes of stack ${bearer}; two stacks cannot share one undo record.`;
    const remedy = `Apply with --stack ${bearer}, or take that stack back first.`;
    return { ...NOTHING, refusals: [{ code: 'OtherStacksChange', message, remedy, step: null }] };
  }
  const undo = {
    [STACK]: stack,
    ...(change.addGroupIds.length > 0 ? undoTags('groups', endpoint.groupIds) : {}),
    ...(change.privateDns === null ? {} : undoTags('private-dns', [String(endpoint.privateDns)])),
  };
  return consented(context, modification(context, endpoint, change, undo, because), what);
}

function modification(
  context: Context,
  endpoint: Endpoint,
  change: Change,
  undo: Record<string, string>,
  because: string,
): ModifyEndpoint {
  return {
    id: changeId(endpoint),
    kind: 'modify-endpoint',
    action: 'update',
    subject: { type: 'vpc-endpoint', id: endpoint.id },
    endpointId: endpoint.id,
    vpcId: endpoint.vpcId,
    change,
    undo,
    before: stateOf(endpoint),
    after: changed(endpoint, change),
    because,
    needs: change.addGroupIds.length > 0 ? groupNeeds(context) : [],
  };
}

function changeId(endpoint: Endpoint): string {
  return `modify:${endpoint.id}`;
}

function mayChange(context: Context, stepId: string): boolean {
  const { modifyExisting } = context.choices;
  return modifyExisting === 'all' || modifyExisting.includes(stepId);
}

function isAdmitted(context: Context, endpoint: Endpoint, cidr: string | null): boolean {
  if (cidr === null) return true;
  const groups = context.snapshot.securityGroups.filter((group) => endpoint.groupIds.includes(group.id));
  return groups.some((group) => admitsCidr(group.ingress, 'tcp', 443, cidr));
}
