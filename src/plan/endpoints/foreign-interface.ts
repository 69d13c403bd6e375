import type { Need } from '../../diagnose/need.ts';
import type { Endpoint } from '../../discover/entities/endpoint.ts';
import { ownerOf } from '../../discover/entities/owner.ts';
import type { Subnet } from '../../discover/entities/subnet.ts';
import { isFailed } from '../../facts/endpoint-state.ts';
import { QUOTAS } from '../../facts/quotas.ts';
import { aws } from '../../remedy/command.ts';
import type { Remedy } from '../../remedy/remedy.ts';
import { truncateList } from '../../words.ts';
import type { Blocker } from '../blocker.ts';
import { isAnyOwn } from '../ownership/ownership.ts';
import {
  EMPTY_PART,
  hopVerdictOf,
  isAllowed,
  type PlanContext,
  type PlanPart,
  requireConsent,
} from '../plan-context.ts';
import { undoRecord } from '../rollback/undo-record.ts';
import { ENDPOINT_RECORDS } from '../rollback/undo-tags.ts';
import { admissionOf } from '../security-group/admission-of.ts';
import { groupOf } from '../security-group/group-ref.ts';
import { type EndpointUpdate, NO_UPDATE } from '../steps/endpoint-change.ts';
import { endpointToAwait } from './await-endpoint.ts';
import { changeId, hasRoom, modification } from './endpoint-modification.ts';

/** How many subnets are named before the rest is counted. */
const NAMED = 3;

/** A foreign endpoint owns the name, but its groups may shut targets out: ours is added beside them, with consent. */
export function admitTasks(context: PlanContext, need: Need, endpoint: Endpoint): PlanPart {
  // What it lacks then is in the group, which is repaired for itself.
  if (context.ownGroup !== undefined && endpoint.groupIds.includes(context.ownGroup.id))
    return endpointToAwait(endpoint);
  const waiting = context.targets.filter((subnet) => hopVerdictOf(context, subnet.id, need.service) !== 'open');
  const shutOut = waiting.filter((subnet) => admission(context, endpoint, subnet) === 'no');
  if (shutOut.length > 0) return addSecurityGroup(context, need, endpoint, shutOut);
  const inDoubt = waiting.filter((subnet) => admission(context, endpoint, subnet) === 'maybe');
  return inDoubt.length > 0 ? resolveDoubt(context, need, endpoint, inDoubt) : endpointToAwait(endpoint);
}

function addSecurityGroup(context: PlanContext, need: Need, endpoint: Endpoint, shutOut: readonly Subnet[]): PlanPart {
  const ids = shutOut.map((subnet) => subnet.id).join(', ');
  if (endpoint.requesterManaged) {
    const message = `${endpoint.id} answers for ${need.service}, admits ${ids} through none of its security groups, and belongs to an AWS service: only that service can change it.`;
    return refused('RequesterManaged', message, 'Change it through the service that created it.');
  }
  if (!hasRoom(endpoint)) {
    const message = `${endpoint.id} admits ${ids} through none of its security groups, and already has ${endpoint.groupIds.length}; AWS allows no more unless quota ${QUOTAS.securityGroupsPerInterface.code} is raised.`;
    const remedy = `Admit TCP 443 from ${shutOut.map((subnet) => subnet.cidrBlock).join(', ')} in one of ${endpoint.groupIds.join(', ')}.`;
    return refused('TooManyGroupsOnEndpoint', message, remedy);
  }
  const why = `${foreignEndpoint(need, endpoint)} blocks ${namesOf(shutOut)}: none of its security groups allows them in`;
  return addBeside(context, endpoint, `its own groups shut out ${ids}`, why);
}

/**
 * Rules that name groups admit tasks that have them, and the tasks' groups are not known. The endpoint may serve as it
 * is.
 */
function resolveDoubt(context: PlanContext, need: Need, endpoint: Endpoint, inDoubt: readonly Subnet[]): PlanPart {
  const note = `${endpoint.id} (${need.service}) admits tasks by their security groups: name these with --task-security-group-ids to have it judged, or attach pullpath’s group as well with --modify-existing.`;
  const unchanged = { ...EMPTY_PART, notes: [note] };
  if (!isAllowed(context, changeId(endpoint)) || endpoint.requesterManaged || !hasRoom(endpoint)) return unchanged;
  const ids = inDoubt.map((subnet) => subnet.id).join(', ');
  const why = `${foreignEndpoint(need, endpoint)} may block ${namesOf(inDoubt)}: its security groups don't allow them for certain`;
  const changed = addBeside(context, endpoint, `its own groups do not surely let in ${ids}`, why);
  return changed.blockers.length > 0 ? unchanged : changed;
}

function addBeside(context: PlanContext, endpoint: Endpoint, because: string, why: string): PlanPart {
  const change: EndpointUpdate = { ...NO_UPDATE, addGroupIds: [groupOf(context)] };
  const record = recordOf(context, endpoint, change);
  if ('refusal' in record) return { ...EMPTY_PART, blockers: [record.refusal] };
  const step = modification(context, endpoint, change, record.undo, because);
  return requireConsent(context, step, why);
}

/** `The ecr.api endpoint vpce-1 (ecr-api, CloudFormation stack network-prod)` */
function foreignEndpoint(need: Need, { id, tags }: Endpoint): string {
  const known = [tags.Name ?? '', ownerOf(tags) ?? ''].filter((text) => text !== '');
  return `The ${need.service} endpoint ${id}${known.length === 0 ? '' : ` (${known.join(', ')})`}`;
}

function namesOf(subnets: readonly Subnet[]): string {
  return truncateList(
    subnets.map(({ id, tags }) => tags.Name ?? id),
    NAMED,
  );
}

/**
 * A foreign endpoint that answers no name, and that may be made to: of no other stack, and not an AWS service's own.
 */
export function withoutPrivateDns(context: PlanContext, foreign: readonly Endpoint[]): Endpoint | undefined {
  return foreign.find(
    (endpoint) =>
      !endpoint.privateDns &&
      !isFailed(endpoint) &&
      !endpoint.requesterManaged &&
      !isAnyOwn(endpoint.tags) &&
      canServe(context, endpoint),
  );
}

/** Its groups let everybody in who will resolve its names, or there is room for ours. */
function canServe(context: PlanContext, endpoint: Endpoint): boolean {
  return hasRoom(endpoint) || subnetsNotAdmittedBy(context, endpoint).length === 0;
}

/** Private DNS on is cheaper than a second endpoint. Null where that may not be, or cannot: then a second one it is. */
export function enablePrivateDns(context: PlanContext, need: Need, endpoint: Endpoint): PlanPart | null {
  if (!context.choices.privateDns || !isAllowed(context, changeId(endpoint))) return null;
  const change: EndpointUpdate = {
    ...NO_UPDATE,
    privateDns: true,
    addGroupIds: subnetsNotAdmittedBy(context, endpoint).length === 0 ? [] : [groupOf(context)],
  };
  const record = recordOf(context, endpoint, change);
  if ('refusal' in record) return null;
  const because = `it exists, but answers no name of ${need.service}`;
  return { ...EMPTY_PART, steps: [modification(context, endpoint, change, record.undo, because)] };
}

/** Who will resolve the endpoint's names, and is not let in by its groups. */
function subnetsNotAdmittedBy(context: PlanContext, endpoint: Endpoint): Subnet[] {
  const { targets, others, choices, ownGroup } = context;
  if (ownGroup !== undefined && endpoint.groupIds.includes(ownGroup.id)) return [];
  const everybody = choices.admit === 'vpc' ? [...targets, ...others] : targets;
  return everybody.filter((subnet) => admission(context, endpoint, subnet) !== 'yes');
}

/** A failed endpoint keeps its private names, AWS gives them to no other endpoint, and it is not ours to delete. */
export function failedNameHolder(endpoint: Endpoint, need: Need): PlanPart {
  const message = `${endpoint.id} has failed (${endpoint.failure ?? endpoint.state}) and still holds the private names of ${need.service}.`;
  const remedy = [
    'Have its owner delete it:',
    aws('ec2 delete-vpc-endpoints', { 'vpc-endpoint-ids': endpoint.id }),
    '; or use --no-private-dns.',
  ];
  return refused('FailedEndpointHoldsNames', message, remedy);
}

function admission({ snapshot, choices }: PlanContext, endpoint: Endpoint, subnet: Subnet): 'yes' | 'maybe' | 'no' {
  return admissionOf(snapshot, endpoint.groupIds, subnet.cidrBlock, choices.taskSecurityGroupIds);
}

function recordOf(context: PlanContext, endpoint: Endpoint, change: EndpointUpdate): ReturnType<typeof undoRecord> {
  const values = {
    ...(change.addGroupIds.length > 0 ? { groups: endpoint.groupIds } : {}),
    ...(change.privateDns === null ? {} : { 'private-dns': [String(endpoint.privateDns)] }),
  };
  return undoRecord(context, endpoint, values, ENDPOINT_RECORDS);
}

function refused(code: string, message: string, remedy: Remedy): PlanPart {
  const blocker: Blocker = { code, message, remedy, step: null };
  return { ...EMPTY_PART, blockers: [blocker] };
}
