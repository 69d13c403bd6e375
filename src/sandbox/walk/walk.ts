import { numberOf, rangeOf } from '../network/ipv4.ts';
import type { Network, Subnet } from '../network/types.ts';
import { askServers } from './ask-dns-server.ts';
import { type Delivered, type Delivery, drop, inParallel, pass, type Stage, undetermined } from './delivery.ts';
import { asksAmazon, lookUpName, type ResolvedName } from './look-up-name.ts';
import type { PullConnection } from './pull-connection.ts';
import { addressCuts, sampleAddresses, samplePorts, taskPorts } from './samples.ts';
import { sendToInterface, sendToPublic } from './send.ts';

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
  const cuts = addressCuts(network);
  if (resolution.to === 'public') {
    const destinations = resolution.cidrs.flatMap((cidr) => sampleAddresses(rangeOf(cidr), cuts));
    return tryAll(task, destinations, cuts, sendToPublic);
  }
  const { endpoint } = resolution;
  const cards = network.interfaces.filter(({ id }) => endpoint.interfaceIds.includes(id));
  if (cards.length === 0) return drop('endpoint', `${endpoint.id} has no network interface`);
  // DNS answers with any of them, so all of them count.
  return inParallel(
    cards.map((card) =>
      tryAll(task, [numberOf(card.ip)], cuts, (connection) => sendToInterface(connection, endpoint, card)),
    ),
  );
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
  const resolution = lookUpName(network, vpc, service, query.host);
  const task = { network, subnet, service, host: query.host, taskGroupIds, publicIp };
  const delivery = connect(query.sourceIp === undefined ? task : { ...task, sourceIp: query.sourceIp }, resolution);
  return outcome(delivery, resolution.to === 'nowhere' ? [] : [resolution.why]);
}

const outcome = ({ delivered, stage, why }: Delivery, before: readonly string[] = []): Walk => ({
  reached: delivered,
  stage,
  trace: [...before, why],
});
