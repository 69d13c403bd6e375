import type { Subnet } from '../../discover/entities/subnet.ts';
import { asCertain, cause, type JudgedCause, verdictOfCause } from '../findings/cause.ts';
import { worstOf } from '../verdict.ts';
import { type SourceSubnet, sourceSubnetOf } from '../vpc-context.ts';
import type { JudgedPath } from './judge-path.ts';
import type { PathQuery, ResolvedNeed } from './path-query.ts';
import { serviceHop } from './service-hop.ts';

export interface JudgedHop extends JudgedPath {
  /** `dns`, or the service of a need. */
  readonly hop: string;
}

export const DNS_HOP = 'dns';

/** The hops of one subnet in the order in which a pull takes them. */
export function subnetHops(query: PathQuery, subnet: Subnet): JudgedHop[] {
  const source = sourceSubnetOf(subnet);
  const services = query.resolved.map((asked) => ({
    hop: asked.need.service,
    ...outcomeOf(query, subnet, source, asked),
  }));
  return [dnsHop(query, services), ...services];
}

function outcomeOf(
  { context }: PathQuery,
  subnet: Subnet,
  source: SourceSubnet | undefined,
  asked: ResolvedNeed,
): JudgedPath {
  if (source === undefined) {
    return { verdict: 'unknown', causes: asCertain([cause('ipv6-only-subnet', subnet.id, { subnet: subnet.id })]) };
  }
  const outcome = serviceHop(context, source, asked.need, asked.resolution);
  if (outcome.verdict === 'open') return outcome;
  return { verdict: outcome.verdict, causes: [...outcome.causes, ...asCertain(asked.similarEndpoints)] };
}

/**
 * Whether names get the answers that the path needs: a resolver that answers as AWS's does, and private names in force
 * where a hop of this subnet is closed for want of them.
 */
function dnsHop({ resolver }: PathQuery, services: readonly JudgedHop[]): JudgedHop {
  const own: JudgedCause[] = resolver.causes.map((found) => ({
    cause: found,
    certainty: resolver.state === 'silent' ? 'certain' : 'doubtful',
  }));
  const unnamed = services.flatMap(({ causes }) =>
    causes.filter((judged) => judged.cause.name === 'dns-hostnames-off'),
  );
  const causes = [...own, ...unnamed];
  const verdict = resolver.state === 'unread' ? 'unknown' : worstOf(causes.map(verdictOfCause));
  return { hop: DNS_HOP, verdict, causes };
}
