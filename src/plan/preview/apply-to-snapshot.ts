import type { Snapshot } from '../../discover/snapshot.ts';
import { dispatch, type Step, type StepTable } from '../step.ts';
import { effectOfAwait } from '../steps/await-endpoint.ts';
import {
  effectOfGatewayEndpoint,
  effectOfInterfaceEndpoint,
  effectOfEndpointDeletion as foreseeDeleteEndpoints,
} from '../steps/endpoint.ts';
import { effectOfEndpointUpdate } from '../steps/endpoint-change.ts';
import { effectOfAuthorize, effectOfRevoke } from '../steps/ingress.ts';
import { effectOfGroupCreation, effectOfGroupDeletion } from '../steps/security-group.ts';
import { effectOfUntag } from '../steps/untag.ts';
import { effectOfAttribute } from '../steps/vpc-attribute.ts';

const EFFECTS: StepTable<Snapshot, Snapshot> = {
  'create-security-group': effectOfGroupCreation,
  'delete-security-group': effectOfGroupDeletion,
  'authorize-ingress': effectOfAuthorize,
  'revoke-ingress': effectOfRevoke,
  'create-interface-endpoint': effectOfInterfaceEndpoint,
  'create-gateway-endpoint': effectOfGatewayEndpoint,
  'delete-endpoints': foreseeDeleteEndpoints,
  'modify-endpoint': effectOfEndpointUpdate,
  'restore-endpoint': effectOfEndpointUpdate,
  'await-endpoint': effectOfAwait,
  'modify-vpc-attribute': effectOfAttribute,
  'restore-vpc-attribute': effectOfAttribute,
  tag: (snapshot) => snapshot,
  untag: effectOfUntag,
};

/**
 * The snapshot as it will be when the steps are done: what a plan promises is the verdict over this. Things that do not
 * exist yet have their step's id in brackets.
 */
export function applyToSnapshot(snapshot: Snapshot, steps: readonly Step[]): Snapshot {
  return steps.reduce((seen, step) => dispatch(EFFECTS, seen, step), snapshot);
}
