import { addressOf } from '../network/ipv4.ts';
import type { Endpoint, NetworkInterface, Route } from '../network/types.ts';
import { throughAcl } from './acl.ts';
import { type Attempt, https } from './attempt.ts';
import { throughPolicy } from './endpoint-policy.ts';
import { beyond, drop, type Fate, inTurn, pass } from './fate.ts';
import { throughGatewayEndpoint, throughInstance, throughInternetGateway } from './gateway.ts';
import { throughGroups } from './groups.ts';
import { throughNat } from './nat.ts';
import { effectiveTable, routeFor } from './route.ts';

function leaveTask({ network, destination, taskGroupIds }: Attempt, carried: readonly string[]): Fate {
  if (!taskGroupIds) return pass('security-group', 'the task may connect to anywhere');
  return throughGroups(network, taskGroupIds, true, destination, carried);
}

/** Out of the task's subnet and, for the answer, back into it. */
function leaveSubnet({ network, subnet, destination, sourcePort }: Attempt): Fate {
  return inTurn([
    () => throughAcl(network, subnet, true, destination, https),
    () => throughAcl(network, subnet, false, destination, sourcePort),
  ]);
}

function routeToInterface({ network, subnet, destination }: Attempt): Fate {
  const route = routeFor(network, effectiveTable(network, subnet), destination);
  const to = addressOf(destination);
  if (!route || route.state === 'blackhole') return drop('route', `no route to ${to}`);
  if (route.target === 'local') return pass('route', `${to} is local`);
  return beyond('route', `${route.destination} leads to ${route.target} instead of to ${to}`);
}

/** To a network interface of an endpoint. Network ACLs are not asked within one subnet [aws-facts: acl-at-endpoint]. */
export function sendToInterface(attempt: Attempt, endpoint: Endpoint, card: NetworkInterface): Fate {
  const { network, subnet, source, sourcePort, taskGroupIds } = attempt;
  const host = network.subnets.find(({ id }) => id === card.subnetId);
  if (!host) throw new Error(`${card.id} is in no subnet`);
  const acls = [
    () => leaveSubnet(attempt),
    () => throughAcl(network, host, false, source, https),
    () => throughAcl(network, host, true, source, sourcePort),
  ];
  return inTurn([
    () => leaveTask(attempt, card.groupIds),
    () => routeToInterface(attempt),
    ...(host.id === subnet.id ? [] : acls),
    () => throughGroups(network, card.groupIds, false, source, taskGroupIds),
    () => throughPolicy(network, endpoint.policy, attempt),
    () => pass('arrived', `${endpoint.id} answers at ${card.ip}`),
  ]);
}

function follow(attempt: Attempt, { destination, target, state }: Route): Fate {
  const { network, subnet, publicIp } = attempt;
  if (state === 'blackhole') return drop('route', `${destination} leads into a blackhole (${target})`);
  if (target === 'local') return drop('route', `${addressOf(attempt.destination)} is taken for a local address`);
  if (target.startsWith('igw-')) return throughInternetGateway(network, subnet, target, { publicIp, nat: false });
  if (target.startsWith('nat-')) return throughNat(attempt, target);
  if (target.startsWith('vpce-')) return throughGatewayEndpoint(network, target, attempt);
  if (target.startsWith('i-') || target.startsWith('eni-')) return throughInstance(network, target);
  if (target.startsWith('pcx-')) return drop('route', 'a peering does not lead on to the internet');
  if (target.startsWith('eigw-')) return drop('route', 'an egress-only internet gateway does not carry IPv4');
  return beyond('route', `${destination} leads to ${target}`);
}

/** To a public address of a service. */
export function sendToPublic(attempt: Attempt): Fate {
  const { network, subnet, destination } = attempt;
  const route = routeFor(network, effectiveTable(network, subnet), destination);
  return inTurn([
    () => leaveTask(attempt, []),
    () => (route ? follow(attempt, route) : drop('route', `no route to ${addressOf(destination)}`)),
    () => leaveSubnet(attempt),
    () => pass('arrived', `${route?.target} leads to the service`),
  ]);
}
