import type { EcsSnapshot } from '../../../discover/ecs/ecs-snapshot.ts';
import { vpcsOfChosen } from '../../../discover/vpcs-of-chosen.ts';
import { vpcText } from '../../../render/text/heading.ts';
import { workloadOfService } from '../../../workload/from-service.ts';
import { vpcLabelOf } from '../../run/session/account-context.ts';
import { type WizardState, withAnswer } from '../wizard-state.ts';
import type { FailingService } from './failing-services.ts';

/** The state with its VPC known. */
export function withVpc(state: WizardState, vpcId: string): WizardState {
  if (state.reading === null) throw new Error('a VPC before the account was read');
  return withAnswer(state, { vpcId }, ['VPC', vpcText(vpcLabelOf(state.reading.snapshot, vpcId))]);
}

/**
 * The state with a service chosen, and its VPC; what else the plan must know, ECS tells. Null where it is not known in
 * which subnets the service's tasks start.
 */
export function withService(state: WizardState, failing: FailingService, ecs: EcsSnapshot): WizardState | null {
  const { cluster, service } = failing;
  const found = ecs.services.find((each) => each.cluster === cluster && each.name === service);
  if (state.reading === null || found === undefined) return null;
  const { snapshot } = state.reading;
  const workload = workloadOfService(ecs, found, snapshot.region);
  const [vpcId] = vpcsOfChosen(snapshot, { subnetIds: workload.subnetIds?.value ?? [] }).keys();
  if (vpcId === undefined || workload.external) return null;
  const label = ['Service', `${service} (cluster ${cluster})`] as const;
  return withVpc(withAnswer({ ...state, service: failing, workload }, { cluster, service }, label), vpcId);
}
