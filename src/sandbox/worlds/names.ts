import { endpointServiceOf } from '../network/endpoint.ts';
import type { PrivateZone, Profile, ResolverRule, ZoneRecord } from '../network/names.ts';
import type { Endpoint, Network, Vpc } from '../network/types.ts';
import { partitionOf } from '../state/partition.ts';

/** A host name of AWS in the region: `api.ecr` → `api.ecr.us-east-1.amazonaws.com`. */
export function hostIn({ region }: Network, name: string): string {
  return `${name}.${region}.${partitionOf(region).dnsSuffix}`;
}

/** The zone of the DNS names of every interface endpoint (chosen). */
const endpointZoneId = 'Z7HUB22UULQXV';

/** An alias record that leads to an endpoint. */
export function aliasTo(network: Network, name: string, endpoint: Endpoint): ZoneRecord {
  const dnsName = `${endpoint.id}-${endpoint.id.slice(-8)}.${endpointServiceOf(network, endpoint)!.baseDnsName}`;
  return { name, type: 'A', alias: { dnsName, zoneId: endpointZoneId } };
}

/** A private hosted zone with those records, associated with those VPCs, in every network that has one of them. */
export function addZone(
  networks: readonly Network[],
  vpcs: readonly Vpc[],
  domain: string,
  records: ZoneRecord[] | undefined,
  options: Partial<PrivateZone> = {},
): PrivateZone {
  const zone: PrivateZone = { domain, vpcIds: vpcs.map(({ id }) => id), ...(records && { records }), ...options };
  for (const network of networks) network.privateZones.push(zone);
  return zone;
}

/** A forwarding rule that acts in a VPC. */
export function addRule(
  network: Network,
  vpc: Vpc,
  domain: string,
  targets: string[],
  options: Partial<ResolverRule> = {},
) {
  const id = `rslvr-rr-${String(network.resolverRules.length + 1).padStart(17, '0')}`;
  const rule: ResolverRule = {
    id,
    name: 'to-our-dns',
    domain,
    type: 'FORWARD',
    status: 'COMPLETE',
    targets,
    ownerId: vpc.ownerId,
    vpcIds: [vpc.id],
    ...options,
  };
  network.resolverRules.push(rule);
  return rule;
}

/** A Profile that acts in a VPC and brings these. */
export function addProfile(
  network: Network,
  vpc: Vpc,
  { zones = [], rules = [], endpoints = [] }: Partial<Pick<Profile, 'zones' | 'rules' | 'endpoints'>>,
): Profile {
  const id = `rp-${String(network.profiles.length + 1).padStart(17, '0')}`;
  const profile = { id, name: 'shared-names', ownerId: vpc.ownerId, vpcIds: [vpc.id], zones, rules, endpoints };
  network.profiles.push(profile);
  return profile;
}
