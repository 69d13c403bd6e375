import type { NatGateway, Route, Subnet } from '../network/types.ts';
import { throughAcl, throughAclToNat } from './acl.ts';
import { type Delivery, drop, inSeries, pass, undetermined } from './delivery.ts';
import { throughGatewayEndpoint, throughInternetGateway } from './gateway.ts';
import type { PullConnection } from './pull-connection.ts';
import { https } from './pull-connection.ts';
import { effectiveTable, routeFor } from './route.ts';

/** A regional NAT gateway has no host subnet, and routes of its own that lead to the internet gateway. */
function throughRegional({ network, subnet }: PullConnection, { id, vpcId, connectivity }: NatGateway): Delivery {
  if (connectivity === 'private') return undetermined('nat', `${id} is private`);
  if (!network.internetGateways.some((gateway) => gateway.vpcId === vpcId)) {
    return drop('nat', `${vpcId} has no internet gateway`);
  }
  const modes = [subnet.blockMode, network.vpcs.find((vpc) => vpc.id === vpcId)?.blockMode];
  if (modes.includes('block-bidirectional')) return drop('internet', `Block Public Access: block-bidirectional`);
  return pass('arrived', `${id} leads to the service`);
}

function onward(connection: PullConnection, nat: NatGateway, host: Subnet, route: Route | undefined): Delivery {
  const { network, subnet } = connection;
  if (!route || route.state === 'blackhole') return drop('nat', `${nat.id}: ${host.id} has no route on`);
  const { target } = route;
  if (target.startsWith('vpce-')) return throughGatewayEndpoint(network, target, connection);
  if (target.startsWith('igw-')) {
    const isPublic = nat.connectivity === 'public';
    const delivery = throughInternetGateway(network, host, target, { publicIp: isPublic, nat: true });
    const excepted = subnet.blockMode === 'block-bidirectional' && delivery.delivered === true;
    return excepted
      ? undetermined('internet', `${subnet.id} is blocked in both directions, ${host.id} is not`)
      : delivery;
  }
  if (/^(nat|pcx|eigw)-|^local$/.test(target)) return drop('nat', `${nat.id}: ${host.id} leads to ${target}`);
  return undetermined('nat', `${nat.id}: ${host.id} leads to ${target}`);
}

/** Into the NAT gateway's subnet, from there on by that subnet's own routes, and back [aws-facts: nat-gateway]. */
export function throughNat(connection: PullConnection, target: string): Delivery {
  const { network, subnet, source, sourcePort, destination } = connection;
  const nat = network.natGateways.find(({ id }) => id === target);
  if (nat?.state !== 'available') return drop('nat', `${target} is ${nat?.state ?? 'gone'}`);
  if (nat.subnetId === undefined) return throughRegional(connection, nat);
  const host = network.subnets.find(({ id }) => id === nat.subnetId);
  if (!host) throw new Error(`${target} is in no subnet`);
  const enter =
    host.id === subnet.id
      ? []
      : [
          () => throughAcl(network, host, false, source, https),
          () => throughAcl(network, host, true, source, sourcePort),
        ];
  return inSeries([
    () => onward(connection, nat, host, routeFor(network, effectiveTable(network, host), destination)),
    ...enter,
    () => throughAcl(network, host, true, destination, https),
    () => throughAclToNat(network, host, destination),
    () => pass('arrived', `${target} leads to the service`),
  ]);
}
