import { addressOf, holds, isIpv4Cidr, lengthOf } from '../network/ipv4.ts';
import type { TransitAttachment, TransitGateway } from '../network/transit.ts';
import type { Endpoint, Network, NetworkInterface, Subnet } from '../network/types.ts';
import { throughAcl } from './acl.ts';
import { type Delivery, drop, inParallel, inSeries, pass, undetermined } from './delivery.ts';
import { throughPolicy } from './endpoint-policy.ts';
import { throughGroups } from './groups.ts';
import { https, type PullConnection } from './pull-connection.ts';
import { effectiveTable, routeFor } from './route.ts';
import { networksOf } from './zones.ts';

/** An address of another VPC, and what has it. */
interface Far {
  network: Network;
  card: NetworkInterface;
  subnet: Subnet;
  endpoint: Endpoint;
}

function farOf(connection: PullConnection, vpcIds: readonly string[]): Far | undefined {
  const ip = addressOf(connection.destination);
  for (const network of networksOf(connection.network)) {
    const card = network.interfaces.find((each) => each.ip === ip && vpcIds.includes(each.vpcId));
    const subnet = network.subnets.find(({ id }) => id === card?.subnetId);
    const endpoint = network.endpoints.find(({ interfaceIds }) => card && interfaceIds.includes(card.id));
    if (card && subnet && endpoint) return { network, card, subnet, endpoint };
  }
  return undefined;
}

/** To an address outside of the VPC that may be an endpoint's of another one [aws-facts: hub-path]. */
export function sendElsewhere(connection: PullConnection): Delivery {
  const { network, subnet, destination, taskGroupIds } = connection;
  const route = routeFor(network, effectiveTable(network, subnet), destination);
  const to = addressOf(destination);
  if (!route || route.state === 'blackhole') return drop('route', `no route to ${to}`);
  const { target } = route;
  const gateway = network.transitGateways.find(({ id }) => id === target);
  const peering = network.peerings.find(({ id }) => id === target);
  const leaving = [
    () => (taskGroupIds ? throughGroups(network, taskGroupIds, true, destination, []) : pass('security-group', 'free')),
    () => throughAcl(network, subnet, true, destination, https),
    () => throughAcl(network, subnet, false, destination, connection.sourcePort),
  ];
  if (gateway) return inSeries([...leaving, () => throughTransit(connection, gateway)]);
  if (peering) {
    if (peering.state !== 'active') return drop('route', `${peering.id} is ${peering.state}`);
    const others = [peering.requester, peering.accepter].filter(({ vpcId }) => vpcId !== subnet.vpcId);
    const far = farOf(
      connection,
      others.map(({ vpcId }) => vpcId),
    );
    if (!far) return drop('endpoint', `nothing of ${peering.id} has ${to}`);
    return inSeries([...leaving, () => comesBack(connection, far, peering.id), () => arrive(connection, far)]);
  }
  if (/^(tgw-|pcx-|vgw-|arn:)/.test(target))
    return inSeries([...leaving, () => undetermined('route', `${target} leads to ${to}, or not`)]);
  if (target.startsWith('eni-') || target.startsWith('i-'))
    return undetermined('route', `${target} forwards ${to}, or not`);
  return drop('route', `${target} does not lead to ${to}`);
}

const zoneOf = (network: Network, id: string) => network.subnets.find((each) => each.id === id)?.zone;

/** Zones have ids that all accounts share; in this world their names do too. */
function subnetIn(network: Network, { subnetIds }: TransitAttachment, zone: string): Subnet[] {
  const all = network.subnets.filter(({ id }) => subnetIds.includes(id));
  const near = all.filter((each) => each.zone === zone);
  return near.length > 0 ? near : all;
}

const isIn = (network: Network, { subnetIds }: TransitAttachment, zone: string) =>
  subnetIds.some((id) => zoneOf(network, id) === zone);

/** Where a gateway sends a packet that came in by an attachment: the longest match of the table that it is associated with. */
function nextOf(gateway: TransitGateway, from: TransitAttachment, address: number): TransitAttachment | string {
  const table = gateway.tables.find(({ id }) => id === from.tableId);
  if (!table) return `${from.id} is associated with no table`;
  const [route] = table.routes
    .filter(({ cidr }) => isIpv4Cidr(cidr) && holds(cidr, address))
    .sort((a, b) => lengthOf(b.cidr) - lengthOf(a.cidr) || Number(b.type === 'static') - Number(a.type === 'static'));
  if (!route) return `${table.id} has no route to ${addressOf(address)}`;
  const next = gateway.attachments.find(({ id, state }) => id === route.attachmentId && state === 'available');
  return next ?? `${table.id} drops what goes to ${addressOf(address)}`;
}

function throughTransit(connection: PullConnection, gateway: TransitGateway): Delivery {
  const { network, subnet, source, sourcePort, destination } = connection;
  const near = gateway.attachments.find(({ vpcId, state }) => vpcId === subnet.vpcId && state === 'available');
  if (!near) return drop('route', `${subnet.vpcId} is not attached to ${gateway.id}`);
  if (!isIn(network, near, subnet.zone)) return drop('route', `${near.id} has no subnet in ${subnet.zone}`);
  const forward = nextOf(gateway, near, destination);
  if (typeof forward === 'string') return drop('route', forward);
  const far = farOf(connection, [forward.vpcId]);
  if (!far) return drop('endpoint', `nothing in ${forward.vpcId} has ${addressOf(destination)}`);
  if (!isIn(far.network, forward, far.subnet.zone))
    return drop('route', `${forward.id} has no subnet in ${far.subnet.zone}, so no answer comes back`);
  const back = nextOf(gateway, forward, source);
  if (typeof back === 'string') return drop('route', back);
  if (back.id !== near.id) return drop('route', `the answer goes to ${back.id}`);
  const aclAt = (
    where: Network,
    all: readonly Subnet[],
    but: Subnet,
    egress: boolean,
    remote: number,
    port: number,
  ) => {
    const crossed = all.filter(({ id }) => id !== but.id);
    if (crossed.length === 0) return pass('network-acl', 'the gateway is in the same subnet');
    return inParallel(crossed.map((each) => throughAcl(where, each, egress, remote, port)));
  };
  const nearIn = subnetIn(network, near, subnet.zone);
  const nearOut = subnetIn(network, near, far.subnet.zone);
  const farOut = subnetIn(far.network, forward, subnet.zone);
  const farIn = subnetIn(far.network, forward, far.subnet.zone);
  return inSeries([
    () => aclAt(network, nearIn, subnet, false, source, https),
    () => aclAt(far.network, farOut, far.subnet, true, destination, https),
    () => aclAt(far.network, farIn, far.subnet, false, destination, sourcePort),
    () => aclAt(network, nearOut, subnet, true, source, sourcePort),
    () => comesBack(connection, far, gateway.id),
    () => arrive(connection, far),
  ]);
}

/** The route from the endpoint's subnet back to the task. */
function comesBack({ source }: PullConnection, { network, subnet }: Far, by: string): Delivery {
  const route = routeFor(network, effectiveTable(network, subnet), source);
  if (route?.state === 'active' && route.target === by) return pass('route', `${by} leads back`);
  return drop('route', `${subnet.id} has no route back to ${addressOf(source)} by ${by}`);
}

/** Into the endpoint: no rule that names a group admits what comes from another VPC [aws-facts: transit-gateway-zones]. */
function arrive(connection: PullConnection, { network, subnet, card, endpoint }: Far): Delivery {
  const { source, sourcePort } = connection;
  return inSeries([
    () => throughAcl(network, subnet, false, source, https),
    () => throughAcl(network, subnet, true, source, sourcePort),
    () => throughGroups(network, card.groupIds, false, source, []),
    () => throughPolicy(network, endpoint.policy, connection),
    () => pass('arrived', `${endpoint.id} answers at ${card.ip}`),
  ]);
}
