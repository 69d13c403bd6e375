import { addressOf, holds, isIpv4Cidr } from '../network/ipv4.ts';
import type { Network, NetworkAcl, Subnet } from '../network/types.ts';
import { type Delivery, drop, inParallel, pass } from './delivery.ts';
import { natPorts, samplePorts } from './samples.ts';

function aclOf(network: Network, subnet: Subnet): NetworkAcl {
  const acl =
    network.networkAcls.find(({ subnetIds }) => subnetIds.includes(subnet.id)) ??
    network.networkAcls.find(({ vpcId, isDefault }) => isDefault && vpcId === subnet.vpcId);
  if (!acl) throw new Error(`${subnet.vpcId} has no default network ACL`);
  return acl;
}

/**
 * What a subnet's network ACL does with a packet: the entry with the lowest number that matches decides, and what none
 * matches is denied. `remote` is the other end, `port` the port that the packet is sent to, `protocol` a number.
 */
export function throughAcl(
  network: Network,
  subnet: Subnet,
  egress: boolean,
  remote: number,
  port: number,
  protocol = '6',
): Delivery {
  const acl = aclOf(network, subnet);
  const entry = acl.entries
    .filter((each) => each.egress === egress && (each.protocol === '-1' || each.protocol === protocol))
    .filter(
      ({ cidr, ports }) =>
        isIpv4Cidr(cidr) && holds(cidr, remote) && (!ports || (ports[0] <= port && port <= ports[1])),
    )
    .sort((a, b) => a.number - b.number)[0];
  const way = `${egress ? 'out to' : 'in from'} ${addressOf(remote)} port ${port}`;
  const rule = `entry ${entry?.number ?? '*'} of ${acl.id} (${subnet.id})`;
  if (entry?.action === 'allow') return pass('network-acl', `${rule} lets ${way}`);
  return drop('network-acl', `${rule} denies ${way}`);
}

/** As `throughAcl`, for an answer to any of a NAT gateway's source ports. */
export function throughAclToNat(network: Network, subnet: Subnet, remote: number): Delivery {
  return inParallel(samplePorts(network, natPorts).map((port) => throughAcl(network, subnet, false, remote, port)));
}
