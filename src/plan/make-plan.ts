import type { Diagnosis } from '../diagnose/diagnosis.ts';
import { suffixOf } from '../discover/entities/service.ts';
import type { Subnet } from '../discover/entities/subnet.ts';
import { classify, hasNoEgress } from '../discover/routing/subnet-class.ts';
import type { Snapshot } from '../discover/snapshot.ts';
import { PullpathError } from '../errors.ts';
import { isGone } from '../facts/endpoint-state.ts';
import { remedyText } from '../remedy/remedy.ts';
import { blockersOf } from './blockers.ts';
import { type Choices, needsOfChoices } from './choices.ts';
import { countResources } from './count-resources.ts';
import { planDns } from './endpoints/dns-step.ts';
import { planGateway } from './endpoints/gateway-steps.ts';
import { planInterface } from './endpoints/interface-steps.ts';
import { reusedEndpoints } from './endpoints/reused-endpoints.ts';
import { leftOutOf } from './left-out.ts';
import { isOwnGroup } from './ownership/ownership.ts';
import { withOwner } from './ownership/step-owner.ts';
import type { Plan } from './plan.ts';
import { EMPTY_PART, isStackEndpoint, mergeParts, type PlanContext, type PlanPart } from './plan-context.ts';
import { applyToSnapshot } from './preview/apply-to-snapshot.ts';
import { costOf } from './preview/cost.ts';
import { previewOf } from './preview/preview.ts';
import type { PriceTable } from './preview/prices.ts';
import { changesPrivateDns, sideEffectsOf } from './preview/side-effects.ts';
import { noteOf, orphanNotes } from './rollback/orphans.ts';
import { preconditionsOf } from './saved/preconditions.ts';
import { planGroup } from './security-group/group-steps.ts';
import type { Step } from './step.ts';

export interface PlanRequest {
  readonly snapshot: Snapshot;
  readonly choices: Choices;
  /** The evaluator, asked twice: about the snapshot as it is and as the plan foresees it. */
  readonly diagnose: (snapshot: Snapshot) => Diagnosis;
  /** The id for the tags of whatever this plan's apply creates. */
  readonly run: string;
  readonly prices: PriceTable;
}

/**
 * The steps that open the path for the chosen targets, and nothing that exists and serves made twice. What a person
 * must settle first is among the refusals. Pure: the same request gives the same plan.
 * @throws usage UnknownVpc
 */
export function makePlan(request: PlanRequest): Plan {
  const { snapshot, choices, prices, diagnose } = request;
  const context = contextOf(request);
  const services = planServices(context);
  const dns = planDns(context);
  const group = planGroup(context, services.steps, admittedSubnets(context, services.steps));
  const all = mergeParts([dns, group, services, otherParts(context)]);
  const steps = linked(all.steps, dns.steps).map((step) => withOwner(snapshot, step));
  const later = applyToSnapshot(snapshot, steps);
  const foreseen = { snapshot: later, diagnosis: diagnose(later) };
  const blocked = [...blockersOf(context, steps), ...all.blockers];
  const refused = new Set(blocked.map((blocker) => remedyText(noteOf(blocker))));
  const isBlocked = blocked.length > 0;
  const cost = costOf(steps, snapshot.region, prices, workingNatGateway(context));
  return {
    purpose: 'apply',
    account: snapshot.caller.account,
    region: snapshot.region,
    vpcId: choices.vpcId,
    stack: choices.stack,
    run: request.run,
    choices,
    targetSubnetIds: context.targets.map((subnet) => subnet.id),
    leftOut: leftOutOf(context),
    steps,
    blocked,
    notes: all.notes.filter((note) => !refused.has(remedyText(note))),
    reuses: reusedEndpoints(context, steps),
    summary: countResources(steps),
    // What is not carried out costs nothing that could be told, and opens nothing.
    cost: { ...cost, ...(isBlocked ? { monthlyUsd: null, items: [], breakEvenGb: null } : {}) },
    sideEffects: isBlocked ? [] : sideEffectsOf(context, steps, foreseen),
    findings: context.diagnosis.findings,
    preview: previewOf(context.diagnosis, isBlocked ? context.diagnosis : foreseen.diagnosis),
    notJudged: [...(context.diagnosis.notJudged ?? []), ...(choices.workload?.notJudged ?? []).map(({ what }) => what)],
    preconditions: preconditionsOf(context),
  };
}

/** A public NAT gateway of the VPC that a route could lead to. */
function workingNatGateway({ snapshot, vpc }: PlanContext): string | null {
  const usable = snapshot.natGateways.find(
    ({ vpcId, state, connectivity }) => vpcId === vpc.id && state === 'available' && connectivity === 'public',
  );
  return usable?.id ?? null;
}

function contextOf({ snapshot, choices, diagnose, run }: PlanRequest): PlanContext {
  const vpc = snapshot.vpcs.find((candidate) => candidate.id === choices.vpcId);
  if (vpc === undefined) {
    throw new PullpathError('usage', {
      code: 'UnknownVpc',
      message: `There is no VPC ${choices.vpcId} in ${snapshot.region} of account ${snapshot.caller.account}.`,
      remedy: 'Check --vpc-id, --region and --profile.',
    });
  }
  const subnets = snapshot.subnets.filter((subnet) => subnet.vpcId === vpc.id);
  const isTarget = (subnet: Subnet) =>
    choices.subnetIds === null ? hasNoEgress(classify(snapshot, subnet).class) : choices.subnetIds.includes(subnet.id);
  return {
    snapshot,
    diagnosis: diagnose(snapshot),
    choices,
    needs: needsOfChoices(choices),
    run,
    vpc,
    targets: subnets.filter(isTarget),
    others: subnets.filter((subnet) => !isTarget(subnet)),
    ownGroup: snapshot.securityGroups.find(
      (group) => group.vpcId === vpc.id && isOwnGroup(group, choices.stack, snapshot.caller.account),
    ),
  };
}

/** Every need in turn; each takes addresses that the next can no longer have. */
function planServices(context: PlanContext): PlanPart {
  const planned = new Map<string, number>();
  return mergeParts(
    context.needs.map((need) => {
      const part = need.type === 'Gateway' ? planGateway(context, need) : planInterface(context, need, planned);
      for (const id of part.steps.flatMap(newInterfaces)) planned.set(id, (planned.get(id) ?? 0) + 1);
      return part;
    }),
  );
}

function newInterfaces(step: Step): readonly string[] {
  if (step.kind === 'create-interface-endpoint') return step.after.subnetIds;
  return step.kind === 'modify-endpoint' ? step.change.addSubnetIds : [];
}

/**
 * The other subnets that our group lets in: those whose resolution our endpoints flip, unless they are to be left out.
 */
function admittedSubnets(context: PlanContext, steps: readonly Step[]): Subnet[] {
  if (context.choices.admit === 'targets') return [];
  const flipped = context.snapshot.endpoints.some(
    (endpoint) => endpoint.vpcId === context.vpc.id && endpoint.privateDns && isStackEndpoint(context, endpoint),
  );
  return steps.some(changesPrivateDns) || flipped ? context.others.filter((subnet) => subnet.cidrBlock !== null) : [];
}

/** What the stack has and this run was not asked for, and what has lost its stack: it stays, and goes on costing. */
function otherParts(context: PlanContext): PlanPart {
  const asked = new Set(context.needs.map(({ service }) => service));
  const kept = context.snapshot.endpoints.filter(
    (endpoint) =>
      endpoint.vpcId === context.vpc.id &&
      !isGone(endpoint) &&
      isStackEndpoint(context, endpoint) &&
      !asked.has(suffixOf(context.snapshot.region, endpoint.service)),
  );
  const keeping = kept.map(
    ({ id, service }) =>
      `The stack also has ${id} (${suffixOf(context.snapshot.region, service)}), which this run does not ask for; it stays.`,
  );
  return { ...EMPTY_PART, notes: [...keeping, ...orphanNotes(context.snapshot, context.vpc.id)] };
}

/** Names flip after the VPC's attributes are on; and what is not planned is not waited for. */
function linked(steps: readonly Step[], dns: readonly Step[]): Step[] {
  const ids = new Set(steps.map(({ id }) => id));
  return steps.map((step) => ({
    ...step,
    needs: [...step.needs, ...(changesPrivateDns(step) ? dns.map(({ id }) => id) : [])].filter((id) => ids.has(id)),
  }));
}
