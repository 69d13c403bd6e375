import type { NatGateway, Route, Subnet } from '../network/types.ts';
import { throughAcl, throughAclToNat } from './acl.ts';
import type { Attempt } from './attempt.ts';
import { https } from './attempt.ts';
import { beyond, drop, type Fate, inTurn, pass } from './fate.ts';
import { throughGatewayEndpoint, throughInternetGateway } from './gateway.ts';
import { effectiveTable, routeFor } from './route.ts';

/** A regional NAT gateway has no host subnet, and routes of its own that lead to the internet gateway. */
function throughRegional({ network, subnet }: Attempt, { id, vpcId, connectivity }: NatGateway): Fate {
  if (connectivity === 'private') return beyond('nat', `${id} is private`);
  if (!network.internetGateways.some((gateway) => gateway.vpcId === vpcId)) {
    return drop('nat', `${vpcId} has no internet gateway`);
  }
  const modes = [subnet.blockMode, network.vpcs.find((vpc) => vpc.id === vpcId)?.blockMode];
  if (modes.includes('block-bidirectional')) return drop('internet', `Block Public Access: block-bidirectional`);
  return pass('arrived', `${id} leads to the service`);
}

function onward(attempt: Attempt, nat: NatGateway, host: Subnet, route: Route | undefined): Fate {
  const { network, subnet } = attempt;
  if (!route || route.state === 'blackhole') return drop('nat', `${nat.id}: ${host.id} has no route on`);
  const { target } = route;
  if (target.startsWith('vpce-')) return throughGatewayEndpoint(network, target, attempt);
  if (target.startsWith('igw-')) {
    const isPublic = nat.connectivity === 'public';
    const fate = throughInternetGateway(network, host, target, { publicIp: isPublic, nat: true });
    const excepted = subnet.blockMode === 'block-bidirectional' && fate.reached === true;
    return excepted ? beyond('internet', `${subnet.id} is blocked in both directions, ${host.id} is not`) : fate;
  }
  if (/^(nat|pcx|eigw)-|^local$/.test(target)) return drop('nat', `${nat.id}: ${host.id} leads to ${target}`);
  return beyond('nat', `${nat.id}: ${host.id} leads to ${target}`);
}

/** Into the NAT gateway's subnet, from there on by that subnet's own routes, and back [aws-facts: nat-gateway]. */
export function throughNat(attempt: Attempt, target: string): Fate {
  const { network, subnet, source, sourcePort, destination } = attempt;
  const nat = network.natGateways.find(({ id }) => id === target);
  if (nat?.state !== 'available') return drop('nat', `${target} is ${nat?.state ?? 'gone'}`);
  if (nat.subnetId === undefined) return throughRegional(attempt, nat);
  const host = network.subnets.find(({ id }) => id === nat.subnetId);
  if (!host) throw new Error(`${target} is in no subnet`);
  const enter =
    host.id === subnet.id
      ? []
      : [
          () => throughAcl(network, host, false, source, https),
          () => throughAcl(network, host, true, source, sourcePort),
        ];
  return inTurn([
    () => onward(attempt, nat, host, routeFor(network, effectiveTable(network, host), destination)),
    ...enter,
    () => throughAcl(network, host, true, destination, https),
    () => throughAclToNat(network, host, destination),
    () => pass('arrived', `${target} leads to the service`),
  ]);
}
