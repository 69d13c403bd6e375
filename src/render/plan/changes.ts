import type { Plan } from '../../plan/plan.ts';
import { refText } from '../../plan/ref.ts';
import { GROUP_STEP } from '../../plan/security-group/group-ref.ts';
import type { StepOf } from '../../plan/step.ts';
import { formatList } from '../../words.ts';

/** One field, before and after a step. */
export interface FieldChange {
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

export function fieldChange(field: string, before: string, after: string): FieldChange {
  return { field, before, after };
}

/** The fields of an endpoint that differ. */
export function stateChanges(before: State, after: State, plan: Plan): FieldChange[] {
  const lists = LISTS.flatMap(([field, key]) => listChange(field, before[key], after[key].map(named(plan))));
  const onOff = (value: boolean) => (value ? 'on' : 'off');
  if (before.privateDns === after.privateDns) return lists;
  return [...lists, fieldChange('private DNS', onOff(before.privateDns), onOff(after.privateDns))];
}

function listChange(field: string, before: readonly string[], after: readonly string[]): FieldChange[] {
  const added = after.filter((id) => !before.includes(id));
  const removed = before.filter((id) => !after.includes(id));
  if (added.length + removed.length === 0) return [];
  if (before.length <= SHORT && after.length <= SHORT)
    return [fieldChange(field, formatList(before) || 'none', formatList(after) || 'none')];
  const what = [
    ...(added.length === 0 ? [] : [`with ${formatList(added)}`]),
    ...(removed.length === 0 ? [] : [`without ${formatList(removed)}`]),
  ];
  return [fieldChange(field, String(before.length), `${after.length}, ${what.join(', ')}`)];
}

/**
 * `(security-group)` stands for what that step will make, and is told by its name; a refused change has no such step.
 */
function named(plan: Plan): (id: string) => string {
  return (id) => {
    const made = plan.steps.find((step) => id === `(${step.id})`);
    if (made !== undefined) return `the new ${made.subject.id}`;
    return id === refText({ ref: GROUP_STEP }) ? 'the new security group' : id;
  };
}
