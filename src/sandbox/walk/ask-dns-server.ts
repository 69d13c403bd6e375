import { addressOf, holds, isIpv4Cidr, numberOf } from '../network/ipv4.ts';
import type { Network, Subnet, Vpc } from '../network/types.ts';
import { throughAcl } from './acl.ts';
import { type Delivery, drop, inSeries, pass, undetermined } from './delivery.ts';
import { throughGroups } from './groups.ts';
import { asksAmazonAt, dnsServersOf } from './look-up-name.ts';
import { effectiveTable, routeFor } from './route.ts';

const dns = { protocol: '17', port: 53 };

/** A question that a task sends by UDP to a server of the customer's. */
interface Question {
  network: Network;
  subnet: Subnet;
  source: number;
  sourcePort: number;
  server: number;
  taskGroupIds: readonly string[] | undefined;
}

/**
 * Whether a question of any of these tasks gets to one of the servers that DHCP options name, and its answer back. Only
 * that it does not is certain: what a server says to a question that arrives is not known here.
 * @param tryAll tries every distinguishable address and port of the tasks
 */
export function askServers(
  network: Network,
  subnet: Subnet,
  vpc: Vpc,
  taskGroupIds: readonly string[] | undefined,
  tryAll: (send: (source: number, sourcePort: number) => Delivery) => Delivery,
): Delivery {
  const fates = dnsServersOf(network, vpc).map((text) => {
    if (asksAmazonAt(vpc, text))
      return vpc.dnsSupport ? undetermined('dns', `${text} may be asked`) : drop('dns', `${text} does not answer`);
    if (!/^[\d.]+$/.test(text)) return undetermined('dns', `${text} isn’t an IPv4 address`);
    const server = numberOf(text);
    return tryAll((source, sourcePort) => ask({ network, subnet, source, sourcePort, server, taskGroupIds }));
  });
  const shut = fates.length > 0 && fates.every(({ delivered }) => delivered === false);
  const why = fates.map((fate) => fate.why).join('; ');
  return shut ? drop('dns', why) : undetermined('dns', `DHCP options name other resolvers: ${why}`);
}

function ask(question: Question): Delivery {
  const { network, subnet, server, taskGroupIds } = question;
  const vpc = network.vpcs.find(({ id }) => id === subnet.vpcId)!;
  const card = network.interfaces.find(({ ip, vpcId }) => vpcId === vpc.id && numberOf(ip) === server);
  const leave = taskGroupIds
    ? [() => throughGroups(network, taskGroupIds, true, server, card?.groupIds ?? [], dns)]
    : [];
  return inSeries([
    ...leave,
    () => (vpc.cidrs.some((cidr) => holds(cidr, server)) ? inside(question) : outside(question)),
  ]);
}

/** Out of the task's subnet and, for the answer, back into it. */
function crossOwn({ network, subnet, server, sourcePort }: Question): Delivery {
  return inSeries([
    () => throughAcl(network, subnet, true, server, dns.port, dns.protocol),
    () => throughAcl(network, subnet, false, server, sourcePort, dns.protocol),
  ]);
}

/** As far as a route leads directly. */
function directly(network: Network, from: Subnet, to: number): Delivery {
  const route = routeFor(network, effectiveTable(network, from), to);
  if (!route || route.state === 'blackhole') return drop('route', `no route to ${addressOf(to)}`);
  if (route.target === 'local') return pass('route', `${addressOf(to)} is local`);
  return undetermined('route', `${route.destination} leads to ${route.target}`);
}

function inside(question: Question): Delivery {
  const { network, subnet, source, sourcePort, server, taskGroupIds } = question;
  const host = network.subnets.find(
    ({ vpcId, cidr }) => vpcId === subnet.vpcId && isIpv4Cidr(cidr) && holds(cidr, server),
  );
  const there = () => {
    const card = network.interfaces.find(({ ip, vpcId }) => vpcId === subnet.vpcId && numberOf(ip) === server);
    if (card?.status !== 'in-use') return drop('dns', `nothing has the address ${addressOf(server)}`);
    if (card.groupIds.length === 0) return pass('dns', `${card.id} is asked`);
    return throughGroups(network, card.groupIds, false, source, taskGroupIds, dns);
  };
  if (host?.id === subnet.id) return there();
  const route = directly(network, subnet, server);
  if (!host) {
    // What a route leads to may answer at an address of nobody's.
    const nobody = drop('dns', `no subnet has the address ${addressOf(server)}`);
    return inSeries([() => crossOwn(question), () => (route.delivered === true ? nobody : route)]);
  }
  return inSeries([
    () => crossOwn(question),
    () => route,
    () => directly(network, host, source),
    () => throughAcl(network, host, false, source, dns.port, dns.protocol),
    () => throughAcl(network, host, true, source, sourcePort, dns.protocol),
    there,
  ]);
}

/** Into another network, as far as the subnet's route. */
function outside(question: Question): Delivery {
  const { network, subnet, server } = question;
  return inSeries([
    () => crossOwn(question),
    () => {
      const route = directly(network, subnet, server);
      return route.delivered === false ? route : undetermined('dns', `${addressOf(server)} is in another network`);
    },
  ]);
}
