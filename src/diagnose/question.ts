import type { Endpoint } from '../discover/endpoint.ts';
import type { Cause } from './cause.ts';
import type { Context } from './context.ts';
import type { Need } from './need.ts';
import { type Resolution, resolve } from './resolution.ts';
import { type Resolver, resolverOf } from './resolver.ts';
import { lookalikes } from './rules/endpoint-notes.ts';

/** A need with everything that is the same for every subnet of the VPC. */
export interface AskedNeed {
  readonly need: Need;
  readonly resolution: Resolution;
  /** Endpoints that look as if they served it; said where the hop is not open. */
  readonly lookalikes: readonly Cause[];
}

/** What is asked of a VPC, and what its names answer. */
export interface Question {
  readonly context: Context;
  readonly needs: readonly Need[];
  readonly resolver: Resolver;
  readonly asked: readonly AskedNeed[];
  /** The interface endpoint that answers, by service. */
  readonly answers: ReadonlyMap<string, Endpoint>;
}

export function questionOf(context: Context, needs: readonly Need[]): Question {
  const resolver = resolverOf(context);
  const asked = needs.map((need): AskedNeed => {
    const resolution = resolve(context, need, resolver);
    const answered = resolution.leads.some(({ to }) => to === 'endpoint');
    return { need, resolution, lookalikes: answered ? [] : lookalikes(context, need) };
  });
  const answers = new Map<string, Endpoint>();
  for (const { need, resolution } of asked) {
    const lead = resolution.leads.find(({ to }) => to === 'endpoint');
    if (lead?.to === 'endpoint') answers.set(need.service, lead.endpoint);
  }
  return { context, needs, resolver, asked, answers };
}
