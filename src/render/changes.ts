import { GROUP_STEP } from '../plan/group-ref.ts';
import type { Plan } from '../plan/plan.ts';
import { nameOf } from '../plan/ref.ts';
import type { StepOf } from '../plan/step.ts';
import { listed } from '../words.ts';

/** One field, before and after a step. */
export interface Change {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

type State = StepOf<'modify-endpoint'>['before'];

const LISTS = [
  ['security groups', 'groupIds'],
  ['subnets', 'subnetIds'],
  ['route tables', 'routeTableIds'],
] as const satisfies readonly (readonly [string, keyof State])[];

/** Longer lists are told by what comes and goes. */
const SHORT = 4;

export function fieldChange(field: string, before: string, after: string): Change {
  return { field, before, after };
}

/** The fields of an endpoint that differ. */
export function stateChanges(before: State, after: State, plan: Plan): Change[] {
  const lists = LISTS.flatMap(([field, key]) => listChange(field, before[key], after[key].map(named(plan))));
  const onOff = (value: boolean) => (value ? 'on' : 'off');
  if (before.privateDns === after.privateDns) return lists;
  return [...lists, fieldChange('private DNS', onOff(before.privateDns), onOff(after.privateDns))];
}

function listChange(field: string, before: readonly string[], after: readonly string[]): Change[] {
  const added = after.filter((id) => !before.includes(id));
  const removed = before.filter((id) => !after.includes(id));
  if (added.length + removed.length === 0) return [];
  if (before.length <= SHORT && after.length <= SHORT)
    return [fieldChange(field, listed(before) || 'none', listed(after) || 'none')];
  const what = [
    ...(added.length === 0 ? [] : [`with ${listed(added)}`]),
    ...(removed.length === 0 ? [] : [`without ${listed(removed)}`]),
  ];
  return [fieldChange(field, String(before.length), `${after.length}, ${what.join(', ')}`)];
}

/** `(security-group)` stands for what that step will make, and is told by its name; a refused change has no such step. */
function named(plan: Plan): (id: string) => string {
  return (id) => {
    const made = plan.steps.find((step) => id === `(${step.id})`);
    if (made !== undefined) return `the new ${made.subject.id}`;
    return id === nameOf({ ref: GROUP_STEP }) ? 'the new security group' : id;
  };
}
