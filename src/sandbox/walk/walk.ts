import { numberOf, rangeOf } from '../network/ipv4.ts';
import type { Network, Subnet } from '../network/types.ts';
import { askServers } from './ask-dns-server.ts';
import { type Delivered, type Delivery, drop, inParallel, pass, type Stage, undetermined } from './delivery.ts';
import { sendElsewhere } from './elsewhere.ts';
import { asksAmazon, lookUpName, type ResolvedName } from './look-up-name.ts';
import type { PullConnection } from './pull-connection.ts';
import { effectiveTable } from './route.ts';
import { addressCuts, sampleAddresses, samplePorts, taskPorts } from './samples.ts';
import { sendToInterface, sendToPublic } from './send.ts';
import { networksOf } from './zones.ts';

export interface WalkQuery {
  subnetId: string;
  /** The last part of a service's name: `ecr.api`, `ecr.dkr`, `s3`, `logs`, … */
  service: string;
  /**
   * The host that the task asks for, where it is not the service's own of this region: another region's registry, or a
   * registry outside AWS. Endpoint policies are asked by `service`.
   */
  host?: string;
  /** The task's own address; left out, every address of the subnet is tried. */
  sourceIp?: string;
  /** Left out: not known, and taken to let everything out. */
  taskGroupIds?: readonly string[];
  /** Before 1.4.0 Fargate fetches the authorization over an interface of its own. */
  platformVersion?: '1.3.0' | '1.4.0';
  /** Whether the task has a public address; by default not. */
  publicIp?: boolean;
}

export interface Walk {
  reached: Delivered;
  /** Where it was decided. */
  stage: Stage;
  /** What was met, the deciding thing last. */
  trace: string[];
}

type Task = Pick<PullConnection, 'network' | 'subnet' | 'service' | 'host' | 'taskGroupIds' | 'publicIp'> & {
  sourceIp?: string;
};

/** Every distinguishable connection from any task address and port in the subnet to one of the destinations. */
function tryAll(
  task: Task,
  destinations: readonly number[],
  cuts: Set<number>,
  send: (connection: PullConnection) => Delivery,
): Delivery {
  return inParallel(
    destinations.map((destination) =>
      fromEveryTask(task, (source, sourcePort) => send({ ...task, source, sourcePort, destination }), cuts),
    ),
  );
}

/** From every distinguishable address and port that a task in the subnet may have. */
function fromEveryTask(
  { network, subnet, sourceIp }: Pick<Task, 'network' | 'subnet' | 'sourceIp'>,
  send: (source: number, sourcePort: number) => Delivery,
  cuts = addressCuts(network),
): Delivery {
  const { first, last } = rangeOf(subnet.cidr);
  // AWS keeps the first four addresses and the last one.
  const sources = sourceIp ? [numberOf(sourceIp)] : sampleAddresses({ first: first + 4, last: last - 1 }, cuts);
  const ports = samplePorts(network, taskPorts);
  return inParallel(sources.flatMap((source) => ports.map((sourcePort) => send(source, sourcePort))));
}

function connect(task: Task, resolution: ResolvedName): Delivery {
  const { network } = task;
  if (resolution.to === 'nowhere') return resolution.fate;
  const cuts = new Set(networksOf(network).flatMap((each) => [...addressCuts(each)]));
  if (resolution.to === 'public') {
    const destinations = resolution.cidrs.flatMap((cidr) => sampleAddresses(rangeOf(cidr), cuts));
    return tryAll(task, destinations, cuts, sendToPublic);
  }
  if (resolution.to === 'forwarded') return forwarded(task, resolution.why);
  if (resolution.to === 'addresses') {
    if (resolution.ips.length === 0) return drop('endpoint', `${resolution.why}, which has no network interface`);
    return tryAll(task, resolution.ips.map(numberOf), cuts, sendElsewhere);
  }
  const { endpoint, ips } = resolution;
  const cards = network.interfaces.filter(
    ({ id, ip }) => endpoint.interfaceIds.includes(id) && (ips?.includes(ip) ?? true),
  );
  if (cards.length === 0) return drop('endpoint', `${endpoint.id} has no network interface`);
  // DNS answers with any of them, so all of them count.
  return inParallel(
    cards.map((card) =>
      tryAll(task, [numberOf(card.ip)], cuts, (connection) => sendToInterface(connection, endpoint, card)),
    ),
  );
}

/** What other servers answer is not to be seen; where no answer could help, it is all one. */
function forwarded(task: Task, why: string): Delivery {
  const { network, subnet, service } = task;
  const served = network.endpoints.some(
    ({ vpcId, serviceName: name, state }) =>
      vpcId === subnet.vpcId && name.endsWith(`.${network.region}.${service}`) && state !== 'deleted',
  );
  const leaves = effectiveTable(network, subnet).routes.some(
    ({ target, state }) => state === 'active' && /^(tgw-|pcx-|vgw-|arn:)/.test(target),
  );
  const vpc = network.vpcs.find(({ id }) => id === subnet.vpcId)!;
  const cuts = addressCuts(network);
  const open = lookUpName(
    { ...network, resolverRules: [], privateZones: [], profiles: [], endpoints: [] },
    vpc,
    service,
    task.host,
  )
    .flatMap((each) => (each.to === 'public' ? each.cidrs : []))
    .flatMap((cidr) => sampleAddresses(rangeOf(cidr), cuts));
  const publicly = tryAll(task, open, cuts, sendToPublic);
  return served || leaves || publicly.delivered !== false ? undetermined('dns', why) : publicly;
}

function subnetOf(network: Network, id: string): Subnet {
  const subnet = network.subnets.find((each) => each.id === id);
  if (!subnet) throw new Error(`No subnet ${id}`);
  return subnet;
}

/**
 * Walks the packets of one hop of an image pull through the network. The rules, with their sources, are in
 * BEHAVIOUR.md.
 */
export function walk(network: Network, query: WalkQuery): Walk {
  const subnet = subnetOf(network, query.subnetId);
  const { service, taskGroupIds, platformVersion = '1.4.0', publicIp = false } = query;
  if (platformVersion === '1.3.0' && service === 'ecr.api') {
    return outcome(pass('arrived', "Fargate's own interface fetches the authorization"));
  }
  if (subnet.ipv6Native) return outcome(undetermined('route', `${subnet.id} has no IPv4`));
  const vpc = network.vpcs.find(({ id }) => id === subnet.vpcId);
  if (!vpc) throw new Error(`${subnet.id} is in no VPC`);
  if (!asksAmazon(network, vpc)) {
    const tries = { network, subnet, ...(query.sourceIp === undefined ? {} : { sourceIp: query.sourceIp }) };
    return outcome(askServers(network, subnet, vpc, taskGroupIds, (send) => fromEveryTask(tries, send)));
  }
  const resolutions = lookUpName(network, vpc, service, query.host);
  const task = { network, subnet, service, host: query.host, taskGroupIds, publicIp };
  const asked = query.sourceIp === undefined ? task : { ...task, sourceIp: query.sourceIp };
  // A client takes any of several answers.
  const delivery = inParallel(resolutions.map((resolution) => connect(asked, resolution)));
  return outcome(
    delivery,
    resolutions.flatMap((resolution) => (resolution.to === 'nowhere' ? [] : [resolution.why])),
  );
}

const outcome = ({ delivered, stage, why }: Delivery, before: readonly string[] = []): Walk => ({
  reached: delivered,
  stage,
  trace: [...before, why],
});
