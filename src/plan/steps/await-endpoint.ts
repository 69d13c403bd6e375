import { z } from 'zod';
import type { Snapshot } from '../../discover/snapshot.ts';
import { StepBase } from './base.ts';

const State = z.object({ state: z.string() });

/** Changes nothing: waits until AWS is done with what an earlier call asked for. It needs no undoing. */
export const AwaitEndpoint = StepBase.extend({
  kind: z.literal('await-endpoint'),
  action: z.literal('update'),
  endpointId: z.string(),
  before: State,
  after: State,
});
export type AwaitEndpoint = z.infer<typeof AwaitEndpoint>;

export function effectOfAwait(snapshot: Snapshot, step: AwaitEndpoint): Snapshot {
  const endpoints = snapshot.endpoints.map((endpoint) =>
    endpoint.id === step.endpointId ? { ...endpoint, state: step.after.state } : endpoint,
  );
  return { ...snapshot, endpoints };
}
