import { diagnose } from '../../diagnose/diagnose.ts';
import type { Endpoint } from '../../discover/entities/endpoint.ts';
import type { SecurityGroup } from '../../discover/entities/security-group.ts';
import { suffixOf } from '../../discover/entities/service.ts';
import { subnetsOn } from '../../discover/routing/effective-route-table.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { isGone } from '../../facts/endpoint-state.ts';
import { pullpath } from '../../remedy/command.ts';
import type { Remedy } from '../../remedy/remedy.ts';
import type { Blocker } from '../blocker.ts';
import { countResources } from '../count-resources.ts';
import { hasOwnThings, modifiedThings } from '../ownership/modified-things.ts';
import { forgedNotes, isOwnEndpoint, isOwnGroup } from '../ownership/ownership.ts';
import type { Plan } from '../plan.ts';
import { mergeParts } from '../plan-context.ts';
import { applyToSnapshot } from '../preview/apply-to-snapshot.ts';
import { costOf } from '../preview/cost.ts';
import { regressionsOf } from '../preview/preview.ts';
import type { PriceTable } from '../preview/prices.ts';
import type { SideEffect } from '../preview/side-effect.ts';
import { connectionsDrop, vpcWideDns } from '../preview/side-effects.ts';
import type { Step } from '../step.ts';
import { endpointDeletion } from '../steps/endpoint.ts';
import { groupDeletion } from '../steps/security-group.ts';
import { planAttributeRestore } from './attribute-restore.ts';
import { planEndpointRestore } from './endpoint-restore.ts';
import { isOrphan, orphanNotes } from './orphans.ts';
import { stacksByVpc } from './stacks.ts';

/**
 * The VPCs in which a stack stands: those with something that it made; without any, those where it has modified
 * something; without these, those whose tags name it, so that what is left alone there is said. Forged tags in one VPC
 * thus never hide the stack in another.
 */
export function vpcsOfStack(snapshot: Snapshot, stack: string): string[] {
  const named = vpcsNaming(snapshot, stack);
  const made = named.filter((vpcId) => hasOwnThings(snapshot, vpcId, stack));
  if (made.length > 0) return made;
  const modified = named.filter((vpcId) => {
    const { endpoints, vpc } = modifiedThings(snapshot, vpcId, stack);
    return endpoints.length > 0 || vpc !== undefined;
  });
  return modified.length > 0 ? modified : named;
}

/** From tags only, in the order of their ids. */
function vpcsNaming(snapshot: Snapshot, stack: string): string[] {
  return [...stacksByVpc(snapshot)].flatMap(([vpcId, stacks]) => (stacks.includes(stack) ? vpcId : [])).sort();
}

export interface RollbackRequest {
  readonly snapshot: Snapshot;
  readonly vpcId: string;
  readonly stack: string;
  readonly run: string;
  readonly prices: PriceTable;
  /** True where changes of others' things may be undone though nothing that the stack made stands beside them. */
  readonly modifyExisting: boolean;
}

/**
 * What undoes a stack, from the snapshot's tags only: foreign endpoints get back what the undo tags hold, ours go in
 * one call, then the VPC's attributes, then the group, which as the last thing of ours vouches for the undo tags. A tag
 * can be forged, so what has ours but is not what a step of ours makes or modifies is not touched, and reported. So are
 * other users who lose something by it.
 */
export function makeRollbackPlan(request: RollbackRequest): Plan {
  const { snapshot, vpcId, stack, run, prices } = request;
  const { account } = snapshot.caller;
  const endpoints = snapshot.endpoints.filter((endpoint) => endpoint.vpcId === vpcId && !isGone(endpoint));
  const groups = snapshot.securityGroups.filter((group) => group.vpcId === vpcId);
  const ownGroups = groups.filter((group) => isOwnGroup(group, stack, account));
  const own = endpoints.filter((endpoint) => isOwnEndpoint(endpoint, stack, account));
  const modified = modifiedThings(snapshot, vpcId, stack);
  const restored = mergeParts(modified.endpoints.map((endpoint) => planEndpointRestore(snapshot, endpoint, ownGroups)));
  const idsOf = (some: readonly Step[]) => some.map(({ id }) => id);
  const deletion = (needs: string[]) => (own.length === 0 ? [] : [endpointDeletion(vpcId, own, needs)]);
  const attributes = (needs: string[]) =>
    modified.vpc === undefined ? [] : planAttributeRestore(snapshot, vpcId, needs);
  const groupDeletions = (needs: string[]) =>
    ownGroups.map(({ id, name, description, tags }) => groupDeletion(id, { vpcId, name, description, tags }, needs));
  const wanted: Step[] = [...restored.steps];
  // What is deleted last vouches for the undo tags until then: the group, and without one the endpoints.
  if (ownGroups.length === 0) {
    wanted.push(...attributes(idsOf(wanted)));
    wanted.push(...deletion(idsOf(wanted)));
  } else {
    wanted.push(...deletion([]));
    wanted.push(...attributes(idsOf(wanted)));
    wanted.push(...groupDeletions(idsOf(wanted)));
  }
  const isVouchedFor = own.length > 0 || ownGroups.length > 0 || request.modifyExisting;
  const steps = isVouchedFor ? wanted : [];
  return {
    purpose: 'rollback',
    account,
    region: snapshot.region,
    vpcId,
    stack,
    run,
    choices: null,
    targetSubnetIds: [],
    steps,
    blocked: isVouchedFor ? [] : wanted.map((step) => unvouched(step, vpcId, stack)),
    left: [...modified.left],
    notes: [
      ...restored.notes,
      ...gatewayTrap(own, endpoints),
      ...ownGroups.flatMap((group) => holders(group, groups, endpoints, [...own, ...modified.endpoints])),
      ...forgedNotes(stack, [...groups, ...endpoints], [...ownGroups, ...own]),
      ...modified.forged,
      ...elsewhere(snapshot, vpcId, stack),
      ...orphanNotes(snapshot, vpcId),
    ],
    summary: countResources(steps),
    cost: costOf(steps, snapshot.region, prices),
    sideEffects: [
      ...losses(snapshot, vpcId, steps),
      ...drops(snapshot, own, steps),
      ...vpcWideDns(snapshot, vpcId, steps),
    ],
    findings: [],
    preview: null,
    preconditions: {},
  };
}

/** A rollback where no VPC has the stack: a plan without a VPC and without steps. */
export type EmptyRollback = Omit<Plan, 'vpcId'> & { readonly vpcId: null };

export function emptyRollback({
  snapshot,
  stack,
  run,
  prices,
}: Omit<RollbackRequest, 'vpcId' | 'modifyExisting'>): EmptyRollback {
  return {
    purpose: 'rollback',
    account: snapshot.caller.account,
    region: snapshot.region,
    vpcId: null,
    stack,
    run,
    choices: null,
    targetSubnetIds: [],
    steps: [],
    blocked: [],
    left: [],
    notes: orphanNotes(snapshot, null),
    summary: countResources([]),
    cost: costOf([], snapshot.region, prices),
    sideEffects: [],
    findings: [],
    preview: null,
    preconditions: {},
  };
}

/** Nothing that the stack made stands beside it, and its own tags can be written by anybody. */
function unvouched(step: Step, vpcId: string, stack: string): Blocker {
  return {
    code: 'NeedsModifyExisting',
    message: `${step.subject.id} has the undo tags of stack ${stack}, but nothing that this stack created exists in ${vpcId}: tags that anyone can write would be the only reason to change it.`,
    remedy: [
      `If pullpath did change ${step.subject.id}, allow that:`,
      pullpath('rollback', { vpcId, stack, modifyExisting: true }),
      'If not, delete those tags.',
    ],
    step,
  };
}

/** Where the stack is named too, though only by tags; nothing is read of that VPC beyond them. */
function elsewhere(snapshot: Snapshot, vpcId: string, stack: string): Remedy[] {
  return vpcsNaming(snapshot, stack)
    .filter((other) => other !== vpcId)
    .map((other) => [
      `${other} has tags of stack ${stack} too;`,
      pullpath('rollback', { vpcId: other, stack }),
      ' shows what they are.',
    ]);
}

/** Subnets that came to rely on the stack, by the evaluator: over every service that an endpoint of the VPC serves. */
function losses(snapshot: Snapshot, vpcId: string, steps: readonly Step[]): SideEffect[] {
  const served = snapshot.endpoints.filter((endpoint) => endpoint.vpcId === vpcId && !isGone(endpoint));
  // S3 has endpoints of both types, and layers come by the gateway: it has the last word.
  const byType = [...served].sort((a, b) => Number(a.type === 'Gateway') - Number(b.type === 'Gateway'));
  const services = new Map(byType.map(({ service, type }) => [suffixOf(snapshot.region, service), type]));
  const needs = [...services].map(([service, type]) => ({
    service,
    type: type === 'Gateway' ? ('Gateway' as const) : ('Interface' as const),
    because: 'an endpoint serves it',
  }));
  const judge = (seen: Snapshot) => diagnose(seen, { vpcId, targetSubnetIds: null, needs });
  return regressionsOf(judge(snapshot), judge(applyToSnapshot(snapshot, steps)), steps, () => true);
}

function drops(snapshot: Snapshot, own: readonly Endpoint[], steps: readonly Step[]): SideEffect[] {
  const gateways = own.filter(({ type, service }) => type === 'Gateway' && service.endsWith('.s3'));
  const deletion = steps.find((step) => step.kind === 'delete-endpoints')?.id ?? '';
  const riding = gateways.flatMap(({ routeTableIds }) => routeTableIds.flatMap((table) => subnetsOn(snapshot, table)));
  return connectionsDrop(riding, deletion, 'removed');
}

/**
 * [aws-facts: s3-inbound-needs-gateway] an S3 interface endpoint whose private DNS serves queries from outside needs
 * the gateway endpoint.
 */
function gatewayTrap(own: readonly Endpoint[], endpoints: readonly Endpoint[]): string[] {
  if (!own.some((endpoint) => endpoint.type === 'Gateway')) return [];
  return endpoints
    .filter((endpoint) => endpoint.inboundResolverOnly)
    .map(
      (endpoint) =>
        `${endpoint.id} keeps its private DNS for inbound resolvers, which needs a gateway endpoint in the VPC: AWS may refuse to delete ours.`,
    );
}

/** Who will keep AWS from deleting the group, as far as the snapshot shows it [aws-facts: group-in-use]. */
function holders(
  { id }: SecurityGroup,
  groups: readonly SecurityGroup[],
  endpoints: readonly Endpoint[],
  handled: readonly Endpoint[],
): string[] {
  const bearing = endpoints.filter((endpoint) => endpoint.groupIds.includes(id) && !handled.includes(endpoint));
  const naming = groups.filter(
    (group) => group.id !== id && [...group.ingress, ...group.egress].some(({ peer }) => peer.value === id),
  );
  return [
    ...bearing.map(
      (endpoint) =>
        `${endpoint.id} uses ${id}${isOrphan(endpoint.tags) ? '' : ' (attached by something else)'}: AWS keeps the group until it is detached.`,
    ),
    ...naming.map(
      (group) => `A rule of ${group.id} (${group.name}) names ${id}: AWS keeps the group until the rule is gone.`,
    ),
  ];
}
