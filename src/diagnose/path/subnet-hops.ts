import type { Subnet } from '../../discover/entities/subnet.ts';
import { asCertain, type Cause, cause, type JudgedCause, verdictOfCause } from '../findings/cause.ts';
import { resolveOutside } from '../names/name-resolution.ts';
import { worstOf } from '../verdict.ts';
import { type SourceSubnet, sourceSubnetOf, type VpcContext } from '../vpc-context.ts';
import type { JudgedPath } from './judge-path.ts';
import type { PathQuery, ResolvedNeed } from './path-query.ts';
import { pathToDnsServers } from './path-to-dns-server.ts';
import { serviceHop } from './service-hop.ts';
import type { WorkloadHop } from './workload-hops.ts';

export interface JudgedHop extends JudgedPath {
  /** `dns`, the service of a need, or a registry or region that no endpoint leads to. */
  readonly hop: string;
  /** False where tasks start without it: it decides no verdict but its own. */
  readonly blocks: boolean;
  /** True where no endpoint of the region could open it. */
  readonly beside: boolean;
}

export const DNS_HOP = 'dns';

/** The hops of one subnet in the order in which a pull takes them. */
export function subnetHops(query: PathQuery, subnet: Subnet): JudgedHop[] {
  const source = sourceSubnetOf(subnet);
  const dns = source === undefined ? NO_OWN_SERVERS : ownServersPath(query, source);
  const unnamed = { verdict: dns.verdict, causes: dns.causes.filter((each) => verdictOfCause(each) !== 'open') };
  const named = (outcome: () => JudgedPath) => (dns.verdict === 'closed' ? unnamed : outcome());
  const services = query.resolved.map((asked) => ({
    hop: asked.need.service,
    blocks: asked.need.blocks !== false,
    beside: false,
    ...named(() => outcomeOf(query, subnet, source, asked)),
  }));
  const besides = query.besides.map((each) => {
    const outcome = () => besideEndpoints(query, subnet, source, each);
    return {
      hop: each.hop,
      blocks: each.blocks !== false,
      beside: true,
      ...(each.judgedBy === 'causes' ? outcome() : named(outcome)),
    };
  });
  return [dnsHop(query, services, dns), ...services, ...besides];
}

const NO_OWN_SERVERS: JudgedPath = { verdict: 'open', causes: [] };

/**
 * The way to the DNS servers that the VPC has in place of AWS's. Closed, no name resolves; otherwise it decides nothing,
 * since what they answer is not known.
 */
function ownServersPath({ context, resolver: { servers } }: PathQuery, source: SourceSubnet): JudgedPath {
  if (servers === null) return NO_OWN_SERVERS;
  const { verdict, causes } = pathToDnsServers(context, source, servers.optionsId, servers.addresses);
  if (verdict !== 'closed' || servers.isAll) return { verdict, causes };
  return { verdict: 'unknown', causes: causes.map((each) => ({ ...each, certainty: 'part' })) };
}

function outcomeOf(
  { context }: PathQuery,
  subnet: Subnet,
  source: SourceSubnet | undefined,
  asked: ResolvedNeed,
): JudgedPath {
  if (source === undefined) return withoutIpv4(subnet);
  const outcome = serviceHop(context, source, asked.need, asked.resolution);
  if (outcome.verdict === 'open') return outcome;
  return { verdict: outcome.verdict, causes: [...outcome.causes, ...asCertain(asked.similarEndpoints)] };
}

/** A hop for which only a way out of the subnet can do, or which is decided by what is known of the image. */
function besideEndpoints(
  { context, resolver }: PathQuery,
  subnet: Subnet,
  source: SourceSubnet | undefined,
  { hop, causes, judgedBy }: WorkloadHop,
): JudgedPath {
  const own = asCertain(causes);
  if (judgedBy === 'causes') return { verdict: worstOf(own.map(verdictOfCause)), causes: own };
  if (source === undefined) return withoutIpv4(subnet);
  const need = { service: hop, type: 'Interface', because: '' } as const;
  const missing = judgedBy === 'egress' ? causes : [];
  const outcome = serviceHop(context, source, need, resolveOutside(resolver, missing));
  if (outcome.verdict === 'open') return outcome;
  if (judgedBy === 'egress-if-open') return { verdict: 'unknown', causes: own };
  return outcome.verdict === 'closed' && hasEndpointOf(context, causes) ? doubtful(outcome) : outcome;
}

/** An endpoint may be of another region's service; whether it answers there is not looked at [aws-facts: other-region-image]. */
function hasEndpointOf({ endpoints }: VpcContext, causes: readonly Cause[]): boolean {
  return causes.some(({ values: { home } }) => endpoints.some(({ service }) => service.includes(`.${home}.`)));
}

function doubtful({ causes }: JudgedPath): JudgedPath {
  return { verdict: 'unknown', causes: causes.map((judged) => ({ ...judged, certainty: 'doubtful' })) };
}

function withoutIpv4(subnet: Subnet): JudgedPath {
  return { verdict: 'unknown', causes: asCertain([cause('ipv6-only-subnet', subnet.id, { subnet: subnet.id })]) };
}

/**
 * Whether names get the answers that the path needs: a resolver that answers as AWS's does, and private names in force
 * where a hop of this subnet is closed for want of them.
 */
function dnsHop({ resolver }: PathQuery, services: readonly JudgedHop[], servers: JudgedPath): JudgedHop {
  const own: JudgedCause[] = resolver.causes.map((found) => ({
    cause: found,
    certainty: resolver.state === 'silent' ? 'certain' : 'doubtful',
  }));
  const unnamed = services
    .filter(({ blocks }) => blocks)
    .flatMap(({ causes }) => causes.filter((judged) => judged.cause.name === 'dns-hostnames-off'));
  const causes = [...own, ...unnamed, ...servers.causes];
  const verdict = resolver.state === 'unread' ? 'unknown' : worstOf(causes.map(verdictOfCause));
  return { hop: DNS_HOP, blocks: true, beside: false, verdict, causes };
}
