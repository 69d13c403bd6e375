import type { Summary } from './plan.ts';
import { refText } from './ref.ts';
import { dispatch, type Step, type StepTable } from './step.ts';

/** What a step does to a resource; a step may touch several, and several steps the same one. */
interface Touch {
  readonly resource: string;
  readonly action: Step['action'];
}

const touches = (action: Step['action'], ...resources: readonly string[]): Touch[] =>
  resources.map((resource) => ({ resource, action }));

/** A rule is no resource of its own: adding one changes its group, and so does a tag the thing that gets it. */
const TOUCHES: StepTable<null, Touch[]> = {
  'create-security-group': (_, { id }) => touches('create', refText({ ref: id })),
  'delete-security-group': (_, { groupId }) => touches('delete', groupId),
  'authorize-ingress': (_, { groupId }) => touches('update', refText(groupId)),
  'revoke-ingress': (_, { groupId }) => touches('update', groupId),
  'create-interface-endpoint': (_, { id }) => touches('create', refText({ ref: id })),
  'create-gateway-endpoint': (_, { id }) => touches('create', refText({ ref: id })),
  'delete-endpoints': (_, { before }) => touches('delete', ...before.endpoints.map(({ id }) => id)),
  'modify-endpoint': (_, { endpointId }) => touches('update', endpointId),
  'restore-endpoint': (_, { endpointId }) => touches('update', endpointId),
  // It waits, and changes nothing.
  'await-endpoint': () => [],
  'modify-vpc-attribute': (_, { vpcId }) => touches('update', vpcId),
  'restore-vpc-attribute': (_, { vpcId }) => touches('update', vpcId),
  tag: (_, { resourceId }) => touches('update', resourceId),
  untag: (_, { resourceId }) => touches('update', resourceId),
};

/**
 * How many resources steps create, change and delete: each resource counts once, and one that is created or deleted is not
 * changed besides. So what apply creates, rollback deletes, in the same number.
 */
export function countResources(steps: readonly Step[]): Summary {
  const all = steps.flatMap((step) => dispatch(TOUCHES, null, step));
  const of = (action: Step['action']) =>
    new Set(all.filter((touch) => touch.action === action).map(({ resource }) => resource));
  const [created, updated, deleted] = [of('create'), of('update'), of('delete')];
  const only = [...updated].filter((resource) => !created.has(resource) && !deleted.has(resource));
  return { create: created.size, update: only.length, delete: deleted.size };
}
