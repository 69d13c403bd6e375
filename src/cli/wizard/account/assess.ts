import { defaultTargets } from '../../../discover/select.ts';
import type { Options } from '../../line/options.ts';
import { type PlannedRun, planFor } from '../../run/plan/plan-run.ts';
import { chooseTargets } from '../../run/targets/choose-targets.ts';
import type { WizardState } from '../wizard-state.ts';

/** Nothing is created with this plan: the one that is applied has a run of its own. */
const NO_RUN = '';

/** True where flags say which subnets are meant, by id or by tag. */
export function namesTargets({ subnetIds, subnetTag }: Options): boolean {
  return subnetIds !== undefined || subnetTag.length > 0;
}

/**
 * The state with the diagnosis and the plan that its options come to. Null where the VPC has no subnet that is a target by
 * itself, and nobody has chosen one yet.
 * @throws usage as the command itself would, where a flag names what is not there
 */
export function assess(state: WizardState): WizardState {
  const { reading, options, prices, workload } = state;
  const { vpcId } = options;
  if (reading === null || vpcId === undefined) return { ...state, assessment: null };
  const { snapshot } = reading;
  const isChosen = workload !== null || namesTargets(options);
  // That there is no isolated subnet is no complaint yet: the user may be about to choose others.
  const hasTargets = isChosen || defaultTargets(snapshot, vpcId).length > 0;
  const choices = chooseTargets(snapshot, hasTargets ? options : { ...options, subnetIds: [] }, vpcId, workload);
  const assessment = hasTargets ? planFor(snapshot, choices, NO_RUN, prices, options) : null;
  return { ...state, assessment };
}

/** True where the plan would create an endpoint for the service. */
export function creates({ plan }: PlannedRun, service: string): boolean {
  return plan.steps.some(
    (step) => step.kind === 'create-interface-endpoint' && step.after.service.endsWith(`.${service}`),
  );
}
