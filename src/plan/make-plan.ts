import type { Diagnosis } from '../diagnose/diagnosis.ts';
import { needsOf } from '../diagnose/need.ts';
import type { Snapshot } from '../discover/snapshot.ts';
import type { Subnet } from '../discover/subnet.ts';
import { classify, hasNoWayOut } from '../discover/subnet-class.ts';
import { PullpathError } from '../errors.ts';
import type { Choices } from './choices.ts';
import { type Context, type Contribution, isOwnEndpoint, joined } from './context.ts';
import { costOf } from './cost.ts';
import { planDns } from './dns-step.ts';
import { factsOf } from './facts.ts';
import { foresee } from './foresee.ts';
import { planGateway } from './gateway-steps.ts';
import { GROUP_STEP, planGroup } from './group-steps.ts';
import { createsInterface, planInterface } from './interface-steps.ts';
import { outlookOf } from './outlook.ts';
import { isOwn } from './ownership.ts';
import { type Plan, summarize } from './plan.ts';
import type { PriceTable } from './prices.ts';
import { refusalsOf } from './refusals.ts';
import { flippedServices, sideEffectsOf } from './side-effects.ts';
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
 * The steps that open the path for the chosen targets, and nothing that exists and serves made twice. Pure: the same
 * request gives the same plan. Rejects with exit 4 where the caller is no owner of the VPC.
 */
export function makePlan(request: PlanRequest): Plan {
  const { snapshot, choices, prices } = request;
  const context = contextOf(request);
  const services = planServices(context);
  const dns = planDns(context);
  const dnsIds = dns.steps.map((step) => step.id);
  const admitted = admittedSubnets(context, services.steps);
  const group = wantsGroup(context, services.steps) ? [planGroup(context, admitted)] : [];
  const all = joined([dns, ...group, services]);
  const steps = all.steps.map((step) => (needsDns(step) ? { ...step, needs: [...step.needs, ...dnsIds] } : step));
  const outlook = outlookOf(context.diagnosis, request.diagnose(foresee(snapshot, steps)));
  return {
    purpose: 'apply',
    account: snapshot.caller.account,
    region: snapshot.region,
    vpcId: choices.vpcId,
    stack: choices.stack,
    run: request.run,
    choices,
    targetSubnetIds: context.targets.map((subnet) => subnet.id),
    steps,
    refusals: [...refusalsOf(context, steps), ...all.refusals],
    remarks: [...all.remarks],
    summary: summarize(steps),
    cost: costOf(steps, snapshot.region, prices),
    sideEffects: sideEffectsOf(context, steps, admitted),
    findings: context.diagnosis.findings,
    outlook,
    facts: factsOf(context),
  };
}

function contextOf({ snapshot, choices, diagnose, run }: PlanRequest): Context {
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
    choices.subnetIds === null ? hasNoWayOut(classify(snapshot, subnet).class) : choices.subnetIds.includes(subnet.id);
  return {
    snapshot,
    diagnosis: diagnose(snapshot),
    choices,
    needs: needsOf(choices.platformVersion, choices.with),
    run,
    vpc,
    targets: subnets.filter(isTarget),
    others: subnets.filter((subnet) => !isTarget(subnet)),
    ownGroup: snapshot.securityGroups.find((group) => group.vpcId === vpc.id && isOwn(group.tags, choices.stack)),
  };
}

/** Every need in turn. Asked twice, because how much room an endpoint needs depends on how many are made. */
function planServices(context: Context): Contribution {
  const planAll = (room: number) =>
    context.needs.map((need) =>
      need.type === 'Gateway' ? planGateway(context, need) : planInterface(context, need, room),
    );
  const creations = planAll(1).filter(createsInterface).length;
  return joined(planAll(Math.max(1, creations)));
}

function wantsGroup(context: Context, steps: readonly Step[]): boolean {
  if (context.ownGroup !== undefined) return true;
  return steps.some((step) => step.needs.includes(GROUP_STEP));
}

/** The other subnets that our group lets in: those whose resolution our endpoints flip, unless they are to be left out. */
function admittedSubnets(context: Context, steps: readonly Step[]): Subnet[] {
  if (context.choices.admit === 'targets') return [];
  const flips = flippedServices(steps, context.snapshot.region).length > 0;
  const flipped = context.snapshot.endpoints.some(
    (endpoint) => endpoint.vpcId === context.vpc.id && endpoint.privateDns && isOwnEndpoint(context, endpoint),
  );
  return flips || flipped ? context.others.filter((subnet) => subnet.cidrBlock !== null) : [];
}

function needsDns(step: Step): boolean {
  return (
    (step.kind === 'create-interface-endpoint' && step.after.privateDns) ||
    (step.kind === 'modify-endpoint' && step.change.privateDns === true)
  );
}
