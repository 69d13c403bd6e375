import { endpointServiceOf } from '../network/endpoint.ts';
import { addressOf, rangeOf } from '../network/ipv4.ts';
import type { Endpoint, Network, Vpc } from '../network/types.ts';
import { partitionOf, serviceName } from '../state/partition.ts';
import { otherS3Range, publicRange, registryRange } from '../worlds/catalogue.ts';
import { type Delivery, drop, undetermined } from './delivery.ts';

/** Where a name leads: to an endpoint's interfaces, to public addresses, or nowhere that is known here. */
export type ResolvedName =
  | { to: 'endpoint'; endpoint: Endpoint; why: string }
  | { to: 'public'; cidrs: readonly string[]; why: string }
  | { to: 'nowhere'; fate: Delivery };

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

/** The domains that answer inside the VPC beside the public ones, the most specific first. */
function privateDomains(network: Network, vpc: Vpc): { domain: string; exact: boolean; endpoint?: Endpoint }[] {
  const endpoints = network.endpoints.filter(
    (each) => each.vpcId === vpc.id && each.state === 'available' && each.privateDns && !each.inboundResolverOnly,
  );
  const names = endpoints.flatMap((endpoint) =>
    (endpointServiceOf(network, endpoint)?.privateDnsNames ?? []).map((name) => ({
      domain: name.replace(/^\*\./, ''),
      exact: !name.startsWith('*.'),
      endpoint,
    })),
  );
  const zones = network.privateZones
    .filter(({ vpcIds }) => vpcIds.includes(vpc.id))
    .map(({ domain }) => ({ domain, exact: false }));
  return [...names, ...zones].sort((a, b) => b.domain.length - a.domain.length);
}

/** Resolves the service's host, or the one that is given, as a task in the VPC would. */
export function lookUpName(
  network: Network,
  vpc: Vpc,
  service: string,
  host: string = hostOf(network, service),
): ResolvedName {
  if (!asksAmazon(network, vpc))
    return { to: 'nowhere', fate: undetermined('dns', `${host}: DHCP options name other resolvers`) };
  if (!vpc.dnsSupport) return { to: 'nowhere', fate: drop('dns', `${host}: ${vpc.id} has DNS resolution off`) };
  // Private names and private zones want both attributes [aws-facts: private-dns-attributes].
  const owner = (vpc.dnsHostnames ? privateDomains(network, vpc) : []).find(
    ({ domain, exact }) => host === domain || (!exact && host.endsWith(`.${domain}`)),
  );
  if (owner?.endpoint) return { to: 'endpoint', endpoint: owner.endpoint, why: `${host} is ${owner.endpoint.id}` };
  if (owner)
    return { to: 'nowhere', fate: undetermined('dns', `${host}: the private hosted zone ${owner.domain} answers`) };
  return { to: 'public', cidrs: publicCidrs(network, service, host), why: `${host} is public` };
}
