import type { Endpoint } from '../../discover/entities/endpoint.ts';
import { AVAILABLE, isPending } from '../../facts/endpoint-state.ts';
import { EMPTY_PART, type PlanPart } from '../plan-context.ts';
import type { AwaitEndpoint } from '../steps/await-endpoint.ts';

/**
 * Waits for an endpoint that serves but is not available yet: an earlier run that was cut short created it, or it is
 * foreign.
 */
export function endpointToAwait(endpoint: Endpoint): PlanPart {
  if (!isPending(endpoint)) return EMPTY_PART;
  const step: AwaitEndpoint = {
    id: `await:${endpoint.id}`,
    kind: 'await-endpoint',
    action: 'update',
    subject: { type: 'vpc-endpoint', id: endpoint.id },
    endpointId: endpoint.id,
    before: { state: endpoint.state },
    after: { state: AVAILABLE },
    because: 'it serves the targets once it is available, which AWS brings about by itself',
    needs: [],
  };
  return { ...EMPTY_PART, steps: [step] };
}
