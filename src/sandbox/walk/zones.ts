import { endpointServiceOf } from '../network/endpoint.ts';
import type { PrivateZone, ResolverRule, ZoneRecord } from '../network/names.ts';
import type { Endpoint, Network, Vpc } from '../network/types.ts';

/** One thing that answers for a domain inside of a VPC. */
export type Authority =
  | { by: 'endpoint'; endpoint: Endpoint }
  | { by: 'zone'; zone: PrivateZone }
  | { by: 'rule'; rule: ResolverRule };

/** Where two have the same domain, the lower rank wins: rules, what is the VPC's own, what a Profile brings. */
interface Claim {
  domain: string;
  rank: number;
  authority: Authority;
}

const under = (host: string, domain: string) => domain === '' || host === domain || host.endsWith(`.${domain}`);

/** The home account's region and what other accounts of the world have there. */
export function networksOf(network: Network): Network[] {
  const others = 'otherAccounts' in network ? (network.otherAccounts as Network[]) : [];
  return [network, ...others.filter(({ region }) => region === network.region)];
}

function claimsOfEndpoints(network: Network, endpoints: readonly Endpoint[], rank: number): Claim[] {
  return endpoints
    .filter((each) => each.state === 'available' && each.privateDns && !each.inboundResolverOnly)
    .flatMap((endpoint) =>
      (endpointServiceOf(network, endpoint)?.privateDnsNames ?? []).map((name) => ({
        domain: name.replace(/^\*\./, ''),
        rank,
        authority: { by: 'endpoint' as const, endpoint },
      })),
    );
}

/**
 * Who answers for a host inside of a VPC, beside public DNS: the longest domain, and of equally long ones a forwarding
 * rule before a zone [aws-facts: zone-precedence, forward-rules, dns-profiles].
 */
export function authorityOf(network: Network, vpc: Vpc, host: string): Authority | undefined {
  const profiles = network.profiles.filter(({ vpcIds }) => vpcIds.includes(vpc.id));
  const brought = networksOf(network).flatMap(({ endpoints }) =>
    endpoints.filter(({ id }) => profiles.some((profile) => profile.endpoints.some((each) => each.id === id))),
  );
  const zone = (rank: number) => (each: PrivateZone) => ({
    domain: each.domain,
    rank,
    authority: { by: 'zone' as const, zone: each },
  });
  const rule = (rank: number) => (each: ResolverRule) => ({
    domain: each.domain,
    rank,
    authority: { by: 'rule' as const, rule: each },
  });
  const claims: Claim[] = [
    ...network.resolverRules.filter(({ vpcIds }) => vpcIds.includes(vpc.id)).map(rule(0)),
    ...profiles.flatMap(({ rules }) => rules).map(rule(1)),
    ...network.privateZones.filter(({ vpcIds }) => vpcIds.includes(vpc.id)).map(zone(2)),
    ...claimsOfEndpoints(
      network,
      network.endpoints.filter(({ vpcId }) => vpcId === vpc.id),
      3,
    ),
    ...profiles.flatMap(({ zones }) => zones).map(zone(4)),
    ...claimsOfEndpoints(network, brought, 5),
  ];
  const fitting = claims.filter(({ domain }) => under(host, domain));
  const [best] = fitting.sort((a, b) => b.domain.length - a.domain.length || a.rank - b.rank);
  if (best?.authority.by !== 'rule' || best.authority.rule.type === 'FORWARD') return best?.authority;
  // A system rule takes a domain back from a forwarding rule above it.
  return fitting.find(({ authority }) => authority.by !== 'rule')?.authority;
}

/** What a zone has for a host: records of addresses, a name without any, or nothing. */
export function recordsFor(zone: PrivateZone, host: string): ZoneRecord[] | 'no address' | 'no name' {
  const all = zone.records ?? [];
  const labels = host.split('.');
  const depth = zone.domain.split('.').length;
  const exists = (name: string) => name === zone.domain || all.some((record) => under(record.name, name));
  let name = host;
  for (let cut = 1; !exists(host) && cut <= labels.length - depth; cut += 1) {
    const above = labels.slice(cut).join('.');
    name = `*.${above}`;
    if (exists(above)) break;
  }
  const named = all.filter((record) => record.name === name);
  const answering = named.filter(({ type }) => type === 'A' || type === 'CNAME');
  if (answering.length > 0) return answering;
  return named.length > 0 || exists(host) ? 'no address' : 'no name';
}
