import { effectiveRouteTable } from '../discover/effective-route-table.ts';
import { type Cause, cause, certainly, type JudgedCause } from './cause.ts';
import type { Context, Home } from './context.ts';
import { endpointWay } from './endpoint-way.ts';
import { judge, type Outcome } from './judge.ts';
import type { Need } from './need.ts';
import { publicWay } from './public-way.ts';
import type { Lead, Resolution } from './resolution.ts';
import type { Way } from './way.ts';

/** The verdict of one service's hop for one subnet: follow the name wherever it may lead, and judge every way there. */
export function serviceHop(context: Context, home: Home, need: Need, resolution: Resolution): Outcome {
  const outcomes = resolution.leads.map((lead) => follow(context, home, need, lead, resolution.missing));
  const outcome = together(outcomes);
  return outcome.verdict === 'closed' ? unlessRedirected(context, home, need, resolution, outcome) : outcome;
}

function follow(context: Context, home: Home, need: Need, lead: Lead, missing: readonly Cause[]): Outcome {
  switch (lead.to) {
    case 'endpoint':
      return walked(home, endpointWay(context, home, lead.endpoint, need.service));
    case 'public':
      return walked(home, publicWay(context, home, need, missing));
    case 'nowhere':
      return { verdict: 'closed', causes: certainly(lead.causes) };
    case 'unseen':
      return { verdict: 'unknown', causes: doubted(certainly(lead.causes)) };
  }
}

function walked(home: Home, { legs, notes }: Way): Outcome {
  const { verdict, causes } = judge(home.addresses, legs);
  return { verdict, causes: [...causes, ...certainly(notes)] };
}

/** Several places that the name may lead to: whatever they have in common is the answer, else it is unknown. */
function together(outcomes: readonly Outcome[]): Outcome {
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
 * A hop that is closed because its name leads to public addresses is unknown where a private hosted zone, which EC2 never
 * shows, could lead it elsewhere: to an endpoint here whose private DNS is off, or into another network that the subnet
 * has a route to [aws-facts: central-endpoints]. Where there is neither, no zone could help.
 */
function unlessRedirected(
  context: Context,
  home: Home,
  need: Need,
  { leads, missing, mayBeRedirected, redirectedTo }: Resolution,
  outcome: Outcome,
): Outcome {
  if (!mayBeRedirected || !leads.some(({ to }) => to === 'public')) return outcome;
  const other = otherNetwork(context, home);
  const here =
    redirectedTo !== undefined &&
    judge(home.addresses, endpointWay(context, home, redirectedTo, need.service).legs).verdict !== 'closed';
  if (other === undefined && !here) return outcome;
  const seeming = doubted([...outcome.causes, ...certainly(missing)]);
  return { verdict: 'unknown', causes: [...seeming, ...certainly(other === undefined ? [] : [other])] };
}

const OTHER_NETWORKS: ReadonlySet<string> = new Set(['transit-gateway', 'core-network', 'peering', 'vpn-gateway']);

function otherNetwork(context: Context, home: Home): Cause | undefined {
  const table = effectiveRouteTable(context.snapshot, home.subnet);
  const route = table?.routes.find(({ state, target }) => state === 'active' && OTHER_NETWORKS.has(target.kind));
  if (table === undefined || route === undefined) return undefined;
  return cause('other-network-may-answer', table.id, {
    table: table.id,
    destination: route.destination.value,
    target: route.target.id,
  });
}
