import { type AddressSet, difference } from '../../discover/addresses/address-set.ts';
import type { Route, RouteTable } from '../../discover/entities/route-table.ts';
import type { Subnet } from '../../discover/entities/subnet.ts';
import { effectiveRouteTable } from '../../discover/routing/effective-route-table.ts';
import { natEgress } from '../../discover/routing/nat-egress.ts';
import { routesFor } from '../../discover/routing/route-lookup.ts';
import { pullpath } from '../../remedy/command.ts';
import { SUBNETS } from '../catalogue/template.ts';
import { type Cause, cause } from '../findings/cause.ts';
import { withAddresses } from '../path/flows.ts';
import { blockingFilter, type PathFilter, unknownFilter } from '../path/path-filter.ts';
import type { SourceSubnet, VpcContext } from '../vpc-context.ts';
import { gatewayEndpointBehind, gatewayEndpointOf, gatewayFilters } from './gateway-endpoint.ts';
import { natAcl } from './nat-acl.ts';
import { blackhole, routeValues } from './route-values.ts';

/** Where a route takes packets for public addresses. `up-to-task`: it works for tasks with a public address. */
export interface Egress {
  readonly is: 'closed' | 'undecided' | 'up-to-task' | 'through';
  readonly causes: readonly Cause[];
  /** What must be passed on the way there. */
  readonly filters: readonly PathFilter[];
}

const closed = (...causes: Cause[]): Egress => ({ is: 'closed', causes, filters: [] });
const undecidedEgress = (table: RouteTable, route: Route, because = ''): Egress => ({
  is: 'undecided',
  causes: [cause('egress-beyond', table.id, { ...routeValues(table, route), because })],
  filters: [],
});

/**
 * What a route out of the subnet is worth to a task without an endpoint [aws-facts: subnet-classes]. Only a NAT gateway
 * that reaches an internet gateway is surely a way out. An internet gateway carries only tasks with a public address,
 * which is undecided where no service tells;
 * whatever leads to a transit gateway, a VPN, a firewall, an appliance or a NAT instance, whose software EC2 does not
 * show, is undecided.
 */
export function egressBy(
  context: VpcContext,
  source: SourceSubnet,
  table: RouteTable,
  route: Route,
  far: AddressSet,
  service: string,
): Egress {
  if (route.state === 'blackhole') return closed(blackhole(table, route));
  if (route.state === 'filtered')
    return undecidedEgress(table, route, ', and AWS does not say what its state "filtered" means');
  switch (route.target.kind) {
    case 'internet-gateway':
      return internetGateway(context, source, table, route, service);
    case 'nat-gateway':
    case 'network-interface':
      return natDevice(context, source, table, route, far, service);
    case 'peering':
      return closed(cause('peering-is-no-exit', table.id, routeValues(table, route)));
    default:
      return undecidedEgress(table, route);
  }
}

function internetGateway(
  context: VpcContext,
  { subnet }: SourceSubnet,
  table: RouteTable,
  route: Route,
  service: string,
): Egress {
  const mode = subnet.publicAccessBlock;
  if (mode !== 'off') {
    return closed(cause('public-access-blocked', subnet.id, { subnet: subnet.id, target: route.target.id, mode }));
  }
  const gateway = gatewayEndpointOf(context, table, service)?.target.id;
  const remedy =
    gateway === undefined
      ? ['Or create endpoints:', pullpath('apply', { vpcId: context.vpc.id, subnetIds: SUBNETS })]
      : `Or delete that route, which bypasses ${gateway} for ${service}.`;
  if (context.publicAddress === true) return { is: 'through', causes: [], filters: [] };
  const setting = context.publicAddress === false ? ' These tasks have none: assignPublicIp is DISABLED.' : '';
  const values = { ...routeValues(table, route), setting };
  const needed = { ...cause('public-address-needed', table.id, values), remedy };
  return context.publicAddress === false ? closed(needed) : { is: 'up-to-task', causes: [needed], filters: [] };
}

function natDevice(
  context: VpcContext,
  source: SourceSubnet,
  table: RouteTable,
  route: Route,
  far: AddressSet,
  service: string,
): Egress {
  const { works, because } = natEgress(context.snapshot, source.subnet, route, far);
  if (works === 'no') return closed(cause('nat-broken', table.id, { ...routeValues(table, route), defect: because }));
  const filters = throughHost(context, source, route, far, service);
  if (works === 'unclear') return { ...undecidedEgress(table, route, `, but ${because}`), filters };
  if (route.target.kind === 'network-interface') {
    return undecidedEgress(table, route, ', a NAT instance; EC2 doesn’t show what its software forwards');
  }
  return { is: 'through', causes: [], filters };
}

/** A zonal NAT gateway is entered and left through its own subnet. */
function throughHost(
  context: VpcContext,
  source: SourceSubnet,
  route: Route,
  far: AddressSet,
  service: string,
): PathFilter[] {
  const hostId = context.index.natGateways.get(route.target.id)?.subnetId ?? '';
  const host = context.index.subnets.get(hostId);
  if (host === undefined || host.id === source.subnet.id) return [];
  return [...natAcl(context, source, host.id, far), ...gatewayBeyondNat(context, host, far, service)];
}

/** A NAT gateway's own subnet may route the service on to a gateway endpoint, whose policy then has its say. */
function gatewayBeyondNat(context: VpcContext, host: Subnet, far: AddressSet, service: string): PathFilter[] {
  const table = effectiveRouteTable(context.snapshot, host);
  if (table === undefined) return [];
  return routesFor(table, context.index.prefixLists, far).flatMap(({ route, addresses }) => {
    const endpoint = route === null ? undefined : gatewayEndpointBehind(context, route, service);
    if (endpoint === undefined) return [];
    const rest = difference(far, addresses);
    return gatewayFilters(context, host, endpoint, service, addresses).map((filter) => ({
      ...filter,
      definitely: withAddresses(filter.definitely, rest),
      possibly: withAddresses(filter.possibly, rest),
    }));
  });
}

/** The filters of an egress; a path that is closed or undecided also says why no endpoint was used instead. */
export function egressFilters(
  { is, causes, filters }: Egress,
  far: AddressSet,
  missing: readonly Cause[],
): readonly PathFilter[] {
  switch (is) {
    case 'through':
      return filters;
    case 'up-to-task':
      return [...filters, unknownFilter(far, causes)];
    case 'undecided':
      return [...filters, unknownFilter(far, [...causes, ...missing])];
    case 'closed':
      return [blockingFilter([...causes, ...missing])];
  }
}
