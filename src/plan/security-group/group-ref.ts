import type { PlanContext } from '../plan-context.ts';
import type { IdOrRef } from '../ref.ts';

export const GROUP_STEP = 'security-group';
export const INGRESS_STEP = 'ingress';

/** The stack's group: its id where it stands, else a reference to the step that makes it. */
export function groupOf(context: PlanContext): IdOrRef {
  return context.ownGroup?.id ?? { ref: GROUP_STEP };
}

/** The steps that the endpoints of the stack must wait for before they can have the group. */
export function groupNeeds(context: PlanContext): string[] {
  return context.ownGroup === undefined ? [GROUP_STEP, INGRESS_STEP] : [];
}
