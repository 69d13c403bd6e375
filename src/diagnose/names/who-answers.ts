import type { Endpoint } from '../../discover/entities/endpoint.ts';
import type { DnsRecord, HostedZone, ResolverRule, VpcNames } from '../../discover/entities/private-names.ts';
import { privateZoneNames } from '../../discover/names/service-hosts.ts';
import { isUnder, lookUp } from '../../discover/names/zone-lookup.ts';

/** Who answers a host's name in a VPC, and with what. */
export type NameAnswer =
  /** A rule sends the question to other servers; or a rule that cannot be read may. */
  | { readonly by: 'rule'; readonly rule: ResolverRule }
  | { readonly by: 'zone'; readonly zone: HostedZone; readonly record: DnsRecord }
  /** The zone owns the name and has no address for it: no answer, whatever the public one is. */
  | { readonly by: 'zone'; readonly zone: HostedZone; readonly record: null }
  /** What the zone says cannot be told: its records are another account's. */
  | { readonly by: 'unread-zone'; readonly zone: HostedZone }
  /** The private DNS of an endpoint of the VPC, or of one that a Profile brings. */
  | { readonly by: 'endpoint'; readonly endpointId: string }
  | { readonly by: 'public' };

/** An endpoint's private DNS: the names of the zones that AWS keeps for it. */
export interface PrivateDns {
  readonly endpointId: string;
  /** Of the VPC itself, and not brought by a Profile. */
  readonly isOwn: boolean;
  readonly zoneNames: readonly string[];
}

/** What private DNS of an endpoint does, from the names that its service has. */
export function privateDnsOf(endpoint: Endpoint, isOwn: boolean, privateDnsNames: readonly string[]): PrivateDns {
  return { endpointId: endpoint.id, isOwn, zoneNames: privateZoneNames(privateDnsNames) };
}

/**
 * Who answers a host's name by AWS's resolver [aws-facts: zone-precedence]: a forwarding rule for the same domain as the most
 * specific zone, or for a more specific one; then that zone, with what it has or with no answer at all, unless it falls
 * back to the public one; then the endpoint's private DNS, which is a zone too; then public DNS. Several answers where
 * several are possible: of several records, or where it is not known which of two Profiles counts.
 */
export function whoAnswers(names: VpcNames, endpoints: readonly PrivateDns[], host: string): NameAnswer[] {
  const hidden = [...(names.rules ?? []), ...(names.zones ?? [])].filter(isHidden);
  const told = knownAnswers(names, endpoints, host);
  return [...told, ...hidden.map(asUnread)];
}

/** What a Profile of another account brings, or a rule that is not shown, may be for this name. */
function isHidden(each: HostedZone | ResolverRule): boolean {
  return 'domain' in each ? each.domain === null : each.name === '';
}

function asUnread(each: HostedZone | ResolverRule): NameAnswer {
  return 'domain' in each ? { by: 'rule', rule: each } : { by: 'unread-zone', zone: each };
}

function knownAnswers(names: VpcNames, endpoints: readonly PrivateDns[], host: string): NameAnswer[] {
  const zones = (names.zones ?? []).filter((zone) => zone.name !== '' && !zone.isManaged);
  const own = endpoints.flatMap(({ endpointId, isOwn, zoneNames }) =>
    zoneNames.map(
      (name): Candidate => ({ name, rank: isOwn ? 1 : 3, answers: () => [{ by: 'endpoint', endpointId }] }),
    ),
  );
  const holder = mostSpecific(
    [
      ...zones.map((zone) => ({
        name: zone.name,
        rank: zone.profileId === null ? 0 : 2,
        answers: () => zoneAnswers(zone, host),
      })),
      ...own,
    ],
    host,
  );
  const rules = (names.rules ?? []).flatMap(({ domain, ...rule }) =>
    domain === null ? [] : { name: domain, rank: rule.profileId === null ? 0 : 1, rule: { ...rule, domain } },
  );
  const rule = mostSpecific(rules, host);
  if (rule?.rule.type === 'FORWARD' && rule.name.length >= (holder?.name.length ?? 0))
    return [{ by: 'rule', rule: rule.rule }];
  return holder?.answers() ?? [{ by: 'public' }];
}

function zoneAnswers(zone: HostedZone, host: string): NameAnswer[] {
  if (zone.records === null) return [{ by: 'unread-zone', zone }];
  const answer = lookUp(zone, host);
  if (answer.is === 'found') return answer.records.map((record) => ({ by: 'zone', zone, record }));
  const missing: NameAnswer = { by: 'zone', zone, record: null };
  if (answer.is === 'other-types' || zone.publicFallback === false) return [missing];
  return zone.publicFallback === null ? [missing, { by: 'public' }] : [{ by: 'public' }];
}

/** A domain that a host's answer may come from; of equally long ones the lower rank counts. */
interface Candidate {
  readonly name: string;
  readonly rank: number;
  readonly answers: () => NameAnswer[];
}

function mostSpecific<T extends Pick<Candidate, 'name' | 'rank'>>(all: readonly T[], host: string): T | undefined {
  return all
    .filter(({ name }) => isUnder(host, name))
    .sort((a, b) => b.name.length - a.name.length || a.rank - b.rank)[0];
}
