import type { Step, StepKind, StepOf } from '../plan/step.ts';
import type { Bench } from './bench.ts';
import { awaitEndpoint } from './steps/await-endpoint.ts';
import { createGatewayEndpoint, createInterfaceEndpoint, deleteEndpoints } from './steps/endpoint.ts';
import { modifyEndpoint, restoreEndpoint } from './steps/endpoint-change.ts';
import { authorizeIngress, revokeIngress } from './steps/ingress.ts';
import { createSecurityGroup, deleteSecurityGroup } from './steps/security-group.ts';
import { tag } from './steps/tag.ts';
import { modifyVpcAttribute, restoreVpcAttribute } from './steps/vpc-attribute.ts';

/** Does a step and waits until it works; answers the id of what it made or changed. */
type Perform<K extends StepKind> = (bench: Bench, step: StepOf<K>) => Promise<string>;

const PERFORMERS: { readonly [K in StepKind]: Perform<K> } = {
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
};

export function perform(bench: Bench, step: Step): Promise<string> {
  // The table is complete by its type; TypeScript cannot follow that the entry's step is this very kind.
  return (PERFORMERS[step.kind] as (bench: Bench, step: Step) => Promise<string>)(bench, step);
}
