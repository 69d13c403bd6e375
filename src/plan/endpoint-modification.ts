import type { Endpoint } from '../discover/endpoint.ts';
import type { Tags } from '../discover/tags.ts';
import type { Context } from './context.ts';
import { groupNeeds } from './group-ref.ts';
import { type Change, changed, type ModifyEndpoint, stateOf } from './steps/endpoint-change.ts';

/**
 * [aws-facts: quotas] security groups per network interface, and so per endpoint: by default, and where AWS has raised
 * it.
 */
const MAX_GROUPS = 5;
const MOST_GROUPS = 16;

/** True where another group fits: an endpoint with more than the default shows that AWS has raised its quota. */
export function hasRoom({ groupIds }: Endpoint): boolean {
  return groupIds.length !== MAX_GROUPS && groupIds.length < MOST_GROUPS;
}

/** @param undo the tags that go onto a foreign endpoint first; none on our own */
export function modification(
  context: Context,
  endpoint: Endpoint,
  change: Change,
  undo: Tags,
  because: string,
): ModifyEndpoint {
  return {
    id: changeId(endpoint),
    kind: 'modify-endpoint',
    action: 'update',
    subject: { type: 'vpc-endpoint', id: endpoint.id },
    endpointId: endpoint.id,
    vpcId: endpoint.vpcId,
    change,
    undo,
    before: stateOf(endpoint),
    after: changed(endpoint, change),
    because,
    needs: change.addGroupIds.length > 0 ? groupNeeds(context) : [],
  };
}

export function changeId(endpoint: Endpoint): string {
  return `modify:${endpoint.id}`;
}
