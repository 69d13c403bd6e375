import type { Diagnosis } from '../diagnose/diagnosis.ts';
import type { Need } from '../diagnose/need.ts';
import type { Verdict } from '../diagnose/verdict.ts';
import type { Endpoint } from '../discover/endpoint.ts';
import type { SecurityGroup } from '../discover/security-group.ts';
import type { Snapshot } from '../discover/snapshot.ts';
import type { Subnet } from '../discover/subnet.ts';
import type { Vpc } from '../discover/vpc.ts';
import { isGone } from '../facts/endpoint-state.ts';
import type { Choices } from './choices.ts';
import { isOwnEndpoint as isMadeBy } from './ownership.ts';
import type { Refusal } from './refusal.ts';
import type { Step } from './step.ts';

/** What every part of the planner looks at: the VPC as it is, what is wanted, and whose is what. */
export interface Context {
  readonly snapshot: Snapshot;
  readonly diagnosis: Diagnosis;
  readonly choices: Choices;
  readonly needs: readonly Need[];
  /** The id that goes into the tags of what this run creates. */
  readonly run: string;
  readonly vpc: Vpc;
  readonly targets: readonly Subnet[];
  readonly others: readonly Subnet[];
  /** The stack's security group, where it stands. */
  readonly ownGroup: SecurityGroup | undefined;
}

/** What one part of the planner contributes. */
export interface Contribution {
  readonly steps: readonly Step[];
  readonly refusals: readonly Refusal[];
  readonly remarks: readonly string[];
}

export const NOTHING: Contribution = { steps: [], refusals: [], remarks: [] };

/** The VPC's endpoints of one service and type that are not going away. */
export function endpointsOf(context: Context, service: string, type: string): Endpoint[] {
  return context.snapshot.endpoints.filter(
    (e) => e.vpcId === context.vpc.id && e.service === service && e.type === type && !isGone(e),
  );
}

export function isOwnEndpoint(context: Context, endpoint: Endpoint): boolean {
  return isMadeBy(endpoint, context.choices.stack, context.snapshot.caller.account);
}

/** The verdict of one hop of one subnet, as diagnosed before any change. */
export function verdictOf(context: Context, subnetId: string, hop: string): Verdict {
  const subnet = context.diagnosis.subnets.find((candidate) => candidate.subnetId === subnetId);
  return subnet?.hops.find((candidate) => candidate.hop === hop)?.verdict ?? 'unknown';
}

export function isOpenForTargets(context: Context, hop: string): boolean {
  return context.targets.every((subnet) => verdictOf(context, subnet.id, hop) === 'open');
}

/** True where the user allowed this very change of something foreign, or all of them. */
export function isAllowed({ choices: { modifyExisting } }: Context, stepId: string): boolean {
  return modifyExisting === 'all' || modifyExisting.includes(stepId);
}

/** A change of something foreign: a step where it was allowed, else a refusal that carries the step. */
export function consented(context: Context, step: Step, what: string): Contribution {
  if (isAllowed(context, step.id)) return { ...NOTHING, steps: [step] };
  const refusal: Refusal = {
    code: 'NeedsModifyExisting',
    message: `${what}; pullpath did not make it, and changes it only with consent.`,
    remedy: 'Run again with --modify-existing to allow it; rollback puts it back.',
    step,
  };
  return { ...NOTHING, refusals: [refusal] };
}

export function joined(parts: readonly Contribution[]): Contribution {
  return {
    steps: parts.flatMap((part) => part.steps),
    refusals: parts.flatMap((part) => part.refusals),
    remarks: parts.flatMap((part) => part.remarks),
  };
}
