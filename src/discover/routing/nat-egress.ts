import type { AddressSet } from '../addresses/address-set.ts';
import type { NatGateway } from '../entities/nat-gateway.ts';
import type { Route } from '../entities/route-table.ts';
import type { Subnet } from '../entities/subnet.ts';
import type { Snapshot } from '../snapshot.ts';
import { indexOf } from '../snapshot-index.ts';
import { effectiveRouteTable } from './effective-route-table.ts';
import { type RoutedPart, routesFor } from './route-lookup.ts';

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
 * Follows a route of `subnet` to a NAT device and looks whether the device can reach `destinations`
 * [aws-facts: nat-gateway].
 * @param route its target is a NAT gateway or a network interface
 */
export function natEgress(snapshot: Snapshot, subnet: Subnet, route: Route, destinations: AddressSet): NatEgress {
  const { natGateways, networkInterfaces } = indexOf(snapshot);
  if (route.target.kind === 'network-interface') {
    const device = networkInterfaces.get(route.target.id);
    if (device === undefined) return unclear('it was not read');
    if (device.status !== 'in-use') return no('it is attached to nothing');
    return device.sourceDestCheck ? no('its source/destination check drops what is not its own') : YES;
  }
  const gateway = natGateways.get(route.target.id);
  // A participant of a shared VPC cannot see the owner's NAT gateways [aws-facts: shared-vpc].
  if (gateway === undefined) return unclear('it cannot be seen from this account');
  if (gateway.state !== 'available') return no(`its state is ${gateway.state}`);
  return gateway.subnetId === null
    ? regional(snapshot, subnet, gateway)
    : zonal(snapshot, subnet, gateway, gateway.subnetId, destinations);
}

const PRIVATE = 'it is a private NAT gateway, which has no way to the internet';
const BLOCKED = 'VPC Block Public Access blocks both directions';

/** A regional NAT gateway has no host subnet and reaches the internet by a table of its own. */
function regional(snapshot: Snapshot, subnet: Subnet, gateway: NatGateway): NatEgress {
  if (gateway.connectivity === 'private') return unclear('it is a private NAT gateway, whose own routes do not show');
  const modes = [subnet.publicAccessBlock, indexOf(snapshot).vpcs.get(gateway.vpcId)?.publicAccessBlock];
  return modes.includes('block-bidirectional') ? no(BLOCKED) : YES;
}

function zonal(
  snapshot: Snapshot,
  subnet: Subnet,
  gateway: NatGateway,
  hostId: string,
  destinations: AddressSet,
): NatEgress {
  const index = indexOf(snapshot);
  const host = index.subnets.get(hostId);
  if (host === undefined) return unclear(`its own subnet ${hostId} was not read`);
  const table = effectiveRouteTable(snapshot, host);
  if (table === undefined) return unclear(`the route table of its own subnet ${host.id} was not read`);
  const ways = new Set(routesFor(table, index.prefixLists, destinations).map((part) => onward(snapshot, part)));
  // Public subnets often have the S3 gateway endpoint too. It carries that service's addresses, public address or not.
  ways.delete('endpoint');
  if (ways.size === 0) return YES;
  if (ways.size > 1) return unclear(`its own subnet ${host.id} routes parts of the internet different ways`);
  if (ways.has('elsewhere')) return unclear(`its own subnet ${host.id} leads on to what EC2 does not show`);
  if (gateway.connectivity === 'private') return no(PRIVATE);
  if (ways.has('nowhere')) return no(`its own subnet ${host.id} has no route to an internet gateway`);
  if (host.publicAccessBlock === 'block-bidirectional') return no(`${BLOCKED} in its own subnet ${host.id}`);
  // An exclusion for only the NAT gateway's subnet: AWS's documents do not say what it does for the others.
  return subnet.publicAccessBlock === 'block-bidirectional' ? unclear(`${BLOCKED} in ${subnet.id}`) : YES;
}

/** Where the NAT gateway's own subnet sends packets for public addresses. */
function onward(snapshot: Snapshot, { route }: RoutedPart): 'internet' | 'endpoint' | 'nowhere' | 'elsewhere' {
  if (route === null || route.state === 'blackhole') return 'nowhere';
  if (route.state === 'filtered') return 'elsewhere';
  switch (route.target.kind) {
    case 'internet-gateway':
      return 'internet';
    case 'vpc-endpoint':
      return indexOf(snapshot).endpoints.get(route.target.id)?.type === 'Gateway' ? 'endpoint' : 'elsewhere';
    case 'local':
    case 'peering':
    case 'nat-gateway':
    case 'egress-only-gateway':
      return 'nowhere';
    default:
      return 'elsewhere';
  }
}
