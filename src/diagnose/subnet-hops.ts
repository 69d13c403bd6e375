import type { Subnet } from '../discover/subnet.ts';
import { cause, certainly, type JudgedCause, verdictOf } from './cause.ts';
import { type Home, homeOf } from './context.ts';
import type { Outcome } from './judge.ts';
import type { AskedNeed, Question } from './question.ts';
import { serviceHop } from './service-hop.ts';
import { worstOf } from './verdict.ts';

export interface Hop extends Outcome {
  /** `dns`, or the service of a need. */
  readonly hop: string;
}

export const DNS_HOP = 'dns';

/** The hops of one subnet in the order in which a pull takes them. */
export function subnetHops(question: Question, subnet: Subnet): Hop[] {
  const home = homeOf(subnet);
  const services = question.asked.map((asked) => ({
    hop: asked.need.service,
    ...outcomeOf(question, subnet, home, asked),
  }));
  return [dnsHop(question, services), ...services];
}

function outcomeOf({ context }: Question, subnet: Subnet, home: Home | undefined, asked: AskedNeed): Outcome {
  if (home === undefined) {
    return { verdict: 'unknown', causes: certainly([cause('ipv6-only-subnet', subnet.id, { subnet: subnet.id })]) };
  }
  const outcome = serviceHop(context, home, asked.need, asked.resolution);
  if (outcome.verdict === 'open') return outcome;
  return { verdict: outcome.verdict, causes: [...outcome.causes, ...certainly(asked.lookalikes)] };
}

/**
 * Whether names get the answers that the path needs: a resolver that answers as AWS's does, and private names in force
 * where a hop of this subnet is closed for want of them.
 */
function dnsHop({ resolver }: Question, services: readonly Hop[]): Hop {
  const own: JudgedCause[] = resolver.causes.map((found) => ({
    cause: found,
    certainty: resolver.state === 'silent' ? 'certain' : 'doubtful',
  }));
  const unnamed = services.flatMap(({ causes }) =>
    causes.filter((judged) => judged.cause.name === 'dns-hostnames-off'),
  );
  const causes = [...own, ...unnamed];
  const verdict = resolver.state === 'unread' ? 'unknown' : worstOf(causes.map(verdictOf));
  return { hop: DNS_HOP, verdict, causes };
}
