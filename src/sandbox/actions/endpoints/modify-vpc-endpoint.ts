import { resourceKeys } from '../../iam/keys.ts';
import { endpointServiceOf, enterSubnet, enterTable, fullAccess, leaveTable } from '../../network/endpoint.ts';
import type { Endpoint, RouteTable, SecurityGroup, Subnet } from '../../network/types.ts';
import { ApiError, invalidParameter } from '../../protocol/api-error.ts';
import { arnOf } from '../../state/arn.ts';
import { kinds } from '../../state/kinds.ts';
import type { Action, Call, Use } from '../action.ts';
import { groupKeys } from '../security-groups/security-groups.ts';
import * as check from './endpoint-checks.ts';
import { removeInterfaces, transition } from './endpoint-states.ts';
import { requesterManaged } from './requester-managed.ts';

interface Changes {
  addSubnets: Subnet[];
  removeSubnets: Subnet[];
  addGroups: SecurityGroup[];
  removeGroups: SecurityGroup[];
  addTables: RouteTable[];
  removeTables: RouteTable[];
  policy: string | undefined;
  privateDns: boolean | undefined;
  inboundResolverOnly: boolean | undefined;
}

function read(call: Call): Changes {
  const { form } = call;
  const policy = form.flag('ResetPolicy') ? fullAccess : form.text('PolicyDocument');
  if (policy !== undefined) check.checkPolicy(policy);
  return {
    addSubnets: check.findSubnets(call, form.list('AddSubnetId')),
    removeSubnets: check.findSubnets(call, form.list('RemoveSubnetId')),
    addGroups: check.findGroups(call, form.list('AddSecurityGroupId')),
    removeGroups: check.findGroups(call, form.list('RemoveSecurityGroupId')),
    addTables: check.findTables(call, form.list('AddRouteTableId')),
    removeTables: check.findTables(call, form.list('RemoveRouteTableId')),
    policy,
    privateDns: form.flag('PrivateDnsEnabled'),
    inboundResolverOnly: form.struct('DnsOptions')?.flag('PrivateDnsOnlyForInboundResolverEndpoint'),
  };
}

function uses(call: Call, endpoint: Endpoint, changes: Changes): Use[] {
  const use = (kind: (typeof kinds)[keyof typeof kinds], { id, ownerId, tags }: Subnet | RouteTable) => ({
    arn: arnOf(call, kind, id, ownerId),
    keys: resourceKeys(tags),
  });
  return [
    { arn: arnOf(call, kinds.endpoint, endpoint.id, endpoint.ownerId), keys: resourceKeys(endpoint.tags) },
    ...[...changes.addSubnets, ...changes.removeSubnets].map((subnet) => use(kinds.subnet, subnet)),
    ...[...changes.addTables, ...changes.removeTables].map((table) => use(kinds.routeTable, table)),
    ...[...changes.addGroups, ...changes.removeGroups].map((group) => ({
      arn: arnOf(call, kinds.securityGroup, group.id, group.ownerId),
      keys: groupKeys(call, group),
    })),
  ];
}

function modifyInterface(call: Call, endpoint: Endpoint, changes: Changes): void {
  const { network, ids } = call.region;
  const { addSubnets, removeSubnets, addGroups, removeGroups } = changes;
  if (changes.addTables.length + changes.removeTables.length > 0) {
    throw invalidParameter('Route tables cannot be given for an Interface endpoint.');
  }
  const service = endpointServiceOf(network, endpoint);
  if (!service) throw new Error(`${endpoint.id} is of a service that the region does not list`);
  check.checkVpc(endpoint.vpcId, [...addSubnets, ...addGroups]);
  check.checkPlace(call, service, addSubnets);
  check.checkZones(
    network.subnets.filter(({ id }) => endpoint.subnetIds.includes(id)),
    addSubnets,
  );
  const absent = [...removeSubnets, ...removeGroups].find(
    ({ id }) => !endpoint.subnetIds.includes(id) && !endpoint.groupIds.includes(id),
  );
  if (absent) throw invalidParameter(`${absent.id} is not associated with ${endpoint.id}`);
  const left = endpoint.groupIds.filter((id) => !removeGroups.some((group) => group.id === id));
  const groupIds = [...new Set([...left, ...addGroups.map(({ id }) => id)])];
  if (groupIds.length === 0) throw invalidParameter('An Interface endpoint must have at least one security group.');
  check.checkGroupCount(call, groupIds);
  const privateDns = changes.privateDns ?? endpoint.privateDns;
  const inboundResolverOnly = changes.inboundResolverOnly ?? endpoint.inboundResolverOnly;
  const dnsChanged = privateDns !== endpoint.privateDns || inboundResolverOnly !== endpoint.inboundResolverOnly;
  if (privateDns && dnsChanged) check.checkPrivateDns(call, { ...endpoint, inboundResolverOnly }, service);
  check.checkFreeAddresses(call, addSubnets);

  Object.assign(endpoint, { groupIds, privateDns, inboundResolverOnly });
  for (const card of network.interfaces) if (card.endpointId === endpoint.id) card.groupIds = [...groupIds];
  for (const subnet of removeSubnets) leaveSubnet(call, endpoint, subnet);
  for (const subnet of addSubnets) enterSubnet(network, ids, endpoint, subnet);
  if (dnsChanged || addSubnets.length + removeSubnets.length > 0) transition(call, endpoint);
}

function leaveSubnet(call: Call, endpoint: Endpoint, subnet: Subnet): void {
  const { region, timing } = call;
  const gone = region.network.interfaces
    .filter(({ id, subnetId }) => subnetId === subnet.id && endpoint.interfaceIds.includes(id))
    .map(({ id }) => id);
  endpoint.subnetIds = endpoint.subnetIds.filter((id) => id !== subnet.id);
  endpoint.interfaceIds = endpoint.interfaceIds.filter((id) => !gone.includes(id));
  region.later(timing.interfaceRemovalDelayMs, () => removeInterfaces(region.network, gone));
}

function modifyGateway(call: Call, endpoint: Endpoint, changes: Changes): void {
  const { network } = call.region;
  const others = [changes.addSubnets, changes.removeSubnets, changes.addGroups, changes.removeGroups];
  if (others.some((list) => list.length > 0) || changes.privateDns) {
    throw invalidParameter('Subnets, security groups and private DNS cannot be given for a Gateway endpoint.');
  }
  if (changes.inboundResolverOnly !== undefined) {
    throw invalidParameter(
      'DnsOptions PrivateDnsOnlyForInboundResolverEndpoint is applicable only to Interface VPC Endpoints.',
    );
  }
  check.checkVpc(endpoint.vpcId, changes.addTables);
  check.checkRoutes(call, endpoint.serviceName, changes.addTables);
  const absent = changes.removeTables.find(({ id }) => !endpoint.routeTableIds.includes(id));
  if (absent) throw invalidParameter(`${absent.id} is not associated with ${endpoint.id}`);
  for (const { id } of changes.removeTables) leaveTable(network, endpoint, id);
  for (const { id } of changes.addTables) enterTable(network, endpoint, id);
}

/** Changes of subnets and DNS make an interface endpoint `pending` again [aws-facts: modify-endpoint]. */
export const ModifyVpcEndpoint: Action = {
  mutating: true,
  run(call) {
    const { region, caller } = call;
    const own = region.network.endpoints.filter(({ ownerId }) => ownerId === caller.accountId);
    const endpoint = region.find(kinds.endpoint, own, call.form.required('VpcEndpointId'));
    const changes = read(call);
    call.permit(uses(call, endpoint, changes));
    if (endpoint.requesterManaged) throw requesterManaged(endpoint);
    if (endpoint.state !== 'available') {
      throw new ApiError('IncorrectState', `The VPC endpoint ${endpoint.id} is in the state ${endpoint.state}`);
    }
    if (endpoint.type === 'Gateway') modifyGateway(call, endpoint, changes);
    else modifyInterface(call, endpoint, changes);
    if (changes.policy !== undefined) endpoint.policy = changes.policy;
    return { return: true };
  },
};
