import { dispatch, type Step, type StepTable } from '../plan/step.ts';
import type { ApplyContext } from './apply-context.ts';
import { awaitEndpoint, createGatewayEndpoint, createInterfaceEndpoint, deleteEndpoints } from './steps/endpoint.ts';
import { modifyEndpoint, restoreEndpoint } from './steps/endpoint-change.ts';
import { authorizeIngress, revokeIngress } from './steps/ingress.ts';
import { createSecurityGroup, deleteSecurityGroup } from './steps/security-group.ts';
import { tag } from './steps/tag.ts';
import { untag } from './steps/untag.ts';
import { modifyVpcAttribute, restoreVpcAttribute } from './steps/vpc-attribute.ts';

/** Each does a step and waits until it works; answers the id of what it made or changed. */
const PERFORMERS: StepTable<ApplyContext, Promise<string>> = {
  'create-security-group': createSecurityGroup,
  'delete-security-group': deleteSecurityGroup,
  'authorize-ingress': authorizeIngress,
  'revoke-ingress': revokeIngress,
  'create-interface-endpoint': createInterfaceEndpoint,
  'create-gateway-endpoint': createGatewayEndpoint,
  'delete-endpoints': deleteEndpoints,
  'modify-endpoint': modifyEndpoint,
  'restore-endpoint': restoreEndpoint,
  'await-endpoint': awaitEndpoint,
  'modify-vpc-attribute': modifyVpcAttribute,
  'restore-vpc-attribute': restoreVpcAttribute,
  tag,
  untag,
};

export function performStep(context: ApplyContext, step: Step): Promise<string> {
  return dispatch(PERFORMERS, context, step);
}
