import type { Endpoint } from '../../discover/entities/endpoint.ts';
import type { Tags } from '../../discover/entities/tags.ts';
import { MOST_SECURITY_GROUPS_PER_INTERFACE, QUOTAS } from '../../facts/quotas.ts';
import type { PlanContext } from '../plan-context.ts';
import { groupNeeds } from '../security-group/group-ref.ts';
import { type EndpointUpdate, type ModifyEndpoint, stateOf, updatedEndpoint } from '../steps/endpoint-change.ts';

/** True where another group fits: an endpoint with more than the default shows that AWS has raised its quota. */
export function hasRoom({ groupIds }: Endpoint): boolean {
  return (
    groupIds.length !== QUOTAS.securityGroupsPerInterface.default &&
    groupIds.length < MOST_SECURITY_GROUPS_PER_INTERFACE
  );
}

/** @param undo the tags that go onto a foreign endpoint first; none on our own */
export function modification(
  context: PlanContext,
  endpoint: Endpoint,
  change: EndpointUpdate,
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
    after: updatedEndpoint(endpoint, change),
    because,
    needs: change.addGroupIds.length > 0 ? groupNeeds(context) : [],
  };
}

export function changeId(endpoint: Endpoint): string {
  return `modify:${endpoint.id}`;
}
