import type { Endpoint } from '../discover/entities/endpoint.ts';
import type { SecurityGroup } from '../discover/entities/security-group.ts';
import { suffixOf } from '../discover/entities/service.ts';
import type { Snapshot } from '../discover/snapshot.ts';
import { isFailed, isGone } from '../facts/endpoint-state.ts';
import { compare } from '../order.ts';
import { modifiedThings } from '../plan/ownership/modified-things.ts';
import { isOwnEndpoint, isOwnGroup } from '../plan/ownership/ownership.ts';
import { readUndo, VPC_RECORDS } from '../plan/rollback/undo-tags.ts';
import type { VpcDnsAttribute } from '../plan/steps/vpc-attribute.ts';
import { endpointInput, groupInput, named, subnetsInput, tablesInput, vpcInput } from './from-plan.ts';
import { Inputs } from './inputs.ts';
import type { ExportModel, ExtensionPart, GroupPart, Limit, Part, Target, VpcAttributePart } from './model.ts';
import { foreignTags, wordsOf } from './names.ts';

interface Context {
  readonly snapshot: Snapshot;
  readonly vpcId: string;
  readonly inputs: Inputs;
  readonly group: SecurityGroup | undefined;
}

/** What a stack has made in a VPC, and what it has changed there, as an export: from what stands and its tags only. */
export function modelOfStack(snapshot: Snapshot, vpcId: string, stack: string): ExportModel {
  const { caller, region } = snapshot;
  const inputs = new Inputs();
  const group = snapshot.securityGroups.find((each) => each.vpcId === vpcId && isOwnGroup(each, stack, caller.account));
  const context: Context = { snapshot, vpcId, inputs, group };
  const own = byService(
    snapshot.endpoints.filter(
      (each) => each.vpcId === vpcId && !isGone(each) && isOwnEndpoint(each, stack, caller.account),
    ),
  );
  const modified = modifiedThings(snapshot, vpcId, stack);
  const attributes = modified.vpc === undefined ? [] : vpcAttributes(context, modified.vpc.tags);
  const parts: Part[] = [
    ...attributes,
    ...(group === undefined ? [] : [groupPart(context, group)]),
    ...own.filter((endpoint) => !isFailed(endpoint)).map((endpoint) => endpointPart(context, endpoint)),
    ...byService(modified.endpoints).flatMap((endpoint) => extension(context, endpoint)),
  ];
  return {
    account: caller.account,
    region,
    vpcId,
    stack,
    origin: 'stack',
    inputs: inputs.all,
    parts: named(parts),
    targets: [],
    zones: null,
    remarks: modified.forged.map((message) => ({ kind: null, message })),
    limits: own.filter(isFailed).map(failed),
  };
}

/** So that two exports have one order, and the second of two for a service is the same one. */
function byService(endpoints: readonly Endpoint[]): Endpoint[] {
  return [...endpoints].sort((a, b) => compare(a.service, b.service) || compare(a.id, b.id));
}

function failed({ id, service }: Endpoint): Limit {
  return {
    message: `${id} (${service}) has failed and is left out: what has failed never becomes available.`,
    remedy: 'pullpath apply replaces it; export again afterwards.',
  };
}

function groupPart({ inputs, vpcId }: Context, group: SecurityGroup): GroupPart {
  vpcInput(inputs, vpcId);
  return {
    kind: 'security-group',
    key: group.id,
    name: ['endpoints'],
    because: 'the interface endpoints need a group that admits the tasks',
    id: group.id,
    tags: foreignTags(group.tags),
    groupName: group.name,
    description: group.description,
    ingress: group.ingress,
    egress: group.egress,
  };
}

function endpointPart(context: Context, endpoint: Endpoint): Part {
  const { inputs, snapshot } = context;
  const suffix = suffixOf(snapshot.region, endpoint.service);
  vpcInput(inputs, endpoint.vpcId);
  const base = {
    key: endpoint.id,
    name: wordsOf(suffix),
    because: `the endpoint for ${suffix}`,
    id: endpoint.id,
    tags: foreignTags(endpoint.tags),
    service: endpoint.service,
    suffix,
    policy: isFullAccess(endpoint.policy) ? null : endpoint.policy,
  };
  if (endpoint.type === 'Gateway')
    return { ...base, kind: 'gateway-endpoint', tables: tablesInput(inputs, endpoint.routeTableIds, suffix) };
  return {
    ...base,
    kind: 'interface-endpoint',
    subnets: subnetsInput(inputs, endpoint.subnetIds, suffix),
    groups: endpoint.groupIds.map((id) => targetOf(context, id)),
    privateDns: endpoint.privateDns,
    ipAddressType: endpoint.ipAddressType === 'ipv4' ? null : endpoint.ipAddressType,
  };
}

/** What AWS gives to an endpoint for which nobody asked for another policy. */
function isFullAccess(policy: string | null): boolean {
  if (policy === null) return true;
  const { Statement } = parsed(policy);
  const [only, ...others] = Array.isArray(Statement) ? Statement : [Statement];
  const { Sid: _, ...rest }: Record<string, unknown> = { ...only };
  const plain = JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
  return others.length === 0 && plain === FULL_ACCESS;
}

const FULL_ACCESS = JSON.stringify(Object.entries({ Action: '*', Effect: 'Allow', Principal: '*', Resource: '*' }));

/** What is no JSON is kept as it is. */
function parsed(policy: string): { readonly Statement?: unknown } {
  try {
    const value: unknown = JSON.parse(policy);
    return typeof value === 'object' && value !== null ? value : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function targetOf({ inputs, group }: Context, id: string): Target {
  return id === group?.id ? { made: id } : { input: groupInput(inputs, id) };
}

/** What the stack has put on an endpoint that others made: the association, never the endpoint. */
function extension(context: Context, endpoint: Endpoint): ExtensionPart[] {
  const { snapshot, group, inputs } = context;
  const suffix = suffixOf(snapshot.region, endpoint.service);
  const hasOurs = group !== undefined && endpoint.groupIds.includes(group.id);
  const groups: Target[] = hasOurs && readUndo(endpoint.tags, 'groups') !== null ? [{ made: group.id }] : [];
  const privateDns = endpoint.privateDns && readUndo(endpoint.tags, 'private-dns') !== null;
  if (groups.length === 0 && !privateDns) return [];
  return [
    {
      kind: 'endpoint-extension',
      key: endpoint.id,
      name: wordsOf(suffix),
      because: `only what the stack put on ${endpoint.id} is declared: the endpoint itself isn't the stack's`,
      endpoint: endpointInput(inputs, endpoint.id, suffix),
      suffix,
      groups,
      subnets: null,
      tables: null,
      privateDns,
      stands: true,
    },
  ];
}

const ATTRIBUTES: { readonly [Name in 'dns-support' | 'dns-hostnames']: VpcDnsAttribute } = {
  'dns-support': 'enableDnsSupport',
  'dns-hostnames': 'enableDnsHostnames',
};

function vpcAttributes(
  { snapshot, vpcId, inputs }: Context,
  tags: Readonly<Record<string, string>>,
): VpcAttributePart[] {
  const seen = snapshot.dnsAttributes.find((each) => each.vpcId === vpcId);
  return VPC_RECORDS.flatMap((record) => {
    if ((record !== 'dns-support' && record !== 'dns-hostnames') || readUndo(tags, record) === null) return [];
    if (!(record === 'dns-support' ? seen?.support : seen?.hostnames)) return [];
    vpcInput(inputs, vpcId);
    const attribute = ATTRIBUTES[record];
    const because = 'the stack switched it on, since private DNS needs it';
    return [{ kind: 'vpc-attribute', key: record, name: wordsOf(record), because, attribute, stands: true }];
  });
}
