import { suffixOf } from '../../discover/entities/service.ts';
import { TO_OTHER_NETWORKS } from '../../discover/names/leads-elsewhere.ts';
import { effectiveRouteTable } from '../../discover/routing/effective-route-table.ts';
import { asCertain, type Cause, cause, type JudgedCause } from '../findings/cause.ts';
import type { DnsAnswer, NameResolution } from '../names/name-resolution.ts';
import type { Need } from '../need.ts';
import type { SourceSubnet, VpcContext } from '../vpc-context.ts';
import type { PacketPath } from './judge-path.ts';
import { type JudgedPath, judgePath } from './judge-path.ts';
import { pathToEndpoint } from './path-to-endpoint.ts';
import { pathToPublicAddresses } from './path-to-public-addresses.ts';
import { pathToRemote } from './path-to-remote.ts';

/** The verdict of one service's hop for one subnet: follow the name wherever it may lead, and judge every way there. */
export function serviceHop(
  context: VpcContext,
  source: SourceSubnet,
  need: Need,
  resolution: NameResolution,
): JudgedPath {
  const outcomes = resolution.answers.map((answer) => follow(context, source, need, answer, resolution.missing));
  const outcome = together(outcomes);
  return outcome.verdict === 'closed' ? unlessRedirected(context, source, need, resolution, outcome) : outcome;
}

function follow(
  context: VpcContext,
  source: SourceSubnet,
  need: Need,
  answer: DnsAnswer,
  missing: readonly Cause[],
): JudgedPath {
  switch (answer.to) {
    case 'endpoint':
      return walked(source, pathToEndpoint(context, source, answer.endpoint, need.service, answer.only));
    case 'remote':
      return walked(source, pathToRemote(context, source, answer.remote, need.service));
    case 'public':
      return walked(source, pathToPublicAddresses(context, source, need, missing));
    case 'nowhere':
      return { verdict: 'closed', causes: asCertain(answer.causes) };
    case 'forwarded':
      return forwarded(context, source, need, answer.causes);
    case 'unseen':
      return { verdict: 'unknown', causes: doubted(asCertain(answer.causes)) };
  }
}

/**
 * Whatever other DNS servers answer: an endpoint here, an address in another network, or a public one. Where none of
 * these could be reached, the name is of no use.
 */
function forwarded(context: VpcContext, source: SourceSubnet, need: Need, causes: readonly Cause[]): JudgedPath {
  const served = context.endpoints.some(({ service }) => suffixOf(context.snapshot.region, service) === need.service);
  const { segments } = pathToPublicAddresses(context, source, need, []);
  const anywhere =
    served || otherNetwork(context, source) !== undefined || judgePath(source.addresses, segments).verdict !== 'closed';
  return anywhere
    ? { verdict: 'unknown', causes: asCertain(causes) }
    : {
        verdict: 'closed',
        causes: [...asCertain(causes), ...walked(source, pathToPublicAddresses(context, source, need, [])).causes],
      };
}

function walked(source: SourceSubnet, { segments, notes }: PacketPath): JudgedPath {
  const { verdict, causes } = judgePath(source.addresses, segments);
  return { verdict, causes: [...causes, ...asCertain(notes)] };
}

/** Several places that the name may lead to: whatever they have in common is the answer, else it is unknown. */
function together(outcomes: readonly JudgedPath[]): JudgedPath {
  const causes = outcomes.flatMap((outcome) => outcome.causes);
  const [first] = outcomes;
  if (first !== undefined && outcomes.every(({ verdict }) => verdict === first.verdict)) {
    return { verdict: first.verdict, causes };
  }
  return { verdict: 'unknown', causes: doubted(causes) };
}

/** What would close the hop for certain closes it only if things are as they seem. */
function doubted(causes: readonly JudgedCause[]): JudgedCause[] {
  return causes.map((judged) => (judged.certainty === 'certain' ? { ...judged, certainty: 'doubtful' } : judged));
}

/**
 * A hop that is closed because its name leads to public addresses is unknown where a private hosted zone, which EC2
 * never shows, could lead it elsewhere: to an endpoint here whose private DNS is off, or into another network that the
 * subnet has a route to [aws-facts: central-endpoints]. Where there is neither, no zone could help.
 */
function unlessRedirected(
  context: VpcContext,
  source: SourceSubnet,
  need: Need,
  { answers, missing, mayBeRedirected, redirectedTo }: NameResolution,
  outcome: JudgedPath,
): JudgedPath {
  if (!mayBeRedirected || !answers.some(({ to }) => to === 'public')) return outcome;
  const other = otherNetwork(context, source);
  const here =
    redirectedTo !== undefined &&
    judgePath(source.addresses, pathToEndpoint(context, source, redirectedTo, need.service).segments).verdict !==
      'closed';
  if (other === undefined && !here) return outcome;
  const seeming = doubted([...outcome.causes, ...asCertain(missing)]);
  return { verdict: 'unknown', causes: [...seeming, ...asCertain(other === undefined ? [] : [other])] };
}

function otherNetwork(context: VpcContext, source: SourceSubnet): Cause | undefined {
  const table = effectiveRouteTable(context.snapshot, source.subnet);
  const route = table?.routes.find(({ state, target }) => state === 'active' && TO_OTHER_NETWORKS.has(target.kind));
  if (table === undefined || route === undefined) return undefined;
  return cause('other-network-may-answer', table.id, {
    table: table.id,
    destination: route.destination.value,
    target: route.target.id,
  });
}
