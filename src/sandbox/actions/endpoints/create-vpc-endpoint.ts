import { createHash } from 'node:crypto';
import { requestKeys, resourceKeys } from '../../iam/keys.ts';
import { enterSubnet, enterTable, fullAccess } from '../../network/endpoint.ts';
import type { Endpoint, EndpointService, RouteTable, SecurityGroup, Subnet, Tags, Vpc } from '../../network/types.ts';
import { ApiError, invalidParameter, invalidValue } from '../../protocol/api-error.ts';
import type { Form } from '../../protocol/form.ts';
import { arnOf } from '../../state/arn.ts';
import { kinds } from '../../state/kinds.ts';
import { tagsOnCreate } from '../../state/tags.ts';
import type { Action, Call, Use } from '../action.ts';
import { groupKeys } from '../security-groups/security-groups.ts';
import { tagging } from '../tagging.ts';
import { invalidServiceName } from './describe-vpc-endpoint-services.ts';
import * as check from './endpoint-checks.ts';
import { transition } from './endpoint-states.ts';
import { endpointView } from './endpoint-view.ts';

interface Wanted {
  vpc: Vpc;
  serviceName: string;
  type: 'Interface' | 'Gateway';
  subnets: Subnet[];
  groups: SecurityGroup[];
  tables: RouteTable[];
  policy: string;
  tags: Tags;
}

/** Better refused than ignored: the sandbox does not know what these would do. */
function refuseUnmodelled(form: Form): void {
  const names = ['SubnetConfiguration.1', 'ServiceNetworkArn', 'ResourceConfigurationArn', 'ServiceRegion'];
  const found = names.find((name) => form.text(name) !== undefined || form.struct(name));
  if (found) throw new ApiError('UnsupportedOperation', `The sandbox does not model ${found}`);
}

/** Syntax first, then the ids: what EC2 looks at before it asks whether the caller may. */
function read(call: Call): Wanted {
  const { form, region, timing } = call;
  const vpcId = form.required('VpcId');
  const serviceName = form.required('ServiceName');
  const type = form.choice('VpcEndpointType', ['Interface', 'Gateway']) ?? 'Gateway';
  refuseUnmodelled(form);
  const policy = form.text('PolicyDocument') ?? fullAccess;
  check.checkPolicy(policy);
  const token = form.text('ClientToken') ?? '';
  if (!/^[\x20-\x7e]{0,64}$/.test(token)) throw invalidValue('The client token must be at most 64 ASCII characters.');
  const tags = tagsOnCreate(form, 'vpc-endpoint', timing.quotas.tagsPerResource);
  const vpc = region.find(kinds.vpc, region.network.vpcs, vpcId, 'InvalidVpcId.NotFound');
  return {
    vpc,
    serviceName,
    type,
    subnets: check.findSubnets(call, form.list('SubnetId')),
    groups: check.findGroups(call, form.list('SecurityGroupId')),
    tables: check.findTables(call, form.list('RouteTableId')),
    policy,
    tags,
  };
}

function uses(call: Call, { vpc, serviceName, subnets, groups, tables, tags }: Wanted): Use[] {
  const { region } = call.region.network;
  const made = arnOf(call, kinds.endpoint, '*');
  const service = {
    'ec2:VpceServiceName': [serviceName],
    'ec2:VpceServiceOwner': ['amazon'],
    'ec2:VpceServiceRegion': [region],
  };
  const inVpc = { 'ec2:Vpc': [arnOf(call, kinds.vpc, vpc.id, vpc.ownerId)] };
  return [
    { arn: inVpc['ec2:Vpc'][0]!, keys: { ...resourceKeys(vpc.tags), 'ec2:VpcID': [vpc.id] } },
    { arn: made, keys: { ...requestKeys(tags), ...service } },
    ...subnets.map(({ id, ownerId, tags: own }) => ({
      arn: arnOf(call, kinds.subnet, id, ownerId),
      keys: { ...resourceKeys(own), ...inVpc, 'ec2:SubnetID': [id] },
    })),
    ...groups.map((group) => ({
      arn: arnOf(call, kinds.securityGroup, group.id, group.ownerId),
      keys: groupKeys(call, group),
    })),
    ...tables.map(({ id, ownerId, tags: own }) => ({
      arn: arnOf(call, kinds.routeTable, id, ownerId),
      keys: { ...resourceKeys(own), ...inVpc, 'ec2:RouteTableID': [id] },
    })),
    ...tagging(call, made, tags),
  ];
}

function offered(call: Call, { serviceName, type }: Wanted): EndpointService {
  const named = call.region.network.services.filter(({ name }) => name === serviceName);
  if (named.length === 0) throw invalidServiceName(serviceName);
  const service = named.find((each) => each.type === type);
  if (service) return service;
  throw new ApiError(
    'InvalidServiceName',
    `The Vpc Endpoint Service '${serviceName}' does not support the endpoint type '${type}'.`,
  );
}

function interfaceEndpoint(call: Call, wanted: Wanted, service: EndpointService, endpoint: Endpoint): void {
  const { form, region, timing } = call;
  const { network } = region;
  if (wanted.tables.length > 0) throw invalidParameter('Route tables cannot be given for an Interface endpoint.');
  check.checkVpc(endpoint.vpcId, [...wanted.subnets, ...wanted.groups]);
  check.checkPlace(call, service, wanted.subnets);
  check.checkZones([], wanted.subnets);
  const fallback = network.securityGroups.find(({ vpcId, name }) => vpcId === endpoint.vpcId && name === 'default');
  endpoint.groupIds = [
    ...new Set((wanted.groups.length ? wanted.groups : fallback ? [fallback] : []).map(({ id }) => id)),
  ];
  check.checkGroupCount(call, endpoint.groupIds);
  endpoint.privateDns = form.flag('PrivateDnsEnabled') ?? service.privateDnsNames.length > 0;
  endpoint.inboundResolverOnly =
    form.struct('DnsOptions')?.flag('PrivateDnsOnlyForInboundResolverEndpoint') ??
    (endpoint.privateDns && check.hasDuplicateZones(call, service.name));
  if (endpoint.privateDns) check.checkPrivateDns(call, endpoint, service);
  const others = network.endpoints.filter(({ vpcId, type }) => vpcId === endpoint.vpcId && type !== 'Gateway');
  if (others.length >= timing.quotas.endpointsPerVpc) throw tooMany();
  check.checkFreeAddresses(call, wanted.subnets);
  for (const subnet of wanted.subnets) enterSubnet(network, region.ids, endpoint, subnet);
}

function gatewayEndpoint(call: Call, wanted: Wanted, endpoint: Endpoint): void {
  const { form, region, timing } = call;
  if (form.struct('DnsOptions')?.flag('PrivateDnsOnlyForInboundResolverEndpoint') !== undefined) {
    throw invalidParameter(
      'DnsOptions PrivateDnsOnlyForInboundResolverEndpoint is applicable only to Interface VPC Endpoints.',
    );
  }
  if (form.flag('PrivateDnsEnabled')) throw invalidParameter('Private DNS cannot be enabled for a Gateway endpoint.');
  if (wanted.subnets.length + wanted.groups.length > 0) {
    throw invalidParameter('Subnets and security groups cannot be given for a Gateway endpoint.');
  }
  check.checkVpc(endpoint.vpcId, wanted.tables);
  check.checkRoutes(call, endpoint.serviceName, wanted.tables);
  const gateways = region.network.endpoints.filter(({ type }) => type === 'Gateway');
  if (gateways.length >= timing.quotas.gatewaysPerRegion) throw tooMany();
  for (const { id } of new Set(wanted.tables)) enterTable(region.network, endpoint, id);
}

const tooMany = () => new ApiError('VpcEndpointLimitExceeded', 'The maximum number of VPC endpoints has been reached.');

/** The endpoint that an earlier request with the same token made; another request under that token is refused. */
function earlier(call: Call): Endpoint | undefined {
  const used = call.region.tokens.get(call.form.text('ClientToken') ?? '');
  if (!used) return undefined;
  if (used.request !== fingerprint(call)) {
    throw new ApiError(
      'IdempotentParameterMismatch',
      'The client token you have provided has already been used in a previous request with different parameters.',
    );
  }
  return used.endpoint;
}

const fingerprint = (call: Call) =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(call.form.flat()).sort()))
    .digest('hex');

export const CreateVpcEndpoint: Action = {
  mutating: true,
  run(call) {
    const { form, region, timing, caller } = call;
    const wanted = read(call);
    call.permit(uses(call, wanted));
    const token = form.text('ClientToken');
    const answer = (endpoint: Endpoint) => ({ vpcEndpoint: endpointView(endpoint, call), clientToken: token });
    const known = earlier(call);
    if (known) return answer(known);
    if (wanted.vpc.ownerId !== caller.accountId) {
      throw new ApiError(
        'OperationNotPermitted',
        `${wanted.vpc.id} is shared with you: only its owner may create endpoints in it`,
      );
    }
    const service = offered(call, wanted);
    const endpoint: Endpoint = {
      id: region.ids.next('vpce'),
      type: wanted.type,
      vpcId: wanted.vpc.id,
      ownerId: caller.accountId,
      serviceName: service.name,
      state: wanted.type === 'Gateway' ? 'available' : 'pending',
      policy: wanted.policy,
      routeTableIds: [],
      subnetIds: [],
      groupIds: [],
      interfaceIds: [],
      privateDns: false,
      inboundResolverOnly: false,
      ipAddressType: form.choice('IpAddressType', ['ipv4']) ?? 'ipv4',
      requesterManaged: false,
      createdAt: call.now,
      tags: wanted.tags,
    };
    if (endpoint.type === 'Interface') interfaceEndpoint(call, wanted, service, endpoint);
    else gatewayEndpoint(call, wanted, endpoint);
    region.network.endpoints.push(endpoint);
    if (token) region.tokens.set(token, { request: fingerprint(call), endpoint });
    region.hide(endpoint.id, timing.consistencyMs);
    if (endpoint.state === 'pending') transition(call, endpoint);
    return answer(endpoint);
  },
};
