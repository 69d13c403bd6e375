import type { Endpoint } from '../../discover/entities/endpoint.ts';
import type { Cause } from '../findings/cause.ts';
import { type NameResolution, resolveName } from '../names/name-resolution.ts';
import { type Resolver, resolverOf } from '../names/resolver.ts';
import type { Need } from '../need.ts';
import { similarEndpoints } from '../rules/endpoint-notes.ts';
import { hubEndpoints } from '../rules/hub-endpoints.ts';
import { misnamedZones } from '../rules/misnamed-zones.ts';
import type { VpcContext } from '../vpc-context.ts';
import type { WorkloadHop } from './workload-hops.ts';

/** A need with everything that is the same for every subnet of the VPC. */
export interface ResolvedNeed {
  readonly need: Need;
  readonly resolution: NameResolution;
  /** Endpoints and zones that look as if they served it; said where the hop is not open. */
  readonly similarEndpoints: readonly Cause[];
}

/** What is asked of a VPC, and what its names answer. */
export interface PathQuery {
  readonly context: VpcContext;
  readonly needs: readonly Need[];
  readonly resolver: Resolver;
  readonly resolved: readonly ResolvedNeed[];
  /** The interface endpoint that answers, by service. */
  readonly answers: ReadonlyMap<string, Endpoint>;
  /** What the workload needs and no endpoint of the region serves. */
  readonly besides: readonly WorkloadHop[];
}

export function pathQueryOf(
  context: VpcContext,
  needs: readonly Need[],
  besides: readonly WorkloadHop[] = [],
): PathQuery {
  const resolver = resolverOf(context);
  const resolved = needs.map((need): ResolvedNeed => {
    const resolution = resolveName(context, need, resolver);
    const answered = resolution.answers.some(({ to }) => to === 'endpoint');
    return {
      need,
      resolution,
      similarEndpoints: answered
        ? []
        : [...misnamedZones(context, need), ...hubEndpoints(context, need), ...similarEndpoints(context, need)],
    };
  });
  const answers = new Map<string, Endpoint>();
  for (const { need, resolution } of resolved) {
    const answer = resolution.answers.find(({ to }) => to === 'endpoint');
    if (answer?.to === 'endpoint') answers.set(need.service, answer.endpoint);
  }
  return { context, needs, resolver, resolved, answers, besides };
}
