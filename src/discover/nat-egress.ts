import type { AddressSet } from './address-set.ts';
import { effectiveRouteTable } from './effective-route-table.ts';
import type { NatGateway } from './nat-gateway.ts';
import type { NetworkInterface } from './network-interface.ts';
import { routed } from './route-lookup.ts';
import type { Route } from './route-table.ts';
import type { Snapshot } from './snapshot.ts';
import { indexOf } from './snapshot-index.ts';
import type { Subnet } from './subnet.ts';

/**
 * Whether a NAT gateway or NAT instance leads to the internet, and why not, in a clause that follows «…, but».
 * `unclear`: what decides cannot be seen from here.
 */
export interface NatEgress {
  readonly works: 'yes' | 'no' | 'unclear';
  readonly because: string;
}

const YES: NatEgress = { works: 'yes', because: '' };
const no = (because: string): NatEgress => ({ works: 'no', because });
const unclear = (because: string): NatEgress => ({ works: 'unclear', because });

/**
 * Follows a route of `subnet` to a NAT device and looks whether the device can reach `destinations` [aws-facts 3.3].
 * @param route its target is a NAT gateway or a network interface
 */
export function natEgress(snapshot: Snapshot, subnet: Subnet, route: Route, destinations: AddressSet): NatEgress {
  if (subnet.publicAccessBlock === 'block-bidirectional')
    return no('VPC Block Public Access blocks both directions there');
  const index = indexOf(snapshot);
  if (route.target.kind === 'network-interface') {
    const device = index.networkInterfaces.get(route.target.id);
    return device === undefined ? unclear('it was not read') : natInstance(snapshot, device, destinations);
  }
  const gateway = index.natGateways.get(route.target.id);
  // A participant of a shared VPC cannot see the owner's NAT gateways [aws-facts 3.4].
  return gateway === undefined
    ? unclear('it cannot be seen from this account')
    : natGateway(snapshot, gateway, destinations);
}

function natGateway(snapshot: Snapshot, gateway: NatGateway, destinations: AddressSet): NatEgress {
  if (gateway.state !== 'available') return no(`its state is ${gateway.state}`);
  if (gateway.connectivity === 'private') return no('it is a private NAT gateway, which has no way to the internet');
  const index = indexOf(snapshot);
  // A regional NAT gateway has no host subnet and reaches the internet by a table of its own.
  if (gateway.subnetId === null) {
    return index.vpcs.get(gateway.vpcId)?.publicAccessBlock === 'block-bidirectional'
      ? no('VPC Block Public Access blocks both directions')
      : YES;
  }
  const host = index.subnets.get(gateway.subnetId);
  if (host === undefined) return unclear(`its own subnet ${gateway.subnetId} was not read`);
  return throughInternetGateway(snapshot, host, destinations);
}

function throughInternetGateway(snapshot: Snapshot, host: Subnet, destinations: AddressSet): NatEgress {
  if (host.publicAccessBlock === 'block-bidirectional')
    return no(`VPC Block Public Access blocks both directions in its own subnet ${host.id}`);
  const table = effectiveRouteTable(snapshot, host);
  if (table === undefined) return unclear(`the route table of its own subnet ${host.id} was not read`);
  const parts = routed(table, indexOf(snapshot).prefixLists, destinations);
  const through = parts.filter(({ route }) => route?.state === 'active' && leadsOut(snapshot, route));
  if (through.length === parts.length) return YES;
  return through.length === 0
    ? no(`its own subnet ${host.id} has no route to an internet gateway`)
    : unclear(`its own subnet ${host.id} routes only part of the internet to an internet gateway`);
}

/** An internet gateway; or a gateway endpoint, which many public subnets have as well and which carries its service's own addresses. */
function leadsOut(snapshot: Snapshot, { target }: Route): boolean {
  if (target.kind === 'internet-gateway') return true;
  return target.kind === 'vpc-endpoint' && indexOf(snapshot).endpoints.get(target.id)?.type === 'Gateway';
}

/**
 * An interface that routes point to is a NAT instance, or an appliance whose further way EC2 does not show. A NAT
 * instance is in use, forwards what is not its own, has a public address and a way to an internet gateway.
 */
function natInstance(snapshot: Snapshot, device: NetworkInterface, destinations: AddressSet): NatEgress {
  if (device.status !== 'in-use') return no('it is attached to nothing');
  if (device.sourceDestCheck) return no('its source/destination check drops what is not its own');
  const host = indexOf(snapshot).subnets.get(device.subnetId);
  if (host === undefined) return unclear(`its own subnet ${device.subnetId} was not read`);
  const onward = throughInternetGateway(snapshot, host, destinations);
  if (onward.works !== 'yes') {
    const table = effectiveRouteTable(snapshot, host);
    const leadsOn = table?.routes.some((route) => route.state === 'active' && ELSEWHERE.has(route.target.kind)) ?? true;
    return leadsOn ? unclear('it may be an appliance that forwards by a way of its own') : onward;
  }
  return device.publicAddress === null ? unclear('it has no public address of its own to send from') : YES;
}

/** Where an appliance may send on what it let through, other than an internet gateway. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  'nat-gateway',
  'network-interface',
  'transit-gateway',
  'core-network',
  'peering',
  'vpn-gateway',
  'vpc-endpoint',
]);
