import { addressOf } from '../network/ipv4.ts';
import type { Endpoint, NetworkInterface, Route } from '../network/types.ts';
import { throughAcl } from './acl.ts';
import { type Delivery, drop, inSeries, pass, undetermined } from './delivery.ts';
import { throughPolicy } from './endpoint-policy.ts';
import { throughGatewayEndpoint, throughInstance, throughInternetGateway } from './gateway.ts';
import { throughGroups } from './groups.ts';
import { throughNat } from './nat.ts';
import { https, type PullConnection } from './pull-connection.ts';
import { effectiveTable, routeFor } from './route.ts';

function leaveTask({ network, destination, taskGroupIds }: PullConnection, carried: readonly string[]): Delivery {
  if (!taskGroupIds) return pass('security-group', 'the task may connect to anywhere');
  return throughGroups(network, taskGroupIds, true, destination, carried);
}

/** Out of the task's subnet and, for the answer, back into it. */
function leaveSubnet({ network, subnet, destination, sourcePort }: PullConnection): Delivery {
  return inSeries([
    () => throughAcl(network, subnet, true, destination, https),
    () => throughAcl(network, subnet, false, destination, sourcePort),
  ]);
}

function routeToInterface({ network, subnet, destination }: PullConnection): Delivery {
  const route = routeFor(network, effectiveTable(network, subnet), destination);
  const to = addressOf(destination);
  if (!route || route.state === 'blackhole') return drop('route', `no route to ${to}`);
  if (route.target === 'local') return pass('route', `${to} is local`);
  return undetermined('route', `${route.destination} leads to ${route.target} instead of to ${to}`);
}

/** To a network interface of an endpoint. Network ACLs are not asked within one subnet [aws-facts: acl-at-endpoint]. */
export function sendToInterface(connection: PullConnection, endpoint: Endpoint, card: NetworkInterface): Delivery {
  const { network, subnet, source, sourcePort, taskGroupIds } = connection;
  const host = network.subnets.find(({ id }) => id === card.subnetId);
  if (!host) throw new Error(`${card.id} is in no subnet`);
  const acls = [
    () => leaveSubnet(connection),
    () => throughAcl(network, host, false, source, https),
    () => throughAcl(network, host, true, source, sourcePort),
  ];
  return inSeries([
    () => leaveTask(connection, card.groupIds),
    () => routeToInterface(connection),
    ...(host.id === subnet.id ? [] : acls),
    () => throughGroups(network, card.groupIds, false, source, taskGroupIds),
    () => throughPolicy(network, endpoint.policy, connection),
    () => pass('arrived', `${endpoint.id} answers at ${card.ip}`),
  ]);
}

function follow(connection: PullConnection, { destination, target, state }: Route): Delivery {
  const { network, subnet, publicIp } = connection;
  if (state === 'blackhole') return drop('route', `${destination} leads into a blackhole (${target})`);
  if (target === 'local') return drop('route', `${addressOf(connection.destination)} is taken for a local address`);
  if (target.startsWith('igw-')) return throughInternetGateway(network, subnet, target, { publicIp, nat: false });
  if (target.startsWith('nat-')) return throughNat(connection, target);
  if (target.startsWith('vpce-')) return throughGatewayEndpoint(network, target, connection);
  if (target.startsWith('i-') || target.startsWith('eni-')) return throughInstance(network, target);
  if (target.startsWith('pcx-')) return drop('route', 'a peering does not lead on to the internet');
  if (target.startsWith('eigw-')) return drop('route', 'an egress-only internet gateway does not carry IPv4');
  return undetermined('route', `${destination} leads to ${target}`);
}

/** To a public address of a service. */
export function sendToPublic(connection: PullConnection): Delivery {
  const { network, subnet, destination } = connection;
  const route = routeFor(network, effectiveTable(network, subnet), destination);
  return inSeries([
    () => leaveTask(connection, []),
    () => (route ? follow(connection, route) : drop('route', `no route to ${addressOf(destination)}`)),
    () => leaveSubnet(connection),
    () => pass('arrived', `${route?.target} leads to the service`),
  ]);
}
