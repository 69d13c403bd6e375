import type { Reader } from '../../aws/read/reader.ts';
import type { PullpathError } from '../../errors.ts';
import { toCaller } from '../entities/caller.ts';
import { toDhcpOptions } from '../entities/dhcp-options.ts';
import { readDnsAttributes } from '../entities/dns-attributes.ts';
import { toEndpoint } from '../entities/endpoint.ts';
import { toEndpointServices } from '../entities/endpoint-service.ts';
import { toNatGateway } from '../entities/nat-gateway.ts';
import { toNetworkAcl } from '../entities/network-acl.ts';
import { toPrefixList } from '../entities/prefix-list.ts';
import { toRouteTable } from '../entities/route-table.ts';
import { toSecurityGroup } from '../entities/security-group.ts';
import { toSubnet } from '../entities/subnet.ts';
import { toVpc } from '../entities/vpc.ts';
import { toZone } from '../entities/zone.ts';
import type { Snapshot, SnapshotPart, UnreadPart } from '../snapshot.ts';
import { collectUnread } from './unread.ts';

/** What to read: a whole region, or certain VPCs of it. */
export interface ReadScope {
  readonly region: string;
  readonly vpcIds?: readonly string[] | undefined;
}

/**
 * The first wave: everything that can be asked in bulk, side by side, so one latency and the pages. The DNS attributes,
 * which EC2 tells one VPC at a time, come along where the VPCs are named; else `readVpcDetails` asks for those that
 * matter. Endpoints are always read for the whole region: their quota is counted there, and «your endpoints are in
 * another VPC» can be seen. Rejects without an identity, or where not a single part could be read; other refusals are
 * in `unread`.
 */
export async function readRegion(reader: Reader, { region, vpcIds }: ReadScope): Promise<Snapshot> {
  const unread: UnreadPart[] = [];
  const errors: PullpathError[] = [];
  const readPart = collectUnread(unread, errors);
  const read = <R, T>(part: SnapshotPart, raw: () => Promise<R[]>, to: (raw: R) => T): Promise<T[]> =>
    readPart(part, async () => (await raw()).map(to), []);
  const scope = { vpcIds };
  const identity = reader.callerIdentity().then(toCaller);
  const vpcsRead = read('vpcs', () => reader.vpcs(scope), toVpc);
  const vpcsOf = async () => (await vpcsRead).map(({ id }) => id);

  const reads = [
    identity,
    read('zones', () => reader.zones(), toZone),
    vpcsRead,
    read('subnets', () => reader.subnets(scope), toSubnet),
    read('routeTables', () => reader.routeTables(scope, vpcsOf), toRouteTable),
    read('natGateways', () => reader.natGateways(scope), toNatGateway),
    read('networkAcls', () => reader.networkAcls(scope), toNetworkAcl),
    read('securityGroups', () => reader.securityGroups(scope), toSecurityGroup),
    read('endpoints', () => reader.endpoints({}), toEndpoint),
    read('endpointServices', () => reader.endpointServices(), toEndpointServices),
    read('dhcpOptions', () => reader.dhcpOptions(), toDhcpOptions),
    read('prefixLists', () => reader.prefixLists(), toPrefixList),
    readDnsAttributes(reader, readPart, vpcIds ?? []),
  ] as const;
  const [
    caller,
    zones,
    vpcs,
    subnets,
    routeTables,
    natGateways,
    networkAcls,
    securityGroups,
    endpoints,
    endpointServices,
    dhcpOptions,
    prefixLists,
    dnsAttributes,
  ] = await Promise.all(reads).catch(async (error: unknown) => {
    // STS tells expired credentials from a clock that is off, which EC2 does not: where both complain, STS is heard.
    await identity;
    throw error;
  });

  const [first] = errors;
  const bulk = new Set(unread.map((entry) => entry.part).filter((part) => part !== 'dnsAttributes'));
  // All but the identity, which no policy can deny, and the DNS attributes, of which there may be none to read.
  if (first !== undefined && bulk.size === reads.length - 2) throw first;
  return {
    caller,
    region,
    zones,
    vpcs,
    subnets,
    routeTables,
    natGateways,
    networkAcls,
    securityGroups,
    networkInterfaces: [],
    endpoints,
    endpointServices: endpointServices.flat(),
    dhcpOptions,
    dnsAttributes,
    prefixLists,
    names: [],
    detailed: [],
    unread,
  };
}
