import type { AwsProfileResource, DnsReader } from '../../aws/read/dns-reader.ts';
import type { Reader } from '../../aws/read/reader.ts';
import type { PullpathError } from '../../errors.ts';
import { contains, resolverAddress } from '../addresses/cidr.ts';
import { toNetworkInterface } from '../entities/network-interface.ts';
import {
  type HostedZone,
  type ResolverRule,
  toDnsName,
  toDnsRecord,
  toHostedZone,
  toResolverRule,
  toZoneId,
  type VpcNames,
} from '../entities/private-names.ts';
import { mapConcurrent } from '../reading/map-concurrent.ts';
import { stopWhenUnreachable } from '../reading/stop-when-unreachable.ts';
import { collectUnread, type ReadPart } from '../reading/unread.ts';
import type { Snapshot } from '../snapshot.ts';
import { leadsElsewhere } from './leads-elsewhere.ts';
import { mistakenZoneNames, namesOfService } from './service-hosts.ts';
import { isUnder, lookUp } from './zone-lookup.ts';

/** VPCs asked about at a time: Route 53 takes five requests a second of an account [aws-facts: zone-records]. */
const WIDTH = 4;

/** Of more VPCs than these who answers their names is not asked: at Route 53's rate it would take minutes. */
const NAMED_VPCS = 20;

/** Rules that AWS makes for every VPC, among them that of all public names. */
const AUTODEFINED = /^rslvr-autodefined-/;

/** What names are read with. */
export interface NameReaders {
  readonly reader: Reader;
  readonly dns: DnsReader;
}

interface Reading {
  readonly reader: Reader;
  readonly dns: DnsReader;
  /** Readers of other accounts, by account: who owns a zone may read it. */
  readonly others: ReadonlyMap<string, DnsReader>;
  readonly readPart: ReadPart;
  readonly snapshot: Snapshot;
  readonly hosts: readonly string[];
  readonly mistaken: readonly string[];
}

/**
 * Who answers the names of these services in these VPCs: zones, rules and Profiles, each as far as it may be read. What is
 * refused, or cannot be reached, leaves its part null: then that is judged as if nobody had asked. A VPC without any costs
 * two requests; records are read of zones that a host lies in, and Profiles where the VPC leads to another network or has
 * a zone or rule for one of the names.
 */
export async function readNames(
  { reader, dns }: NameReaders,
  snapshot: Snapshot,
  vpcIds: readonly string[],
  services: readonly string[],
  others: ReadonlyMap<string, DnsReader> = new Map(),
): Promise<Snapshot> {
  const hosts = services.flatMap((service) => namesOfService(snapshot, service).hosts);
  const known = new Map(snapshot.names.map((names) => [names.vpcId, names]));
  const asked = vpcIds.filter((id) => !hosts.every((host) => known.get(id)?.hosts.includes(host)));
  if (asked.length === 0 || asked.length > NAMED_VPCS) return snapshot;
  const unread = [...snapshot.unread];
  const reading: Reading = {
    reader,
    dns: guarded(dns),
    others: new Map([...others].map(([account, reader]) => [account, guarded(reader)])),
    readPart: collectUnread(unread, [], isFatal),
    snapshot,
    hosts,
    mistaken: services.flatMap((service) => mistakenZoneNames(snapshot, service)),
  };
  const names = await mapConcurrent(asked, WIDTH, (vpcId) => namesOfVpc(reading, vpcId));
  const kept = snapshot.names.filter(({ vpcId }) => !asked.includes(vpcId));
  return { ...snapshot, names: [...kept, ...names], unread };
}

/** A service that cannot be reached leaves unread what it would have told. */
function isFatal({ kind }: PullpathError): boolean {
  return kind !== 'refused-by-aws' && kind !== 'failed';
}

/** Three services, each of which may be out of reach by itself. */
function guarded(dns: DnsReader): DnsReader {
  return stopWhenUnreachable(dns, (call) => {
    if (call.startsWith('profile')) return 'profiles';
    return call.startsWith('resolver') ? 'resolver' : 'route53';
  });
}

async function namesOfVpc(reading: Reading, vpcId: string): Promise<VpcNames> {
  const [zones, rules] = await Promise.all([zonesOfVpc(reading, vpcId), rulesOfVpc(reading, vpcId)]);
  const own = {
    vpcId,
    hosts: [...reading.hosts],
    zones,
    rules,
    profileIds: null,
    profileEndpointIds: [],
    deadAddresses: [],
  };
  const names = mayHaveProfile(reading.snapshot, own) ? await withProfiles(reading, own) : own;
  return { ...names, deadAddresses: await deadAddresses(reading, names) };
}

/** Whether a Profile could lead a name anywhere that counts: elsewhere, or to an endpoint without private DNS. */
function mayHaveProfile(snapshot: Snapshot, { vpcId, zones, rules }: VpcNames): boolean {
  if ((zones ?? []).length > 0 || (rules ?? []).length > 0) return true;
  const silent = snapshot.endpoints.some(
    (each) => each.vpcId === vpcId && each.type === 'Interface' && !each.privateDns,
  );
  return silent || leadsElsewhere(snapshot, vpcId);
}

/** What records and rules name inside of the VPC, and no network interface has: there nothing answers. */
async function deadAddresses({ reader, readPart, snapshot }: Reading, names: VpcNames): Promise<string[]> {
  const { cidrBlocks } = snapshot.vpcs.find(({ id }) => id === names.vpcId) ?? { cidrBlocks: [] };
  const recorded = (names.zones ?? []).flatMap(({ records }) => records ?? []).filter(({ type }) => type === 'A');
  const named = [...recorded.flatMap(({ values }) => values), ...(names.rules ?? []).flatMap(({ targets }) => targets)];
  const here = [...new Set(named)].filter((address) => cidrBlocks.some((cidr) => contains(cidr, address)));
  // AWS's own resolver has an address of the VPC, and no interface.
  const asked = here.filter((address) => !cidrBlocks.some((cidr) => address === resolverAddress(cidr)));
  if (asked.length === 0) return [];
  const found = await readPart('networkInterfaces', () => reader.networkInterfacesAt(asked), null);
  if (found === null) return [];
  const own = found.filter(({ VpcId }) => VpcId === names.vpcId);
  const alive = new Set(own.flatMap((each) => toNetworkInterface(each).addresses));
  return asked.filter((address) => !alive.has(address));
}

async function zonesOfVpc(reading: Reading, vpcId: string): Promise<HostedZone[] | null> {
  const { dns, readPart, snapshot } = reading;
  const listed = await readPart<HostedZone[] | null>(
    'hostedZones',
    async () => (await dns.hostedZonesOfVpc(vpcId, snapshot.region)).map(toHostedZone),
    null,
  );
  const ownedByEndpoint = new Set(snapshot.endpoints.flatMap(({ privateZoneIds }) => privateZoneIds));
  if (listed === null) return null;
  const marked = listed.map((zone) => (ownedByEndpoint.has(zone.id) ? { ...zone, isManaged: true } : zone));
  const relevant = marked.filter((zone) => mayDecide(reading, zone));
  return Promise.all(relevant.map((zone) => withRecords(reading, zone)));
}

/** A zone that a host lies in, or that was meant for one; others decide nothing here and are not kept. */
function mayDecide({ hosts, mistaken }: Reading, { name, isManaged }: HostedZone): boolean {
  return !isManaged && (hosts.some((host) => isUnder(host, name)) || mistaken.includes(name));
}

/** The records of a zone, and what becomes of a host that it lacks, as far as its owner lets the caller read them. */
async function withRecords(reading: Reading, zone: HostedZone): Promise<HostedZone> {
  const { readPart, snapshot, others } = reading;
  const hosts = reading.hosts.filter((host) => isUnder(host, zone.name));
  if (hosts.length === 0) return zone;
  const isOwn = zone.owner === snapshot.caller.account || zone.owner === '';
  const dns = others.get(zone.owner) ?? reading.dns;
  const read = async () =>
    (await dns.recordSets(zone.id)).map(toDnsRecord).filter(({ type }) => !/^(NS|SOA)$/.test(type));
  // What another account keeps to itself is no fault of the caller's policy.
  const records = isOwn || others.has(zone.owner) ? await readPart('hostedZones', read, null) : await attempt(read);
  if (records === null || hosts.every((host) => lookUp({ ...zone, records }, host).is !== 'absent'))
    return { ...zone, records };
  const details = await attempt(() => dns.hostedZone(zone.id));
  const status = details?.Features?.PublicDNSFallbackStatus;
  return { ...zone, records, publicFallback: details === null ? null : status === 'ENABLED' };
}

/** Null where it is refused or nobody answers. */
async function attempt<T>(read: () => Promise<T>): Promise<T | null> {
  return collectUnread([], [], isFatal)('hostedZones', read, null as T | null);
}

async function rulesOfVpc(reading: Reading, vpcId: string): Promise<ResolverRule[] | null> {
  const { dns, readPart } = reading;
  const read = async () => {
    const associations = await dns.resolverRuleAssociations(vpcId);
    const ids = associations
      .filter(({ Status }) => Status === undefined || !/^(DELETING|FAILED|CREATING)$/.test(Status))
      .map(({ ResolverRuleId }) => ResolverRuleId ?? '')
      .filter((id) => id !== '' && !AUTODEFINED.test(id));
    return Promise.all([...new Set(ids)].map((id) => ruleOf(reading, id, null)));
  };
  const rules = await readPart<ResolverRule[] | null>('resolverRules', read, null);
  return rules === null ? null : rules.filter((rule) => concerns(reading, rule));
}

/** A rule that cannot be read may be for any name. */
async function ruleOf(reading: Reading, id: string, profileId: string | null): Promise<ResolverRule> {
  const unknown = {
    id,
    name: '',
    domain: null,
    type: '',
    status: '',
    owner: '',
    targets: [],

    profileId,
  };
  return reading.readPart<ResolverRule>(
    'resolverRules',
    async () => toResolverRule(await reading.dns.resolverRule(id), profileId),
    unknown,
  );
}

function concerns({ hosts }: Reading, { domain }: ResolverRule): boolean {
  return domain === null || hosts.some((host) => isUnder(host, domain));
}

/** With what the VPC's Profiles bring; the VPC's own counts before it where both have the same name. */
async function withProfiles(reading: Reading, names: VpcNames): Promise<VpcNames> {
  const { dns, readPart } = reading;
  const read = async () => {
    const associations = await dns.profileAssociations(names.vpcId);
    const ids = associations.map(({ ProfileId }) => ProfileId ?? '').filter((id) => id !== '');
    const resources = await Promise.all(
      ids.map(async (id) => (await dns.profileResources(id)).map((resource) => ({ resource, id }))),
    );
    return { ids, resources: resources.flat() };
  };
  const found = await readPart('dnsProfiles', read, null);
  if (found === null) return names;
  const of = (type: string) => found.resources.filter(({ resource }) => resourceTypeOf(resource) === type);
  const [zones, rules] = await Promise.all([
    Promise.all(of('hostedzone').map(({ resource, id }) => profileZone(reading, resource, id))),
    Promise.all(of('resolver-rule').map(({ resource, id }) => ruleOf(reading, idInArn(resource), id))),
  ]);
  return {
    ...names,
    zones:
      names.zones === null
        ? null
        : [...names.zones, ...zones.filter((zone) => zone.name === '' || mayDecide(reading, zone))],
    rules: names.rules === null ? null : [...names.rules, ...rules.filter((rule) => concerns(reading, rule))],
    profileIds: found.ids,
    profileEndpointIds: of('vpc-endpoint').map(({ resource }) => idInArn(resource)),
  };
}

async function profileZone(reading: Reading, resource: AwsProfileResource, profileId: string): Promise<HostedZone> {
  const id = toZoneId(resource.ResourceArn);
  const owner = resource.OwnerId ?? '';
  const zone = { id, name: '', owner, isManaged: false, records: null, publicFallback: null, profileId };
  const details = await attempt(() => (reading.others.get(owner) ?? reading.dns).hostedZone(id));
  if (details === null) return zone;
  const named = { ...zone, name: toDnsName(details.Name) };
  return mayDecide(reading, named) ? withRecords(reading, named) : named;
}

/** `arn:aws:route53:::hostedzone/Z1` → `hostedzone` */
function resourceTypeOf({ ResourceArn = '' }: AwsProfileResource): string {
  return /:([\w-]+)\/[^:]*$/.exec(ResourceArn)?.[1] ?? '';
}

function idInArn({ ResourceArn = '' }: AwsProfileResource): string {
  return ResourceArn.replace(/^.*\//, '');
}
