import { type AddressSet, addressesOf, covers } from '../../discover/addresses/address-set.ts';
import type { NetworkInterface } from '../../discover/entities/network-interface.ts';
import type { Subnet } from '../../discover/entities/subnet.ts';
import { effectiveRouteTable } from '../../discover/routing/effective-route-table.ts';
import { routesFor, unknownLists } from '../../discover/routing/route-lookup.ts';
import type { Port } from '../../facts/ports.ts';
import { type Cause, cause } from '../findings/cause.ts';
import { type DnsQuestion, dnsServerAcl, dnsServerGroup, dnsSubnetAcl, dnsTaskGroup } from '../rules/dns-server.ts';
import { insideRoute } from '../rules/inside-route.ts';
import { blackhole } from '../rules/route-values.ts';
import { deniedRead, memoized, type SourceSubnet, type VpcContext, whyNotVisible } from '../vpc-context.ts';
import { type JudgedPath, judgePath } from './judge-path.ts';
import { blockingFilter, type PathFilter, unknownFilter } from './path-filter.ts';

/** A DNS server that DHCP options name in place of AWS's, and where it is in the VPC. */
export interface DnsServer {
  readonly address: string;
  readonly addresses: AddressSet;
  readonly optionsId: string;
  /** Whether the address is one of the VPC's. */
  readonly isInside: boolean;
  /** The subnet that has the address, and the network interface, as far as they show. */
  readonly host: Subnet | undefined;
  readonly card: NetworkInterface | undefined;
}

/**
 * The way of a question from a subnet to the servers, and of the answer back, by routes, network ACLs and security
 * groups [aws-facts: custom-dns, resolver-unfiltered]. A resolver asks one server after the other, so that the way is
 * closed where no server can be reached. What a server then answers is not known: this never opens a hop.
 * @param addresses the servers' IPv4 addresses
 */
export function pathToDnsServers(
  context: VpcContext,
  source: SourceSubnet,
  optionsId: string,
  addresses: readonly string[],
): JudgedPath {
  const servers = memoized(context, `dns servers ${optionsId}`, () =>
    addresses.map((address) => serverAt(context, optionsId, address)),
  );
  const judged = (protocol: Port['protocol']) =>
    judgePath(
      source.addresses,
      servers.map((server) => ({
        far: server.addresses,
        filters: filtersTo({ context, source, server, protocol }),
      })),
    );
  const byUdp = judged('udp');
  const lost = judged('tcp').causes.filter((each) => each.cause.name === 'dns-over-tcp-stopped');
  return { verdict: byUdp.verdict, causes: [...byUdp.causes, ...lost] };
}

function serverAt(context: VpcContext, optionsId: string, address: string): DnsServer {
  const { vpc, subnets, snapshot } = context;
  const addresses = addressesOf([address]);
  return {
    address,
    addresses,
    optionsId,
    isInside: covers(addressesOf(vpc.cidrBlocks), addresses),
    host: subnets.find(({ cidrBlock }) => cidrBlock !== null && covers(addressesOf([cidrBlock]), addresses)),
    card: snapshot.networkInterfaces.find(
      (each) => each.vpcId === vpc.id && each.addresses.includes(address) && each.status !== 'available',
    ),
  };
}

function filtersTo(question: DnsQuestion): PathFilter[] {
  const { server } = question;
  return [...dnsTaskGroup(question), ...(server.isInside ? inside(question) : outside(question))];
}

function inside(question: DnsQuestion): PathFilter[] {
  const { context, source, server } = question;
  const { host, card } = server;
  if (host?.id === source.subnet.id) return atServer(question);
  const table = effectiveRouteTable(context.snapshot, source.subnet);
  const there = { side: 'far', name: server.address, addresses: server.addresses } as const;
  const here = { side: 'task', name: source.subnet.id, addresses: source.addresses } as const;
  const way = [...insideRoute(context, table, source.subnet.id, there), ...dnsSubnetAcl(question)];
  if (host === undefined) return [...way, ...nowhere(question)];
  return [
    ...way,
    ...insideRoute(context, effectiveRouteTable(context.snapshot, host), host.id, here),
    ...dnsServerAcl(question, host.id),
    ...(card === undefined ? unseen(question, host) : atServer(question)),
  ];
}

/** The server's network interface and its groups. */
function atServer(question: DnsQuestion): PathFilter[] {
  const { server } = question;
  if (server.card !== undefined) return dnsServerGroup(question, server.card);
  return server.host === undefined ? [] : unseen(question, server.host);
}

/**
 * An interface that does not show: refused, not asked for, a participant's of a shared VPC [aws-facts: shared-vpc], or
 * none at all.
 */
function unseen({ context, server, protocol }: DnsQuestion, host: Subnet): PathFilter[] {
  const { snapshot, index, vpc } = context;
  if (protocol === 'tcp') return [unknownFilter(server.addresses, [])];
  const refused = deniedRead(snapshot, 'networkInterfaces');
  const values = { server: server.address, host: host.id, options: server.optionsId };
  const hidden = index.detailed.has(vpc.id) ? [cause('dns-server-not-seen', server.optionsId, values)] : [];
  return [unknownFilter(server.addresses, refused === undefined ? hidden : [refused])];
}

/** An address of the VPC that none of its subnets has. */
function nowhere({ context, source, server, protocol }: DnsQuestion): PathFilter[] {
  const { snapshot, isForeign } = context;
  if (isForeign || deniedRead(snapshot, 'subnets') !== undefined)
    return [unknownFilter(server.addresses, [whyNotVisible(context, 'subnets', `The subnet of ${server.address}`)])];
  const table = effectiveRouteTable(snapshot, source.subnet);
  const isLocal =
    table !== undefined &&
    routesFor(table, context.index.prefixLists, server.addresses).every(
      ({ route }) => route === null || route.target.kind === 'local',
    );
  // A more specific route may lead to an appliance that answers at an address of nobody's.
  if (!isLocal || protocol === 'tcp') return [unknownFilter(server.addresses, [])];
  const values = { server: server.address, options: server.optionsId };
  return [blockingFilter([cause('dns-server-nowhere', server.optionsId, values)])];
}

/** A server in another network: the way to it is followed as far as the subnet's own route and network ACL. */
function outside(question: DnsQuestion): PathFilter[] {
  const { context, source, server } = question;
  const table = effectiveRouteTable(context.snapshot, source.subnet);
  const beyond = unknownFilter(server.addresses, []);
  if (table === undefined) {
    const hidden = whyNotVisible(context, 'routeTables', `The route table of ${source.subnet.id}`);
    return [unknownFilter(server.addresses, [hidden])];
  }
  const [part] = routesFor(table, context.index.prefixLists, server.addresses);
  const dropped = droppedBy(question, table, part?.route ?? null);
  const isSure = unknownLists(table, context.index.prefixLists).length === 0;
  return [...dnsSubnetAcl(question), dropped !== undefined && isSure ? blockingFilter([dropped]) : beyond];
}

/** Why no packet gets out to the server; undefined where one may. */
function droppedBy(
  { server, source, protocol }: DnsQuestion,
  table: Parameters<typeof blackhole>[0],
  route: Parameters<typeof blackhole>[1] | null,
): Cause | undefined {
  if (protocol === 'tcp') return undefined;
  if (route?.state === 'blackhole') return blackhole(table, route);
  if (route !== null) return undefined;
  const values = { table: table.id, server: server.address, subnet: source.subnet.id };
  return cause('dns-server-unrouted', table.id, values);
}
