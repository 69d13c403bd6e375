import type { Endpoint } from '../discover/endpoint.ts';
import type { SecurityGroup } from '../discover/security-group.ts';
import type { Snapshot } from '../discover/snapshot.ts';
import { type Contribution, isGone, joined, NOTHING } from './context.ts';
import { costOf } from './cost.ts';
import { undoNameOf } from './dns-step.ts';
import { isOwn, securityGroupName } from './ownership.ts';
import { type Plan, summarize } from './plan.ts';
import type { PriceTable } from './prices.ts';
import { deletionOf as endpointDeletion } from './steps/endpoint.ts';
import { type Change, changed, isNoChange, NO_CHANGE, type RestoreEndpoint, stateOf } from './steps/endpoint-change.ts';
import { deletionOf as groupDeletion } from './steps/security-group.ts';
import type { RestoreVpcAttribute, VpcDnsAttribute } from './steps/vpc-attribute.ts';
import { isModifiedBy, readUndo, undoKeys } from './undo-tags.ts';

/** The VPCs in which a stack has made or modified anything, by tags alone. */
export function vpcsOfStack(snapshot: Snapshot, stack: string): string[] {
  const bearing = [...snapshot.securityGroups, ...snapshot.endpoints.filter((endpoint) => !isGone(endpoint))]
    .filter((thing) => isOwn(thing.tags, stack) || isModifiedBy(thing.tags, stack))
    .map((thing) => thing.vpcId);
  const modified = snapshot.vpcs.filter((vpc) => isModifiedBy(vpc.tags, stack)).map((vpc) => vpc.id);
  return [...new Set([...bearing, ...modified])].sort();
}

export interface RollbackRequest {
  readonly snapshot: Snapshot;
  readonly vpcId: string;
  readonly stack: string;
  readonly run: string;
  readonly prices: PriceTable;
}

/**
 * What takes a stack back, from the snapshot's tags alone: foreign endpoints get back what the undo tags hold, ours go in
 * one call, then the group, then the VPC's attributes. A tag can be forged, so what bears ours but is not what a step of
 * ours makes is left alone, and said.
 */
export function makeRollbackPlan(request: RollbackRequest): Plan {
  const { snapshot, vpcId, stack, run, prices } = request;
  const { account } = snapshot.caller;
  const endpoints = snapshot.endpoints.filter((endpoint) => endpoint.vpcId === vpcId && !isGone(endpoint));
  const groups = snapshot.securityGroups.filter((group) => group.vpcId === vpcId && isOwn(group.tags, stack));
  const ownGroups = groups.filter((group) => isOurMaking(group, account, stack));
  const bearing = endpoints.filter((endpoint) => isOwn(endpoint.tags, stack));
  const own = bearing.filter((endpoint) => endpoint.ownerId === account && !endpoint.requesterManaged);
  const restored = joined(
    endpoints.filter((e) => isModifiedBy(e.tags, stack)).map((e) => restoreEndpoint(e, ownGroups)),
  );
  const restoredIds = restored.steps.map((step) => step.id);
  const deletion = own.length === 0 ? [] : [endpointDeletion(vpcId, own, restoredIds)];
  const before = [...restoredIds, ...deletion.map((step) => step.id)];
  const groupSteps = ownGroups.map(({ id, name, description, tags }) =>
    groupDeletion(id, { vpcId, name, description, tags }, before),
  );
  const attributes = restoreAttributes(snapshot, vpcId, stack, before);
  const steps = [...restored.steps, ...deletion, ...groupSteps, ...attributes.steps];
  const left = [
    ...groups.filter((group) => !ownGroups.includes(group)),
    ...bearing.filter((endpoint) => !own.includes(endpoint)),
  ];
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
    refusals: [],
    remarks: [
      ...restored.remarks,
      ...attributes.remarks,
      ...gatewayTrap(own, endpoints),
      ...left.map(
        (thing) => `${thing.id} bears the tags of stack ${stack}, but is not what pullpath makes; it is left alone.`,
      ),
    ],
    summary: summarize(steps),
    cost: costOf(steps, snapshot.region, prices),
    sideEffects: [],
    findings: [],
    outlook: null,
    facts: {},
  };
}

/** [aws-facts 2.1 #13] an S3 interface endpoint whose private DNS serves on-premises alone leans on the gateway endpoint. */
function gatewayTrap(own: readonly Endpoint[], endpoints: readonly Endpoint[]): string[] {
  if (!own.some((endpoint) => endpoint.type === 'Gateway')) return [];
  return endpoints
    .filter((endpoint) => endpoint.inboundResolverOnly)
    .map(
      (endpoint) =>
        `${endpoint.id} keeps its private DNS for inbound resolvers, which needs a gateway endpoint in the VPC: AWS may refuse to delete ours.`,
    );
}

function isOurMaking(group: SecurityGroup, account: string, stack: string): boolean {
  return group.ownerId === account && group.name === securityGroupName(stack);
}

function restoreEndpoint(endpoint: Endpoint, ownGroups: readonly SecurityGroup[]): Contribution {
  const groups = readUndo(endpoint.tags, 'groups');
  const privateDns = readUndo(endpoint.tags, 'private-dns')?.[0];
  const ours = ownGroups.map((group) => group.id);
  const removeGroupIds =
    groups === null ? [] : endpoint.groupIds.filter((id) => ours.includes(id) && !groups.includes(id));
  // AWS knows no endpoint without a group: where ours is the last one left, what was there before comes back first.
  const lost = (groups ?? []).filter((id) => !endpoint.groupIds.includes(id));
  const change: Change = {
    ...NO_CHANGE,
    removeGroupIds,
    privateDns: privateDns === undefined || String(endpoint.privateDns) === privateDns ? null : privateDns === 'true',
  };
  const strangers = groups === null ? [] : endpoint.groupIds.filter((id) => !groups.includes(id) && !ours.includes(id));
  const step: RestoreEndpoint = {
    id: `restore:${endpoint.id}`,
    kind: 'restore-endpoint',
    action: 'update',
    subject: { type: 'vpc-endpoint', id: endpoint.id },
    endpointId: endpoint.id,
    vpcId: endpoint.vpcId,
    change,
    dropTags: undoKeys(endpoint.tags),
    before: stateOf(endpoint),
    after: changed(endpoint, change),
    because: isNoChange(change)
      ? 'it is as it was before; only the undo record goes'
      : 'pullpath changed it, and its tags hold what was there',
    needs: [],
  };
  const since = [
    ...lost.map((id) => `${endpoint.id} has lost ${id} since pullpath changed it; it is not put back.`),
    ...strangers.map((id) => `${endpoint.id} has gained ${id} since pullpath changed it; it is left there.`),
  ];
  return { ...NOTHING, steps: [step], remarks: since };
}

/** Hostnames before support, the reverse of how they came on. */
const ATTRIBUTES: readonly VpcDnsAttribute[] = ['enableDnsHostnames', 'enableDnsSupport'];

function restoreAttributes(snapshot: Snapshot, vpcId: string, stack: string, needs: readonly string[]): Contribution {
  const vpc = snapshot.vpcs.find((candidate) => candidate.id === vpcId);
  const seen = snapshot.dnsAttributes.find((entry) => entry.vpcId === vpcId);
  if (vpc === undefined || seen === undefined || !isModifiedBy(vpc.tags, stack)) return NOTHING;
  const recorded = ATTRIBUTES.filter((attribute) => readUndo(vpc.tags, undoNameOf(attribute)) !== null);
  const steps = recorded.map((attribute, i): RestoreVpcAttribute => {
    const value = readUndo(vpc.tags, undoNameOf(attribute))?.[0] === 'true';
    const current = attribute === 'enableDnsSupport' ? seen.support : seen.hostnames;
    const last = i === recorded.length - 1;
    return {
      id: `restore:${undoNameOf(attribute)}`,
      kind: 'restore-vpc-attribute',
      action: 'update',
      subject: { type: 'vpc', id: vpcId },
      vpcId,
      attribute,
      // The stack's tag is the last to go: without it the record of the other attribute would be nobody's.
      dropTags: undoKeys(vpc.tags).filter((key) => last || key.includes(undoNameOf(attribute))),
      before: { value: current },
      after: { value },
      because: current === value ? 'it is as it was before; only the undo record goes' : 'pullpath switched it on',
      needs: [...needs, ...recorded.slice(0, i).map((earlier) => `restore:${undoNameOf(earlier)}`)],
    };
  });
  return { ...NOTHING, steps };
}
