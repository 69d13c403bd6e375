import { suffixOf } from '../../discover/entities/service.ts';
import { NO_NAMES, type ResourceNames } from '../../discover/resource-names.ts';
import type { Plan } from '../../plan/plan.ts';
import { dispatch, type Step, type StepOf, type StepTable } from '../../plan/step.ts';
import { formatCount, formatList, truncateList } from '../../words.ts';
import { type FieldChange, fieldChange, stateChanges } from './changes.ts';
import { rulesText } from './rules-text.ts';

/** How people are told of a step. */
export interface StepWords {
  /** The part of the plan that it stands under. */
  readonly group: 'Security group' | 'Endpoints' | 'VPC';
  /** A few words, for progress and results: `ecr.api endpoint`. */
  readonly title: string;
  /** What and where, for the plan: `ecr.api interface endpoint in subnet-a and subnet-b`. */
  readonly what: string;
  /** Before and after, where something is changed rather than created or deleted. */
  readonly changes: readonly FieldChange[];
}

/** How many subnets or tables are named before the rest is counted. */
const NAMED = 4;

/** The plan that a step is in, and what things are called. */
interface Told {
  readonly plan: Plan;
  readonly names: ResourceNames;
}

const named = (ids: readonly string[], { names }: Told) =>
  truncateList(
    ids.map((id) => names.get(id) ?? id),
    NAMED,
  );

const WORDS: StepTable<Told, StepWords> = {
  'create-security-group': (_, { after }) => inGroup(`security group ${after.name}`, ` in ${after.vpcId}`),
  'delete-security-group': (_, { before, groupId }) => inGroup(`security group ${before.name}`, ` (${groupId})`),
  'authorize-ingress': (_, step) => ({
    group: 'Security group',
    title: `rules of ${step.subject.id}`,
    what: `${rulesText(step.rules)} into ${step.subject.id}`,
    changes: step.action === 'create' ? [] : [rulesChange(step)],
  }),
  'revoke-ingress': (_, step) => ({
    group: 'Security group',
    title: `rules of ${step.subject.id}`,
    what: `${rulesText(step.rules)} into ${step.subject.id}`,
    changes: [rulesChange(step)],
  }),
  'create-interface-endpoint': (told, { after }) => {
    const service = suffixOf(told.plan.region, after.service);
    const dns = after.privateDns ? '' : ' without private DNS';
    return endpoint(`${service} endpoint`, `${service} interface endpoint${dns} in ${named(after.subnetIds, told)}`);
  },
  'create-gateway-endpoint': (told, { after }) => {
    const service = suffixOf(told.plan.region, after.service);
    const tables = after.routeTableIds.map((id) => told.names.get(id)?.replace(` (${id})`, '') ?? id);
    const noun = tables.some((name, i) => name !== after.routeTableIds[i]) ? 'route tables ' : '';
    return endpoint(`${service} endpoint`, `${service} gateway endpoint on ${noun}${truncateList(tables, NAMED)}`);
  },
  'delete-endpoints': ({ plan }, { before }) => {
    const names = before.endpoints.map(({ id, service }) => `${suffixOf(plan.region, service)} (${id})`);
    return endpoint(
      formatCount(names.length, 'endpoint'),
      `${names.length === 1 ? 'endpoint' : 'endpoints'} ${formatList(names)}`,
    );
  },
  'modify-endpoint': (told, step) => ({
    ...endpoint(`endpoint ${step.endpointId}`, `endpoint ${named([step.endpointId], told)}`),
    changes: stateChanges(step.before, step.after, told.plan),
  }),
  'restore-endpoint': (told, step) => ({
    ...endpoint(
      `endpoint ${step.endpointId}`,
      `endpoint ${named([step.endpointId], told)}, as it was before pullpath changed it`,
    ),
    changes: stateChanges(step.before, step.after, told.plan),
  }),
  'await-endpoint': (told, { endpointId, before, after }) => ({
    ...endpoint(`endpoint ${endpointId}`, `endpoint ${named([endpointId], told)}, which isn’t ready yet`),
    changes: [fieldChange('state', before.state, after.state)],
  }),
  'modify-vpc-attribute': (_, step) => attribute(step),
  'restore-vpc-attribute': (_, step) => attribute(step),
  untag: (_, { resourceId, subject, dropTags }) => ({
    group: groupOf(subject.type),
    title: `tags of ${resourceId}`,
    what: `${resourceId} loses ${formatList(dropTags)}`,
    changes: [],
  }),
  tag: (_, { resourceId, subject, before, after }) => ({
    group: groupOf(subject.type),
    title: `tags of ${resourceId}`,
    what: `tags of ${resourceId}`,
    changes: Object.entries(after)
      .filter(([key, value]) => before[key] !== value)
      .map(([key, value]) => fieldChange(key, before[key] ?? 'none', value)),
  }),
};

/**
 * @param plan the one that the step is in: what it creates is named by it
 * @param names of what is there already
 */
export function stepWords(step: Step, plan: Plan, names: ResourceNames = NO_NAMES): StepWords {
  return dispatch(WORDS, { plan, names }, step);
}

function groupOf(type: Step['subject']['type']): StepWords['group'] {
  return type === 'security-group' ? 'Security group' : type === 'vpc' ? 'VPC' : 'Endpoints';
}

function inGroup(title: string, where: string): StepWords {
  return { group: 'Security group', title, what: `${title}${where}`, changes: [] };
}

function endpoint(title: string, what: string): StepWords {
  return { group: 'Endpoints', title, what, changes: [] };
}

function attribute(step: StepOf<'modify-vpc-attribute'> | StepOf<'restore-vpc-attribute'>): StepWords {
  const onOff = (value: boolean) => (value ? 'on' : 'off');
  return {
    group: 'VPC',
    title: `${step.attribute} of ${step.vpcId}`,
    what: `${step.attribute} of ${step.vpcId}`,
    changes: [fieldChange(step.attribute, onOff(step.before.value), onOff(step.after.value))],
  };
}

function rulesChange(step: StepOf<'authorize-ingress'> | StepOf<'revoke-ingress'>): FieldChange {
  return fieldChange(
    'rules',
    formatCount(step.before.rules.length, 'rule'),
    formatCount(step.after.rules.length, 'rule'),
  );
}
