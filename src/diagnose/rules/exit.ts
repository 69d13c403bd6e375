import { type AddressSet, without } from '../../discover/address-set.ts';
import { effectiveRouteTable } from '../../discover/effective-route-table.ts';
import { natEgress } from '../../discover/nat-egress.ts';
import { routed } from '../../discover/route-lookup.ts';
import type { Route, RouteTable } from '../../discover/route-table.ts';
import type { Subnet } from '../../discover/subnet.ts';
import { type Cause, cause } from '../cause.ts';
import type { Context, Home } from '../context.ts';
import { alongWith } from '../flows.ts';
import { type Gate, passesNone, undecided } from '../gate.ts';
import { gatewayBehind, gatewayGates, gatewayOf } from './gateway-endpoint.ts';
import { natAcl } from './nat-acl.ts';
import { blackhole, routeValues } from './route-values.ts';

/** Where a route takes packets for public addresses. `up-to-task`: it works for tasks with a public address. */
export interface Exit {
  readonly is: 'closed' | 'undecided' | 'up-to-task' | 'through';
  readonly causes: readonly Cause[];
  /** What must be passed on the way there. */
  readonly gates: readonly Gate[];
}

const closed = (...causes: Cause[]): Exit => ({ is: 'closed', causes, gates: [] });
const beyond = (table: RouteTable, route: Route, because = ''): Exit => ({
  is: 'undecided',
  causes: [cause('egress-beyond', table.id, { ...routeValues(table, route), because })],
  gates: [],
});

/**
 * What a route out of the subnet is worth to a task without an endpoint [aws-facts: subnet-classes]. Only a NAT gateway
 * that reaches an internet gateway is surely a way out. An internet gateway carries only tasks with a public address;
 * whatever leads to a transit gateway, a VPN, a firewall, an appliance or a NAT instance, whose software EC2 does not
 * show, is undecided.
 */
export function exitBy(
  context: Context,
  home: Home,
  table: RouteTable,
  route: Route,
  far: AddressSet,
  service: string,
): Exit {
  if (route.state === 'blackhole') return closed(blackhole(table, route));
  if (route.state === 'filtered') return beyond(table, route, ', and AWS does not say what its state "filtered" means');
  switch (route.target.kind) {
    case 'internet-gateway':
      return internetGateway(context, home, table, route, service);
    case 'nat-gateway':
    case 'network-interface':
      return natDevice(context, home, table, route, far, service);
    case 'peering':
      return closed(cause('peering-is-no-exit', table.id, routeValues(table, route)));
    default:
      return beyond(table, route);
  }
}

function internetGateway(context: Context, { subnet }: Home, table: RouteTable, route: Route, service: string): Exit {
  const mode = subnet.publicAccessBlock;
  if (mode !== 'off') {
    return closed(cause('public-access-blocked', subnet.id, { subnet: subnet.id, target: route.target.id, mode }));
  }
  const gateway = gatewayOf(context, table, service)?.target.id;
  const otherwise =
    gateway === undefined
      ? 'make endpoints: name the subnets to `pullpath apply` with --subnet-ids'
      : `delete that route: ${gateway} is there for ${service}, and the route leads past it`;
  const causes = [cause('public-address-needed', table.id, { ...routeValues(table, route), otherwise })];
  return { is: 'up-to-task', causes, gates: [] };
}

function natDevice(
  context: Context,
  home: Home,
  table: RouteTable,
  route: Route,
  far: AddressSet,
  service: string,
): Exit {
  const { works, because } = natEgress(context.snapshot, home.subnet, route, far);
  if (works === 'no') return closed(cause('nat-broken', table.id, { ...routeValues(table, route), defect: because }));
  const gates = throughHost(context, home, route, far, service);
  if (works === 'unclear') return { ...beyond(table, route, `, but ${because}`), gates };
  if (route.target.kind === 'network-interface') {
    return beyond(table, route, ', a NAT instance, and what its software forwards EC2 does not show');
  }
  return { is: 'through', causes: [], gates };
}

/** A zonal NAT gateway is entered and left through its own subnet. */
function throughHost(context: Context, home: Home, route: Route, far: AddressSet, service: string): Gate[] {
  const hostId = context.index.natGateways.get(route.target.id)?.subnetId ?? '';
  const host = context.index.subnets.get(hostId);
  if (host === undefined || host.id === home.subnet.id) return [];
  return [...natAcl(context, home, host.id, far), ...gatewayBeyondNat(context, host, far, service)];
}

/** A NAT gateway's own subnet may route the service on to a gateway endpoint, whose policy then has its say. */
function gatewayBeyondNat(context: Context, host: Subnet, far: AddressSet, service: string): Gate[] {
  const table = effectiveRouteTable(context.snapshot, host);
  if (table === undefined) return [];
  return routed(table, context.index.prefixLists, far).flatMap(({ route, addresses }) => {
    const endpoint = route === null ? undefined : gatewayBehind(context, route, service);
    if (endpoint === undefined) return [];
    const rest = without(far, addresses);
    return gatewayGates(context, host, endpoint, service, addresses).map((gate) => ({
      ...gate,
      surely: alongWith(gate.surely, rest),
      atMost: alongWith(gate.atMost, rest),
    }));
  });
}

/** The gates of an exit; a way that is closed or undecided also says why no endpoint was used instead. */
export function exitGates({ is, causes, gates }: Exit, far: AddressSet, missing: readonly Cause[]): readonly Gate[] {
  switch (is) {
    case 'through':
      return gates;
    case 'up-to-task':
      return [...gates, undecided(far, causes)];
    case 'undecided':
      return [...gates, undecided(far, [...causes, ...missing])];
    case 'closed':
      return [passesNone([...causes, ...missing])];
  }
}
