import type { Reader } from '../../aws/read/reader.ts';
import { isDeleted } from '../../facts/endpoint-state.ts';
import { contains, isIpv4Address } from '../addresses/cidr.ts';
import { readDnsAttributes } from '../entities/dns-attributes.ts';
import { toNetworkInterface } from '../entities/network-interface.ts';
import type { PrefixList } from '../entities/prefix-list.ts';
import type { Snapshot } from '../snapshot.ts';
import { mapConcurrent } from './map-concurrent.ts';
import { collectUnread, type ReadPart } from './unread.ts';

/** Lists read at a time. */
const WIDTH = 10;

/**
 * The second wave, for the VPCs that matter by now: their DNS attributes, the network interfaces that their endpoints
 * and routes name and that their own DNS servers have, and the entries of the prefix lists that their routes and rules name. One latency more, and nothing
 * that is known already is asked again. Answers a new snapshot; refusals are in its `unread`.
 */
export async function readVpcDetails(reader: Reader, snapshot: Snapshot, vpcIds: readonly string[]): Promise<Snapshot> {
  const unread = [...snapshot.unread];
  const readPart = collectUnread(unread);
  const scope = new Set(vpcIds);
  const askedDns = new Set(snapshot.dnsAttributes.map((attributes) => attributes.vpcId));
  const interfaceIds = namedInterfaces(snapshot, scope);
  const listIds = unknownLists(snapshot, scope);
  const dnsServers = ownDnsServers(snapshot, scope);

  const [dnsAttributes, networkInterfaces, ofDnsServers, prefixLists] = await Promise.all([
    readDnsAttributes(
      reader,
      readPart,
      vpcIds.filter((id) => !askedDns.has(id)),
    ),
    interfaceIds.length === 0
      ? []
      : readPart(
          'networkInterfaces',
          async () => (await reader.networkInterfaces(interfaceIds)).map(toNetworkInterface),
          [],
        ),
    dnsServers.length === 0
      ? []
      : readPart(
          'networkInterfaces',
          async () => (await reader.networkInterfacesAt(dnsServers)).map(toNetworkInterface),
          [],
        ),
    mapConcurrent(listIds, WIDTH, (id) => readList(reader, readPart, snapshot, id)),
  ]);

  const renewed = new Set(listIds);
  const known = new Set([...snapshot.networkInterfaces, ...networkInterfaces].map(({ id }) => id));
  // The same address in another VPC is another interface.
  const further = ofDnsServers.filter(({ id, vpcId }) => scope.has(vpcId) && !known.has(id));
  return {
    ...snapshot,
    dnsAttributes: [...snapshot.dnsAttributes, ...dnsAttributes],
    networkInterfaces: [...snapshot.networkInterfaces, ...networkInterfaces, ...further],
    prefixLists: [...snapshot.prefixLists.filter((list) => !renewed.has(list.id)), ...prefixLists],
    detailed: [...new Set([...snapshot.detailed, ...vpcIds])],
    unread,
  };
}

/** Where DNS leads for an endpoint, and what stands behind a route to an interface (a NAT instance, an appliance). */
function namedInterfaces(snapshot: Snapshot, scope: ReadonlySet<string>): string[] {
  const known = new Set(snapshot.networkInterfaces.map((networkInterface) => networkInterface.id));
  const ofEndpoints = snapshot.endpoints
    .filter((endpoint) => scope.has(endpoint.vpcId) && !isDeleted(endpoint))
    .flatMap((endpoint) => endpoint.networkInterfaceIds);
  const ofRoutes = snapshot.routeTables
    .filter((table) => scope.has(table.vpcId))
    .flatMap((table) => table.routes)
    // A route to a stopped instance may name only the instance.
    .filter((route) => route.target.kind === 'network-interface' && route.target.id.startsWith('eni-'))
    .map((route) => route.target.id);
  return [...new Set([...ofEndpoints, ...ofRoutes])].filter((id) => !known.has(id));
}

/** The addresses of the DNS servers that DHCP options name inside these VPCs. */
function ownDnsServers(snapshot: Snapshot, scope: ReadonlySet<string>): string[] {
  const serversOf = new Map(snapshot.dhcpOptions.map(({ id, dnsServers }) => [id, dnsServers]));
  const inside = snapshot.vpcs
    .filter(({ id }) => scope.has(id))
    .flatMap(({ dhcpOptionsId, cidrBlocks }) =>
      (serversOf.get(dhcpOptionsId ?? '') ?? []).filter(
        (server) => isIpv4Address(server) && cidrBlocks.some((cidr) => contains(cidr, server)),
      ),
    );
  return [...new Set(inside)];
}

/**
 * Lists that a route or a rule names and whose entries are not known: a customer's, or AWS's where it kept them back.
 */
function unknownLists(snapshot: Snapshot, scope: ReadonlySet<string>): string[] {
  const known = new Set(snapshot.prefixLists.filter((list) => list.cidrs !== null).map((list) => list.id));
  const ofRoutes = snapshot.routeTables
    .filter((table) => scope.has(table.vpcId))
    .flatMap((table) => table.routes.map((route) => route.destination));
  const ofRules = snapshot.securityGroups
    .filter((group) => scope.has(group.vpcId))
    .flatMap((group) => [...group.ingress, ...group.egress].map((rule) => rule.peer));
  const named = [...ofRoutes, ...ofRules].filter(({ kind, value }) => kind === 'prefix-list' && value !== '');
  return [...new Set(named.map(({ value }) => value))].filter((id) => !known.has(id));
}

async function readList(reader: Reader, readPart: ReadPart, snapshot: Snapshot, id: string): Promise<PrefixList> {
  const name = snapshot.prefixLists.find((list) => list.id === id)?.name ?? null;
  const cidrs = await readPart<string[] | null>('prefixLists', () => reader.prefixListEntries(id), null);
  return { id, name, cidrs };
}
