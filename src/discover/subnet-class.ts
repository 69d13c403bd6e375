import { z } from 'zod';
import { effectiveRouteTable } from './effective-route-table.ts';
import type { NatGateway } from './nat-gateway.ts';
import type { Route, RouteTargetKind } from './route-table.ts';
import type { Snapshot } from './snapshot.ts';
import type { Subnet } from './subnet.ts';

/** Where a subnet's IPv4 traffic to the internet goes, by its effective default route [aws-facts 3.3]. */
export const SubnetClass = z.enum([
  'public',
  'nat',
  'nat-broken',
  'transit',
  'firewall',
  'peering-default',
  'vpn',
  'local-gateway',
  'carrier',
  'egress-only-v6',
  'isolated',
  'isolated-blackhole',
  'ipv6-only',
  'unknown',
]);
export type SubnetClass = z.infer<typeof SubnetClass>;

/** The class and, in a clause that completes «because …», the route that decided. */
export interface Classification {
  readonly class: SubnetClass;
  readonly because: string;
}

const BY_TARGET: { readonly [K in RouteTargetKind]: SubnetClass } = {
  'internet-gateway': 'public',
  'nat-gateway': 'nat',
  'network-interface': 'nat',
  'transit-gateway': 'transit',
  'core-network': 'transit',
  peering: 'peering-default',
  'vpn-gateway': 'vpn',
  'vpc-endpoint': 'firewall',
  'egress-only-gateway': 'egress-only-v6',
  'local-gateway': 'local-gateway',
  'carrier-gateway': 'carrier',
  local: 'isolated',
  other: 'unknown',
};

/** Classes with no way to a public address over IPv4: what pullpath exists for, and the default targets. */
const NO_WAY_OUT: ReadonlySet<SubnetClass> = new Set([
  'isolated',
  'isolated-blackhole',
  'nat-broken',
  'peering-default',
  'egress-only-v6',
]);

export function hasNoWayOut(subnetClass: SubnetClass): boolean {
  return NO_WAY_OUT.has(subnetClass);
}

/** The class of a subnet, from its effective default route and never from its name or `MapPublicIpOnLaunch`. */
export function classify(snapshot: Snapshot, subnet: Subnet): Classification {
  if (subnet.ipv6Only) return { class: 'ipv6-only', because: 'it has no IPv4 addresses' };
  const table = effectiveRouteTable(snapshot, subnet);
  if (table === undefined) return { class: 'unknown', because: 'its route table could not be read' };
  const via = table.subnetIds.includes(subnet.id) ? table.id : `${table.id}, the VPC's main table`;
  const route = table.routes.find((r) => r.destination.value === '0.0.0.0/0');
  if (route === undefined) {
    const v6 = table.routes.find((r) => r.destination.value === '::/0' && r.target.kind === 'egress-only-gateway');
    if (v6 !== undefined)
      return { class: 'egress-only-v6', because: `only IPv6 leaves, through ${v6.target.id}; ECR's names are IPv4` };
    return { class: 'isolated', because: `${via} has no default route` };
  }
  const seen = `0.0.0.0/0 in ${via} goes to ${route.target.id}`;
  if (route.state !== 'active') {
    return {
      class: route.target.kind === 'nat-gateway' ? 'nat-broken' : 'isolated-blackhole',
      because: `${seen}, which is a ${route.state}`,
    };
  }
  return afterNat(snapshot, subnet, route, { class: BY_TARGET[route.target.kind], because: seen });
}

/** A NAT path leads out only if the NAT gateway works and itself reaches an internet gateway. */
function afterNat(snapshot: Snapshot, subnet: Subnet, route: Route, found: Classification): Classification {
  if (found.class !== 'nat') return found;
  if (subnet.publicAccessBlock === 'block-bidirectional') {
    return { class: 'nat-broken', because: `${found.because}, but VPC Block Public Access blocks both directions` };
  }
  if (route.target.kind === 'network-interface') return afterNatInstance(snapshot, route, found);
  const nat = snapshot.natGateways.find((gateway) => gateway.id === route.target.id);
  // A participant of a shared VPC cannot see the owner's NAT gateways [aws-facts 3.4].
  if (nat === undefined)
    return { class: 'unknown', because: `${found.because}, which cannot be seen from this account` };
  const defect = natDefect(snapshot, nat);
  return defect === null ? found : { class: 'nat-broken', because: `${found.because}, but ${defect}` };
}

function natDefect(snapshot: Snapshot, nat: NatGateway): string | null {
  if (nat.state !== 'available') return `its state is ${nat.state}`;
  if (nat.connectivity === 'private') return 'it is a private NAT gateway, which has no way to the internet';
  const host = snapshot.subnets.find((subnet) => subnet.id === nat.subnetId);
  if (host === undefined) return null;
  const route = effectiveRouteTable(snapshot, host)?.routes.find((r) => r.destination.value === '0.0.0.0/0');
  const leads = route?.target.kind === 'internet-gateway' && route.state === 'active';
  return leads ? null : `its own subnet ${host.id} has no route to an internet gateway`;
}

function afterNatInstance(snapshot: Snapshot, route: Route, found: Classification): Classification {
  const networkInterface = snapshot.networkInterfaces.find((eni) => eni.id === route.target.id);
  if (networkInterface === undefined)
    return { class: 'unknown', because: `${found.because}, an interface that was not read` };
  if (networkInterface.status !== 'in-use')
    return { class: 'nat-broken', because: `${found.because}, which is attached to nothing` };
  if (networkInterface.sourceDestCheck) {
    return {
      class: 'nat-broken',
      because: `${found.because}, whose source/destination check drops what is not its own`,
    };
  }
  return found;
}
