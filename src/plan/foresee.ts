import type { Snapshot } from '../discover/snapshot.ts';
import type { Step, StepKind, StepOf } from './step.ts';
import { foreseeAwait } from './steps/await-endpoint.ts';
import { foreseeDelete as foreseeDeleteEndpoints, foreseeGateway, foreseeInterface } from './steps/endpoint.ts';
import { foreseeChange } from './steps/endpoint-change.ts';
import { foreseeAuthorize, foreseeRevoke } from './steps/ingress.ts';
import { foreseeCreate, foreseeDelete } from './steps/security-group.ts';
import { foreseeAttribute } from './steps/vpc-attribute.ts';

const EFFECTS: { readonly [K in StepKind]: (snapshot: Snapshot, step: StepOf<K>, id: string) => Snapshot } = {
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
 * exist yet bear their step's id in brackets.
 */
export function foresee(snapshot: Snapshot, steps: readonly Step[]): Snapshot {
  return steps.reduce((seen, step) => effectOf(step.kind)(seen, step, `(${step.id})`), snapshot);
}

function effectOf(kind: StepKind): (snapshot: Snapshot, step: Step, id: string) => Snapshot {
  // The table is complete by its type; TypeScript cannot follow that the entry's step is this very kind.
  return EFFECTS[kind] as (snapshot: Snapshot, step: Step, id: string) => Snapshot;
}
