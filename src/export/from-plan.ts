import type { SecurityGroupRule } from '../discover/entities/security-group.ts';
import { suffixOf } from '../discover/entities/service.ts';
import type { Plan } from '../plan/plan.ts';
import type { IdOrRef } from '../plan/ref.ts';
import { dispatch, type Step, type StepOf, type StepTable } from '../plan/step.ts';
import type { IngressRule } from '../plan/steps/ingress.ts';
import { Inputs } from './inputs.ts';
import type { DeploymentPart, ExportModel, GroupPart, Limit, Part, Target, TargetSubnet } from './model.ts';
import { distinct, foreignTags, wordsOf } from './names.ts';

/** What a step is turned into, and what it adds besides. */
interface Context {
  readonly plan: Plan;
  readonly inputs: Inputs;
  readonly limits: Limit[];
}

/**
 * What a plan would make, as an export. The plan alone decides, so that a saved one needs no account.
 * @param forced the service whose deployment is forced after the steps; null for none
 */
export function modelOfPlan(
  plan: Plan,
  forced: { readonly cluster: string; readonly service: string } | null,
): ExportModel {
  const inputs = new Inputs();
  const limits: Limit[] = [];
  const context: Context = { plan, inputs, limits };
  const made = ordered(plan.steps).map((step) => dispatch(PARTS, context, step));
  const parts = made.filter((part) => part !== null);
  const deployment: DeploymentPart[] =
    forced === null
      ? []
      : [{ ...forced, kind: 'forced-deployment', key: 'deployment', name: ['deployment'], because: FORCED }];
  return {
    account: plan.account,
    region: plan.region,
    vpcId: plan.vpcId,
    stack: plan.stack,
    origin: 'plan',
    inputs: inputs.all,
    parts: [...named(parts), ...deployment],
    targets: targetsOf(plan),
    zones: plan.choices?.zones ?? null,
    remarks: plan.steps.length === 0 ? [] : plan.sideEffects.map(({ kind, message }) => ({ kind, message })),
    limits,
  };
}

const FORCED = 'the service gets new tasks once the path is open';

/** One of several for a service gets a number, so that no two parts of a kind have one name. */
export function named(parts: readonly Part[]): Part[] {
  const kinds = new Set(parts.map(({ kind }) => kind));
  const names = new Map<Part, string[]>();
  for (const kind of kinds) {
    const alike = parts.filter((part) => part.kind === kind);
    distinct(alike.map(({ name }) => name)).forEach((name, i) => {
      const part = alike[i];
      if (part !== undefined) names.set(part, name);
    });
  }
  return parts.map((part) => ({ ...part, name: names.get(part) ?? part.name }));
}

/** Every step after those that it needs; otherwise as the plan has them. */
function ordered(steps: readonly Step[]): Step[] {
  const waiting = [...steps];
  const done: Step[] = [];
  const isReady = ({ needs }: Step) => needs.every((id) => !waiting.some((step) => step.id === id));
  while (waiting.length > 0) {
    // A circle cannot come from the planner; of one, the first goes first.
    const at = Math.max(0, waiting.findIndex(isReady));
    done.push(...waiting.splice(at, 1));
  }
  return done;
}

const nothing = () => null;

const PARTS: StepTable<Context, Part | null> = {
  'create-security-group': (context, step) => groupPart(context, step),
  // With the group that the plan makes come its rules.
  'authorize-ingress': (context, step) => {
    if (typeof step.groupId !== 'string') return null;
    const { id, rules, because } = step;
    const group = targetOf(context, step.groupId);
    return { kind: 'ingress-rules', key: id, name: ['endpoints'], because, group, rules: rules.map(asRule) };
  },
  'revoke-ingress': (context, { id, groupId, rules, because }) => ({
    kind: 'revocation',
    key: id,
    name: ['superfluous', 'rules'],
    because,
    group: targetOf(context, groupId),
    groupId,
    rules: rules.map(asRule),
  }),
  'create-interface-endpoint': (context, step) => {
    const { after } = step;
    const base = newEndpoint(context, step);
    return {
      ...base,
      kind: 'interface-endpoint',
      subnets: subnetsInput(context.inputs, after.subnetIds, base.suffix),
      groups: after.groupIds.map((id) => targetOf(context, id)),
      privateDns: after.privateDns,
      ipAddressType: null,
    };
  },
  'create-gateway-endpoint': (context, step) => {
    const { after } = step;
    const base = newEndpoint(context, step);
    return {
      ...base,
      kind: 'gateway-endpoint',
      tables: tablesInput(context.inputs, after.routeTableIds, base.suffix),
    };
  },
  'modify-endpoint': (context, step) => extension(context, step),
  'await-endpoint': (_, { id, endpointId, because }) => ({
    kind: 'endpoint-wait',
    key: id,
    name: wordsOf(endpointId),
    because,
    endpointId,
  }),
  'delete-endpoints': (_, { id, before, because }) => ({
    kind: 'endpoint-deletion',
    key: id,
    name: wordsOf(id),
    because,
    endpointIds: before.endpoints.map((endpoint) => endpoint.id),
  }),
  'modify-vpc-attribute': (context, { id, vpcId, attribute, because }) => {
    vpcInput(context.inputs, vpcId);
    return { kind: 'vpc-attribute', key: id, name: wordsOf(id), because, attribute, stands: false };
  },
  // A release is not exported; its tags are in no export either.
  untag: () => null,
  tag: ({ limits }, { resourceId }) => {
    const message = `${resourceId} lacks pullpath's tags, which apply would restore; no export has them.`;
    limits.push({ message, remedy: 'Run pullpath apply to have them back, or do without.' });
    return null;
  },
  // Of a rollback, which is never exported.
  'delete-security-group': nothing,
  'restore-endpoint': nothing,
  'restore-vpc-attribute': nothing,
};

function groupPart({ plan, inputs }: Context, step: StepOf<'create-security-group'>): GroupPart {
  const rules = plan.steps.flatMap((each) =>
    each.kind === 'authorize-ingress' && typeof each.groupId !== 'string' && each.groupId.ref === step.id
      ? each.rules
      : [],
  );
  vpcInput(inputs, step.after.vpcId);
  return {
    kind: 'security-group',
    key: step.id,
    name: ['endpoints'],
    because: step.because,
    id: null,
    tags: foreignTags(step.after.tags),
    groupName: step.after.name,
    description: step.after.description,
    ingress: rules.map(asRule),
    egress: null,
  };
}

/** What both kinds of endpoints that are to be made have in common. */
function newEndpoint(context: Context, step: StepOf<'create-interface-endpoint' | 'create-gateway-endpoint'>) {
  const { id, because, after } = step;
  const suffix = suffixOf(context.plan.region, after.service);
  vpcInput(context.inputs, after.vpcId);
  return {
    key: id,
    name: wordsOf(suffix),
    because,
    id: null,
    tags: foreignTags(after.tags),
    service: after.service,
    suffix,
    policy: null,
  };
}

function extension(context: Context, step: StepOf<'modify-endpoint'>): Part {
  const { inputs, plan } = context;
  const { change, endpointId } = step;
  const suffix = serviceOf(plan, endpointId);
  const added = (ids: readonly string[], kind: 'subnets' | 'route-tables', ...words: readonly string[]) => {
    const about = `What ${endpointId} gains`;
    return ids.length === 0 ? null : inputs.keyOf(kind, ids, about, [...wordsOf(suffix), 'added', ...words]);
  };
  return {
    kind: 'endpoint-extension',
    key: step.id,
    name: wordsOf(suffix),
    because: step.because,
    endpoint: endpointInput(inputs, endpointId, suffix),
    suffix,
    groups: change.addGroupIds.map((id) => targetOf(context, id)),
    subnets: added(change.addSubnetIds, 'subnets', 'subnet', 'ids'),
    tables: added(change.addRouteTableIds, 'route-tables', 'route', 'table', 'ids'),
    privateDns: change.privateDns === true,
    stands: false,
  };
}

/** A step names the endpoint and not its service, which the facts that the plan rests on tell: `vpce-1 com.amazonaws.…`. */
function serviceOf({ preconditions, region }: Plan, endpointId: string): string {
  const names = Object.keys(preconditions).filter((key) => key.startsWith(`${endpointId} `));
  const service = names.map((key) => key.slice(endpointId.length + 1)).find((text) => text.includes(`.${region}.`));
  return service === undefined ? endpointId : suffixOf(region, service);
}

/** The facts that the plan rests on tell of each target: `10.0.1.0/24 in us-east-1a on rtb-1`. */
function targetsOf({ targetSubnetIds, preconditions }: Plan): TargetSubnet[] {
  return targetSubnetIds.map((id) => {
    const [, cidr = null, zone = null] = /^(\S+) in (\S+) on /.exec(preconditions[`${id} target`] ?? '') ?? [];
    return { id, cidr, zone };
  });
}

function asRule({ cidr, ...ports }: IngressRule): SecurityGroupRule {
  return { ...ports, peer: { kind: 'ipv4', value: cidr } };
}

function targetOf({ inputs }: Context, id: IdOrRef): Target {
  return typeof id === 'string' ? { input: groupInput(inputs, id) } : { made: id.ref };
}

export function vpcInput(inputs: Inputs, vpcId: string): string {
  return inputs.keyOf('vpc', [vpcId], 'The VPC of the endpoints', ['vpc', 'id']);
}

export function groupInput(inputs: Inputs, id: string): string {
  const about = 'A security group of the interface endpoints, which stands already';
  return inputs.keyOf('security-group', [id], about, ['security', 'group', 'id'], [...wordsOf(id), 'id']);
}

export function endpointInput(inputs: Inputs, id: string, suffix: string): string {
  const about = `The endpoint for ${suffix}, which stands already and is only extended`;
  return inputs.keyOf('endpoint', [id], about, [...wordsOf(suffix), 'endpoint', 'id']);
}

export function subnetsInput(inputs: Inputs, ids: readonly string[], suffix: string): string {
  const about = 'Where the interface endpoints have their network interfaces: at most one subnet a zone';
  return inputs.keyOf('subnets', ids, about, ['subnet', 'ids'], [...wordsOf(suffix), 'subnet', 'ids']);
}

export function tablesInput(inputs: Inputs, ids: readonly string[], suffix: string): string {
  const about = 'The route tables that get a route to the gateway endpoint';
  return inputs.keyOf(
    'route-tables',
    ids,
    about,
    ['route', 'table', 'ids'],
    [...wordsOf(suffix), 'route', 'table', 'ids'],
  );
}
