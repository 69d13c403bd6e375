import { hopOf, type Match } from './rank.ts';

/**
 * The endpoint service behind the hop of a verdict, as the suffix of its name. Of a name that did not resolve: the one
 * whose name it was. FIPS names have services of their own [aws-facts: fips-services].
 */
export function serviceOfMatch(match: Match): string | null {
  const { family, message } = match;
  const hop = family.hop === 'dns' ? message.hop : hopOf(match);
  if (hop === null) return family.kinds?.includes('aws') === true ? (message.host?.service ?? null) : null;
  if (hop === 'dns') return null;
  if (!message.traits.has('fips') || message.host?.hop !== hop) return hop;
  return hop.startsWith('ecr.') ? hop.replace('ecr.', 'ecr-fips.') : `${hop}-fips`;
}

/** For `--with`: the services of all verdicts that pullpath can do something about, with what belongs to them. */
export function servicesToAsk(matches: readonly Match[]): readonly string[] {
  const services = matches.flatMap((match) => {
    const service = match.family.next === null ? null : serviceOfMatch(match);
    return service === null ? [] : (NEEDED_TOGETHER[service] ?? [service]);
  });
  return [...new Set(services)];
}

/** Services of which one is of no use without the others [aws-facts: fargate-needs, agent-endpoints]. */
const AGENT = ['ecs-agent', 'ecs-telemetry', 'ecs'];
const ECR_FIPS = ['ecr-fips.api', 'ecr-fips.dkr'];
const NEEDED_TOGETHER: { readonly [service: string]: readonly string[] } = {
  'ecs-agent': AGENT,
  'ecs-telemetry': AGENT,
  'ecr-fips.api': ECR_FIPS,
  'ecr-fips.dkr': ECR_FIPS,
};
