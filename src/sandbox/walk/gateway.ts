import type { Network, Subnet } from '../network/types.ts';
import { type Delivery, drop, inSeries, pass, undetermined } from './delivery.ts';
import { throughPolicy, type Wanted } from './endpoint-policy.ts';

/** What a gateway endpoint makes of a packet that a route led to it. */
export function throughGatewayEndpoint(network: Network, target: string, wanted: Wanted): Delivery {
  const endpoint = network.endpoints.find(({ id }) => id === target);
  if (endpoint?.type === 'GatewayLoadBalancer') return undetermined('route', `${target} leads through an appliance`);
  if (endpoint?.type !== 'Gateway' || endpoint.state !== 'available') {
    return drop('endpoint', `${target} isn’t an available gateway endpoint`);
  }
  return inSeries([
    () => throughPolicy(network, endpoint.policy, wanted),
    () => pass('arrived', `${target} leads to the service`),
  ]);
}

/**
 * An internet gateway serves who has a public address. Block Public Access stops it: in both directions for all, for
 * what comes in only where the sender is no NAT gateway [aws-facts: block-public-access].
 */
export function throughInternetGateway(
  network: Network,
  subnet: Subnet,
  target: string,
  sender: { publicIp: boolean; nat: boolean },
): Delivery {
  const attached = network.internetGateways.some(({ id, vpcId }) => id === target && vpcId === subnet.vpcId);
  if (!attached) return drop('internet', `${target} is not attached to ${subnet.vpcId}`);
  if (!sender.publicIp) return drop('internet', `the sender in ${subnet.id} has no public address`);
  if (subnet.blockMode === 'block-bidirectional' || (subnet.blockMode === 'block-ingress' && !sender.nat)) {
    return drop('internet', `Block Public Access of ${subnet.id}: ${subnet.blockMode}`);
  }
  return pass('arrived', `${target} leads to the service`);
}

/** An instance forwards what is not addressed to it only when its check is off; whether it does cannot be seen. */
export function throughInstance(network: Network, target: string): Delivery {
  const card = network.interfaces.find(({ id, instanceId }) => id === target || instanceId === target);
  const instance = network.instances.find(({ id }) => id === (card?.instanceId ?? target));
  if (!card && !instance) return drop('nat', `${target} does not exist`);
  if (instance?.state === 'stopped') return drop('nat', `${instance.id} is stopped`);
  if (card?.status === 'available') return drop('nat', `${card.id} is attached to nothing`);
  if (card?.sourceDestCheck || instance?.sourceDestCheck) return drop('nat', `${target} checks source and destination`);
  return undetermined('nat', `whether ${target} forwards is not to be seen`);
}
