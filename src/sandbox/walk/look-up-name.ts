import { addressOf, holds, numberOf, rangeOf } from '../network/ipv4.ts';
import type { ZoneRecord } from '../network/names.ts';
import type { Endpoint, Network, Vpc } from '../network/types.ts';
import { partitionOf, serviceName } from '../state/partition.ts';
import { otherS3Range, publicRange, registryRange } from '../worlds/catalogue.ts';
import { type Delivery, drop, undetermined } from './delivery.ts';
import { authorityOf, networksOf, recordsFor } from './zones.ts';

/** Where a name leads: to an endpoint's interfaces, to other addresses, to public ones, or nowhere that is known here. */
export type ResolvedName =
  /** Of an endpoint of the VPC; `ips`: at these addresses only. */
  | { to: 'endpoint'; endpoint: Endpoint; ips?: readonly string[]; why: string }
  /** Of another VPC, or of nothing. */
  | { to: 'addresses'; ips: readonly string[]; why: string }
  /** Whatever other DNS servers say. */
  | { to: 'forwarded'; why: string }
  | { to: 'public'; cidrs: readonly string[]; why: string }
  /** `isDenied`: the resolver answers that there is no such name, and not nothing at all. */
  | { to: 'nowhere'; fate: Delivery; isDenied?: boolean };

/** The host that a task asks for. */
function hostOf(network: Network, service: string): string {
  const { region } = network;
  const { dnsSuffix } = partitionOf(region);
  if (service === 'ecr.dkr') return `111122223333.dkr.ecr.${region}.${dnsSuffix}`;
  if (service === 's3') return `prod-${region}-starport-layer-bucket.s3.${region}.${dnsSuffix}`;
  const name = network.services.find(({ name: full }) => full === serviceName(region, service))?.privateDnsNames[0];
  if (!name) throw new Error(`No interface service ${service} with a private name in ${region}`);
  return name.replace('*', 'any');
}

const amazonDns = '169.254.169.253';

/** Amazon's resolver by one of its names: the word, the link-local address, or the VPC's base address plus two. */
export function asksAmazonAt(vpc: Vpc, server: string): boolean {
  const plusTwo = addressOf(rangeOf(vpc.cidrs[0]!).first + 2);
  return ['AmazonProvidedDNS', amazonDns, plusTwo].includes(server);
}

/** The servers that the VPC's DHCP options hand out. */
export function dnsServersOf(network: Network, vpc: Vpc): readonly string[] {
  return network.dhcpOptions.find(({ id }) => id === vpc.dhcpOptionsId)?.options['domain-name-servers'] ?? [];
}

/** Whether nobody but Amazon's resolver is asked for names in the VPC. */
export function asksAmazon(network: Network, vpc: Vpc): boolean {
  const servers = dnsServersOf(network, vpc);
  return servers.length > 0 && servers.every((server) => asksAmazonAt(vpc, server));
}

/** S3 of another region is in none of this region's prefix lists. */
function publicCidrs(network: Network, service: string, host: string): readonly string[] {
  const { region } = network;
  if (!host.endsWith(`.${partitionOf(region).dnsSuffix}`)) return [registryRange];
  if (host.includes('.s3.') && !host.includes(`.s3.${region}.`)) return [otherS3Range];
  const list = network.prefixLists.find(({ name, ownerId }) => ownerId === 'AWS' && name.endsWith(`.${service}`));
  return list?.cidrs ?? [publicRange];
}

/** Resolves the service's host, or the one that is given, as a task in the VPC would: every answer that it may get. */
export function lookUpName(
  network: Network,
  vpc: Vpc,
  service: string,
  host: string = hostOf(network, service),
): ResolvedName[] {
  const nowhere = (fate: Delivery): ResolvedName[] => [{ to: 'nowhere', fate }];
  if (!asksAmazon(network, vpc)) return nowhere(undetermined('dns', `${host}: DHCP options name other resolvers`));
  if (!vpc.dnsSupport) return nowhere(drop('dns', `${host}: ${vpc.id} has DNS resolution off`));
  const question = { network, vpc, service, host };
  // Private names and private zones want both attributes [aws-facts: private-dns-attributes].
  return vpc.dnsHostnames ? privately(question, host, 8) : [publicly(question)];
}

interface Question {
  network: Network;
  vpc: Vpc;
  service: string;
  host: string;
}

const publicly = ({ network, service, host }: Question): ResolvedName => ({
  to: 'public',
  cidrs: publicCidrs(network, service, host),
  why: `${host} is public`,
});

function privately(question: Question, name: string, left: number): ResolvedName[] {
  const { network, vpc, host } = question;
  const owner = authorityOf(network, vpc, name);
  if (!owner) return name === host ? [publicly(question)] : [beyond(`${host}: ${name} is public`)];
  if (owner.by === 'endpoint') return [atEndpoint(question, owner.endpoint)];
  if (owner.by === 'rule') return [forwarded(question, owner.rule.targets, owner.rule.id)];
  const { zone } = owner;
  if (!zone.records) return [beyond(`${host}: the private hosted zone ${zone.domain} answers`)];
  const found = recordsFor(zone, name);
  if (found === 'no name' && zone.publicFallback) return [publicly(question)];
  if (typeof found === 'string')
    return [
      {
        to: 'nowhere',
        fate: drop('dns', `${host}: the private hosted zone ${zone.domain} has ${found}`),
        isDenied: true,
      },
    ];
  return found.flatMap((record) => follow(question, record, left));
}

const beyond = (why: string): ResolvedName => ({ to: 'nowhere', fate: undetermined('dns', why) });

function follow(question: Question, record: ZoneRecord, left: number): ResolvedName[] {
  const { network, host } = question;
  if (record.type === 'A' && record.values) return atAddresses(question, record.values);
  const target = (record.alias?.dnsName ?? record.values![0]!).replace(/\.$/, '');
  const id = /^(vpce-[0-9a-f]+)-/.exec(target)?.[1];
  if (id === undefined)
    return left === 0 ? [beyond(`${host} leads in circles`)] : privately(question, target, left - 1);
  const endpoint = networksOf(network)
    .flatMap(({ endpoints }) => endpoints)
    .find((each) => each.id === id && each.state === 'available');
  if (!endpoint) return [{ to: 'nowhere', fate: drop('dns', `${host}: there is no endpoint ${id}`) }];
  return [atEndpoint(question, endpoint)];
}

function atEndpoint({ network, vpc, service, host }: Question, endpoint: Endpoint): ResolvedName {
  const why = `${host} is ${endpoint.id}`;
  if (endpoint.serviceName !== serviceName(network.region, service, 'Interface'))
    return { to: 'nowhere', fate: drop('endpoint', `${why}, which is of ${endpoint.serviceName}`) };
  if (endpoint.vpcId === vpc.id) return { to: 'endpoint', endpoint, why };
  const cards = networksOf(network).flatMap(({ interfaces }) =>
    interfaces.filter(({ id }) => endpoint.interfaceIds.includes(id)),
  );
  return { to: 'addresses', ips: cards.map(({ ip }) => ip), why };
}

/** Each address by itself: Route 53 answers with all of them, and a client takes any. */
function atAddresses(question: Question, ips: readonly string[]): ResolvedName[] {
  const { network, vpc, host } = question;
  return ips.map((ip) => {
    if (!vpc.cidrs.some((cidr) => holds(cidr, numberOf(ip))))
      return { to: 'addresses', ips: [ip], why: `${host} is ${ip}` };
    const card = network.interfaces.find((each) => each.vpcId === vpc.id && each.ip === ip);
    if (!card) return { to: 'nowhere', fate: drop('endpoint', `${host}: nothing answers at ${ip}`) };
    const endpoint = network.endpoints.find(({ interfaceIds }) => interfaceIds.includes(card.id));
    if (!endpoint) return beyond(`${host}: what ${card.id} answers is not to be seen`);
    const found = atEndpoint(question, endpoint);
    return found.to === 'endpoint' ? { ...found, ips: [ip] } : found;
  });
}

function forwarded({ network, vpc, host }: Question, targets: readonly string[], rule: string): ResolvedName {
  const why = `${host} is forwarded by ${rule} to ${targets.join(', ')}`;
  const isDead = (ip: string) =>
    vpc.cidrs.some((cidr) => holds(cidr, numberOf(ip)) && numberOf(ip) !== rangeOf(cidr).first + 2) &&
    !network.interfaces.some((each) => each.vpcId === vpc.id && each.ip === ip);
  return targets.length > 0 && targets.every(isDead)
    ? { to: 'nowhere', fate: drop('dns', `${why}, where nothing answers`) }
    : { to: 'forwarded', why };
}
