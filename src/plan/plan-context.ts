import type { Diagnosis } from '../diagnose/diagnosis.ts';
import type { Need } from '../diagnose/need.ts';
import type { Verdict } from '../diagnose/verdict.ts';
import type { Endpoint } from '../discover/entities/endpoint.ts';
import type { SecurityGroup } from '../discover/entities/security-group.ts';
import type { Subnet } from '../discover/entities/subnet.ts';
import type { Vpc } from '../discover/entities/vpc.ts';
import type { Snapshot } from '../discover/snapshot.ts';
import { isGone } from '../facts/endpoint-state.ts';
import type { Remedy } from '../remedy/remedy.ts';
import type { Blocker } from './blocker.ts';
import type { Choices } from './choices.ts';
import { isOwnEndpoint } from './ownership/ownership.ts';
import type { Step } from './step.ts';

/** What every part of the planner looks at: the VPC as it is, what is wanted, and whose is what. */
export interface PlanContext {
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
export interface PlanPart {
  readonly steps: readonly Step[];
  readonly blockers: readonly Blocker[];
  readonly notes: readonly Remedy[];
}

export const EMPTY_PART: PlanPart = { steps: [], blockers: [], notes: [] };

/** The VPC's endpoints of one service and type that are not going away. */
export function endpointsOf(context: PlanContext, service: string, type: string): Endpoint[] {
  return context.snapshot.endpoints.filter(
    (e) => e.vpcId === context.vpc.id && e.service === service && e.type === type && !isGone(e),
  );
}

export function isStackEndpoint(context: PlanContext, endpoint: Endpoint): boolean {
  return isOwnEndpoint(endpoint, context.choices.stack, context.snapshot.caller.account);
}

/** The verdict of one hop of one subnet, as diagnosed before any change. */
export function hopVerdictOf(context: PlanContext, subnetId: string, hop: string): Verdict {
  const subnet = context.diagnosis.subnets.find((candidate) => candidate.subnetId === subnetId);
  return subnet?.hops.find((candidate) => candidate.hop === hop)?.verdict ?? 'unknown';
}

export function isOpenForTargets(context: PlanContext, hop: string): boolean {
  return context.targets.every((subnet) => hopVerdictOf(context, subnet.id, hop) === 'open');
}

/** True where the user allowed this very change of something foreign, or all of them. */
export function isAllowed({ choices: { modifyExisting } }: PlanContext, stepId: string): boolean {
  return modifyExisting === 'all' || modifyExisting.includes(stepId);
}

/**
 * A change of something foreign: a step where it was allowed, else a blocker that carries the step.
 * @param why what is wrong as it is, as a sentence without its full stop
 */
export function requireConsent(context: PlanContext, step: Step, why: string): PlanPart {
  if (isAllowed(context, step.id)) return { ...EMPTY_PART, steps: [step] };
  const blocker: Blocker = {
    code: 'NeedsModifyExisting',
    message: `${why}. pullpath didn't create it, and changes it only with your consent.`,
    remedy: 'Allow the change with --modify-existing; a rollback undoes it.',
    step,
  };
  return { ...EMPTY_PART, blockers: [blocker] };
}

export function mergeParts(parts: readonly PlanPart[]): PlanPart {
  return {
    steps: parts.flatMap((part) => part.steps),
    blockers: parts.flatMap((part) => part.blockers),
    notes: parts.flatMap((part) => part.notes),
  };
}
