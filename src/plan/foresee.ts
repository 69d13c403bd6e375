import type { Snapshot } from '../discover/snapshot.ts';
import { dispatch, type Step, type StepTable } from './step.ts';
import { foreseeAwait } from './steps/await-endpoint.ts';
import { foreseeDelete as foreseeDeleteEndpoints, foreseeGateway, foreseeInterface } from './steps/endpoint.ts';
import { foreseeChange } from './steps/endpoint-change.ts';
import { foreseeAuthorize, foreseeRevoke } from './steps/ingress.ts';
import { foreseeCreate, foreseeDelete } from './steps/security-group.ts';
import { foreseeAttribute } from './steps/vpc-attribute.ts';

const EFFECTS: StepTable<Snapshot, Snapshot> = {
  'create-security-group': foreseeCreate,
  'delete-security-group': foreseeDelete,
  'authorize-ingress': foreseeAuthorize,
  'revoke-ingress': foreseeRevoke,
  'create-interface-endpoint': foreseeInterface,
  'create-gateway-endpoint': foreseeGateway,
  'delete-endpoints': foreseeDeleteEndpoints,
  'modify-endpoint': foreseeChange,
  'restore-endpoint': foreseeChange,
  'await-endpoint': foreseeAwait,
  'modify-vpc-attribute': foreseeAttribute,
  'restore-vpc-attribute': foreseeAttribute,
  tag: (snapshot) => snapshot,
};

/**
 * The snapshot as it will be when the steps are done: what a plan promises is the verdict over this. Things that do not
 * exist yet have their step's id in brackets.
 */
export function foresee(snapshot: Snapshot, steps: readonly Step[]): Snapshot {
  return steps.reduce((seen, step) => dispatch(EFFECTS, seen, step), snapshot);
}
